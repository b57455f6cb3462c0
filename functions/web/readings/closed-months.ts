/** Closes of a month that count. */
import type { DeterminationRun } from '../../../schemas/records/determination-run.ts'

/** Only the last close of a county's month counts. */
export function lastOfEachCounty(runs: readonly DeterminationRun[]): DeterminationRun[] {
  const last = new Map<string, DeterminationRun>()
  for (const run of runs) {
    const other = last.get(run.county)
    if (!other || other.at <= run.at) last.set(run.county, run)
  }
  return [...last.values()]
}
