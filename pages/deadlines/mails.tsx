import type { Policy } from '../../schemas/records/policy.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { Layout } from '../parts/layout.tsx'
import { THINGS_SHOWN, Things, type ThingsShown } from '../parts/things.tsx'
import type { MailThing } from './mail-things.ts'
import { OpenMails } from './open-mails.tsx'

export interface MailsProps {
  readonly policy: Policy
  readonly local: boolean
  readonly mails: ThingsShown<MailThing>
}

/** An administrator's page of mails that perhaps never arrived. */
export function Mails({ policy, local, mails }: MailsProps) {
  return (
    <Layout policy={policy} here="/mails" local={local} title={PAGE_NAMES.mails}>
      <h1>{PAGE_NAMES.mails}</h1>
      <section class="card" aria-label={PAGE_NAMES.mails}>
        <Things of={mails} path="/mails" file="/mails/list.xlsx">
          <OpenMails policy={policy} mails={mails.shown.slice(0, THINGS_SHOWN).map(({ mail }) => mail)} />
        </Things>
      </section>
    </Layout>
  )
}
