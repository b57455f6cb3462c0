/** Cases that a batch may take: whether each is ready is decided for the day. */
import { isPast } from '../../rules/cases/state.ts'
import type { Batch } from '../../schemas/records/batch.ts'
import type { CaseRow } from '../../schemas/records/case.ts'
import { casesOf } from '../shared/cases/case-facts.ts'
import type { BatchDeps } from './deps.ts'

/** Of the county's last close: an earlier year's contributions are paid no more. */
export async function candidates(deps: BatchDeps, { county, day }: Batch): Promise<CaseRow[]> {
  const { rows } = await casesOf(deps, county)
  return rows.filter((row) => !isPast(row, day))
}
