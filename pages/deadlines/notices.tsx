import type { Policy } from '../../schemas/records/policy.ts'
import { NOTICES_HINT } from '../../wording/notices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { Layout } from '../parts/layout.tsx'
import { Things, type ThingsShown } from '../parts/things.tsx'

interface NoticesProps {
  readonly policy: Policy
  readonly local: boolean
  readonly notices: ThingsShown
}

/** 通知: what an office was told, when, and where it leads. */
export function Notices({ policy, local, notices }: NoticesProps) {
  return (
    <Layout policy={policy} local={local} title={PAGE_NAMES.notices}>
      <h1>{PAGE_NAMES.notices}</h1>
      <section class="card" aria-label={PAGE_NAMES.notices}>
        <p class="hint">{NOTICES_HINT}</p>
        <Things of={notices} path="/notices" file="/notices/list.xlsx" />
      </section>
    </Layout>
  )
}
