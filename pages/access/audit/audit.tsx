import type { AuditEntry, AuditSearch, AuditState, UnusualDay } from '../../../schemas/records/audit.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { NO_ENTRIES } from '../../../wording/audit.ts'
import { divisionName } from '../../../wording/offices.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import type { Fault } from '../../parts/fault.tsx'
import { Layout } from '../../parts/layout.tsx'
import { AuditSearchForm, EntriesFile, GoOn } from './audit-search.tsx'
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
  /** Of a search that does not fit: the latest entries are shown, and what was typed. */
  readonly fault: Fault | undefined
  /** The latest first. */
  readonly entries: readonly AuditEntry[]
  readonly before?: number | undefined
}

/** 审计记录: whether it is whole, what is unusual, and its entries; there is nothing to change on it. */
export function AuditPage(props: AuditPageProps) {
  const { policy, local, now, division, state, unusual, accounts, wanted, fault, entries, before } = props
  return (
    <Layout
      policy={policy}
      here="/audit"
      local={local}
      title={PAGE_NAMES.audit}
      fault={fault}
      {...(isChecking(state, now) && { again: 5 })}
    >
      <h1>{PAGE_NAMES.audit}</h1>
      <AuditStanding place={divisionName(division, policy)} state={state} now={now} />
      <UnusualUseTable days={unusual} accounts={accounts} />
      <section class="card" aria-labelledby="entries-title">
        <h2 id="entries-title">查找记录</h2>
        <AuditSearchForm policy={policy} accounts={accounts} wanted={fault?.typed ?? wanted} fault={fault} />
        {entries.length > 0 ? (
          <>
            <p class="hint">以下{entries.length}条，最近的在前。</p>
            <AuditTable policy={policy} accounts={accounts} entries={entries} />
            <EntriesFile wanted={wanted} />
          </>
        ) : (
          <p class="note">{before === undefined ? NO_ENTRIES : '最近的记录中没有符合条件的，可以继续查找。'}</p>
        )}
        {before !== undefined && <GoOn wanted={wanted} before={before} />}
      </section>
    </Layout>
  )
}
