import type { Child } from 'hono/jsx'
import type { AuditEntry } from '../../../schemas/records/audit.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { AUDIT_ACTIONS, AUDIT_KINDS, AUDIT_OUTCOMES, objectWords } from '../../../wording/audit.ts'
import { timeName } from '../../../wording/dates.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { BACK_TO_AUDIT, PAGE_NAMES } from '../../../wording/page-names.ts'
import { purposeSaid } from '../../../wording/purposes.ts'
import { Layout } from '../../parts/layout.tsx'
import { type Acted, accountName, accountPlace } from './audit-table.tsx'

export interface AuditEntryProps {
  readonly policy: Policy
  readonly local: boolean
  readonly entry: AuditEntry
  readonly account: Acted | undefined
  readonly before: AuditEntry | undefined
  readonly after: AuditEntry | undefined
}

/** One entry of a chain. */
export function AuditEntryPage({ policy, local, entry, account, before, after }: AuditEntryProps) {
  const { seq, time, kind, action, object, purpose, outcome, address, previous, hash } = entry
  const facts: [name: string, value: Child][] = [
    [HEADINGS.time, timeName(time)],
    [HEADINGS.account, accountName(account ? [account] : [], entry.account)],
    [HEADINGS.office, accountPlace(policy, account ? [account] : [], entry)],
    [HEADINGS.kind, AUDIT_KINDS[kind]],
    [HEADINGS.act, action && AUDIT_ACTIONS[action]],
    [HEADINGS.object, objectWords(entry)],
    [HEADINGS.objectId, object && <code>{object}</code>],
    [HEADINGS.purpose, purpose && purposeSaid(purpose)],
    [HEADINGS.outcome, AUDIT_OUTCOMES[outcome]],
    [HEADINGS.address, address],
    ['上一条的核对值', <code>{previous}</code>],
    ['本条的核对值', <code>{hash}</code>],
  ]
  return (
    <Layout policy={policy} here="/audit" local={local} title={`${PAGE_NAMES.audit}第${seq}条`}>
      <p class="back">
        <a href="/audit">{BACK_TO_AUDIT}</a>
      </p>
      <section class="card narrow">
        <h1>
          {PAGE_NAMES.audit}第{seq}条
        </h1>
        <dl class="facts">
          {facts.map(([name, value]) =>
            value ? (
              <>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </>
            ) : null,
          )}
        </dl>
        <p>
          {before && <a href={`/audit/entries/${before.seq}`}>上一条</a>}{' '}
          {after && <a href={`/audit/entries/${after.seq}`}>下一条</a>}
        </p>
      </section>
    </Layout>
  )
}
