import type { AuditEntry } from '../../../schemas/records/audit.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { AUDIT_KINDS, AUDIT_OUTCOMES, entryName, NO_ENTRIES, objectWords } from '../../../wording/audit.ts'
import { timeName } from '../../../wording/dates.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import type { ThingList } from '../../parts/things.tsx'
import { type Acted, accountName, accountPlace } from './audit-table.tsx'

/** Entries as a workbook has them, the latest first. */
export function auditThings(policy: Policy, accounts: readonly Acted[], entries: readonly AuditEntry[]): ThingList {
  return {
    id: 'entries',
    name: PAGE_NAMES.audit,
    numbered: HEADINGS.number,
    stated: HEADINGS.outcome,
    columns: [HEADINGS.time, HEADINGS.account, HEADINGS.office, HEADINGS.kind, HEADINGS.object],
    things: entries.map((entry) => ({
      number: entryName(entry.seq),
      cells: [
        timeName(entry.time),
        accountName(accounts, entry.account),
        accountPlace(policy, accounts, entry),
        AUDIT_KINDS[entry.kind],
        objectWords(entry),
      ],
      state: { words: AUDIT_OUTCOMES[entry.outcome], tone: 'plain', moving: false },
      stage: 'done',
    })),
    empty: NO_ENTRIES,
  }
}
