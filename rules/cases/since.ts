/** Since which day a case is as it is: from then on count the days that somebody has (docs/cases.md#never-with-cases). */
import type { Choice } from '../../schemas/codes.ts'
import type { CaseKind, CaseRow, CountyFacts, Standing } from '../../schemas/records/case.ts'
import { latest, resultsOf } from './rows.ts'

interface Now {
  readonly standing: Standing
  /** Of the county. */
  readonly facts: CountyFacts
  /** Day of the decision in force. */
  readonly decidedOn: string | undefined
}

/** @returns undefined where nothing later than the last close has made it so */
export function sinceOf(
  {
    kind,
    close,
  }: Pick<CaseRow, 'kind'> & { readonly close: Pick<CaseRow['close'], 'state' | 'reason' | 'day' | 'since'> },
  now: Now,
): string | undefined {
  if (close.state === now.standing.state && close.reason === now.standing.reason) return close.since
  const days = madeSoOn(kind, now).filter((day) => day !== undefined && day >= close.day)
  return days.sort().at(-1)
}

/** Days of what can have made it so: an answer that changes nothing starts no new term. */
function madeSoOn(kind: CaseKind, { standing: { state, reason }, facts, decidedOn }: Now): (string | undefined)[] {
  const { materials, settlements = [] } = facts
  const settledOn = (choice: Choice) => settlements.findLast((one) => one.choice === choice)?.day
  const result = latest(resultsOf(facts, kind), ({ order }) => order)
  const resultOn = result && (result.cameOn ?? result.day)
  if (state === 'ended') return []
  if (state === 'failed') return [resultOn]
  if (state === 'in-flight') return reason === '90' ? [resultOn] : []
  if (state === 'paused') return reason === 'held' ? [settledOn('hold')] : [materials?.day]
  if (reason === 'transferring') return [settledOn('transfer')]
  if (state === 'under-review') return [decidedOn]
  return [decidedOn, materials?.day, resultOn, ...settlements.map(({ day }) => day)]
}
