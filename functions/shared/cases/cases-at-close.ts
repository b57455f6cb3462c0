/** A county's cases as one of its closes left them. */
import { present } from '../../../schemas/present.ts'
import { CaseRow } from '../../../schemas/records/case.ts'
import type { DeterminationRuns } from '../../../stores/months/determination-runs.ts'
import type { Objects } from '../../../stores/objects/objects.ts'
import { thaw } from '../work/frozen.ts'

export async function casesAtClose(
  { runs, outbox }: { readonly runs: Pick<DeterminationRuns, 'get'>; readonly outbox: Pick<Objects, 'get'> },
  county: string,
  run: string,
): Promise<readonly CaseRow[]> {
  const close = present(await runs.get(county, run), 'a close that was told of')
  return thaw(outbox, present(close.cases, 'the cases of a close'), CaseRow)
}
