import { yuan } from '../../rules/payments/amount.ts'
import type { Batch } from '../../schemas/records/batch.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { batchState, totalsOf } from '../../wording/batch-state.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { PAGE_NAMES } from '../../wording/page-names.ts'
import { number } from '../parts/scroll-table.tsx'
import type { Stage, ThingList } from '../parts/things.tsx'

/** A month's batches. */
export function batchThings(policy: Policy, batches: readonly Batch[], stageOf: (batch: Batch) => Stage): ThingList {
  return {
    id: 'batches',
    name: PAGE_NAMES.batch,
    numbered: HEADINGS.batch,
    stated: HEADINGS.state,
    columns: [HEADINGS.county, HEADINGS.preparer, number(HEADINGS.payments), number(HEADINGS.sumYuan)],
    things: batches.map((batch) => {
      const totals = totalsOf(batch)
      return {
        href: `/batches/${batch.county}/${batch.id}`,
        number: batch.id,
        cells: [
          divisionName(batch.county, policy),
          batch.preparedBy.name,
          String(totals?.rows ?? ''),
          totals ? yuan(totals.fen) : '',
        ],
        state: batchState(batch),
        stage: stageOf(batch),
      }
    }),
    empty: '这个月还没有代缴批次。办结以后，从这里生成。',
  }
}
