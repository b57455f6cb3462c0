import type { Policy } from '../../schemas/records/policy.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { Layout } from '../parts/layout.tsx'
import { type OpenMail, OpenMails } from './open-mails.tsx'

export interface MailsProps {
  readonly policy: Policy
  readonly local: boolean
  readonly mails: readonly OpenMail[]
}

/** An administrator's page of mails that perhaps never arrived. */
export function Mails({ policy, local, mails }: MailsProps) {
  return (
    <Layout policy={policy} here="/mails" local={local} title={PAGE_NAMES.mails}>
      <h1>{PAGE_NAMES.mails}</h1>
      {mails.length > 0 ? <OpenMails policy={policy} mails={mails} /> : <p class="hint">没有未送达的通知。</p>}
    </Layout>
  )
}
