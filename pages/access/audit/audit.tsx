import type { AuditEntry, AuditSearch, AuditState, UnusualDay } from '../../../schemas/records/audit.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { divisionName } from '../../../wording/offices.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import { Layout } from '../../parts/layout.tsx'
import { AuditSearchForm, GoOn } from './audit-search.tsx'
import { AuditStanding, isChecking } from './audit-standing.tsx'
import { type Acted, AuditTable } from './audit-table.tsx'
import { UnusualUseTable } from './unusual-use.tsx'

export interface AuditPageProps {
  readonly policy: Policy
  readonly local: boolean
  readonly now: number
  readonly division: string
  readonly state: AuditState
  /** The latest days first. */
  readonly unusual: readonly UnusualDay[]
  readonly accounts: readonly Acted[]
  readonly wanted: AuditSearch
  /** The latest first. */
  readonly entries: readonly AuditEntry[]
  readonly before?: number | undefined
}

/** 审计记录: whether it is whole, what is unusual, and its entries; there is nothing to change on it. */
export function AuditPage(props: AuditPageProps) {
  const { policy, local, now, division, state, unusual, accounts, wanted, entries, before } = props
  return (
    <Layout
      policy={policy}
      here="/audit"
      local={local}
      title={PAGE_NAMES.audit}
      {...(isChecking(state, now) && { again: 5 })}
    >
      <h1>{PAGE_NAMES.audit}</h1>
      <AuditStanding place={divisionName(division, policy)} state={state} now={now} />
      <UnusualUseTable days={unusual} accounts={accounts} />
      <section class="card" aria-labelledby="entries-title">
        <h2 id="entries-title">查找记录</h2>
        <AuditSearchForm policy={policy} accounts={accounts} wanted={wanted} />
        {entries.length > 0 ? (
          <>
            <p class="hint">以下{entries.length}条，最近的在前。</p>
            <AuditTable policy={policy} accounts={accounts} entries={entries} />
          </>
        ) : (
          <p class="note">
            {before === undefined ? '没有符合条件的记录。' : '最近的记录中没有符合条件的，可以继续查找。'}
          </p>
        )}
        {before !== undefined && <GoOn wanted={wanted} before={before} />}
      </section>
    </Layout>
  )
}
