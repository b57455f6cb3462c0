import type { Account } from '../../../schemas/records/account.ts'
import type { AuditEntry } from '../../../schemas/records/audit.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { AUDIT_KINDS, AUDIT_OUTCOMES, entryName, objectWords } from '../../../wording/audit.ts'
import { timeName } from '../../../wording/dates.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { placeOf } from '../../../wording/offices.ts'
import { ScrollTable } from '../../parts/scroll-table.tsx'

/** An account, or a key of an office's own system. */
export type Acted = Pick<Account, 'id' | 'name' | 'division' | 'office'>

interface AuditTableProps {
  readonly policy: Policy
  readonly accounts: readonly Acted[]
  readonly entries: readonly AuditEntry[]
}

/** Who acted, as an account that is known here. */
export function accountName(accounts: readonly Acted[], id: string | undefined): string {
  if (id === undefined) return '未登录'
  return accounts.find((account) => account.id === id)?.name ?? `${HEADINGS.account}${id}`
}

/** A chain's entries do not say of which township an account is. */
export function accountPlace(
  policy: Policy,
  accounts: readonly Acted[],
  entry: Pick<AuditEntry, 'account' | 'division' | 'office'>,
) {
  if (entry.account === undefined) return ''
  return placeOf(policy, accounts.find(({ id }) => id === entry.account) ?? entry)
}

export function AuditTable({ policy, accounts, entries }: AuditTableProps) {
  return (
    <ScrollTable
      name="审计记录列表"
      headings={[
        '第几条',
        HEADINGS.time,
        HEADINGS.account,
        HEADINGS.office,
        HEADINGS.kind,
        HEADINGS.object,
        HEADINGS.outcome,
      ]}
    >
      {entries.map((entry) => (
        <tr>
          <th scope="row" class="brief">
            <a href={`/audit/entries/${entry.seq}`}>{entryName(entry.seq)}</a>
          </th>
          <td class="brief">{timeName(entry.time)}</td>
          <td>{accountName(accounts, entry.account)}</td>
          <td>{accountPlace(policy, accounts, entry)}</td>
          <td class="brief">{AUDIT_KINDS[entry.kind]}</td>
          <td>{objectWords(entry)}</td>
          <td class="brief">{AUDIT_OUTCOMES[entry.outcome]}</td>
        </tr>
      ))}
    </ScrollTable>
  )
}
