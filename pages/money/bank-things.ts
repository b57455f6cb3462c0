import { yuan } from '../../rules/payments/amount.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { BANK_STATES } from '../../wording/money.ts'
import { divisionName } from '../../wording/offices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { number } from '../parts/scroll-table.tsx'
import type { Stage, ThingList } from '../parts/things.tsx'
import type { BankBatch } from './bank-tables.tsx'

/** Where the day of the return stands. */
const DUE_AT = 5

/** Approved batches, the latest first. */
export function bankThings(
  policy: Policy,
  county: string,
  batches: readonly BankBatch[],
  stageOf: (batch: BankBatch) => Stage,
): ThingList {
  return {
    id: 'bank',
    name: `${divisionName(county, policy)}${PAGE_NAMES.bank}`,
    numbered: HEADINGS.batch,
    stated: HEADINGS.state,
    columns: [
      HEADINGS.approvedOn,
      number(HEADINGS.payments),
      number(HEADINGS.sumYuan),
      number(HEADINGS.answered),
      number(HEADINGS.unclear),
      HEADINGS.returnDue,
    ],
    things: batches.map((batch) => ({
      href: `/bank/${county}/${batch.id}`,
      number: batch.id,
      cells: [
        dayName(batch.day),
        String(batch.rows),
        yuan(batch.fen),
        String(batch.answered),
        String(batch.unclear),
        dayName(batch.due),
      ],
      state: BANK_STATES[batch.isOver ? 'over' : batch.answered > 0 ? 'part' : 'open'],
      stage: stageOf(batch),
      ...(batch.isOverdue && { overdue: DUE_AT }),
    })),
    empty: '没有批次。审批以后，新的批次列在这里。',
  }
}
