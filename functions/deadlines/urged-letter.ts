/** The subject of a letter by which an office is urged: what it still owes of one list. */

import { obligationId } from '../../rules/deadlines/obligations.ts'
import { metBy } from '../../rules/deadlines/standing.ts'
import type { AboutUrged } from '../../schemas/messages/to-deadlines.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { urgedWords } from '../../wording/letters/urged-letter.ts'
import type { DeadlinesDeps } from './deps.ts'
import type { Thing } from './letter-thing.ts'

export async function urgedOf(
  { submissions, now }: Pick<DeadlinesDeps, 'submissions' | 'now'>,
  policy: Policy,
  { division, office, form, periods, by, on }: AboutUrged,
): Promise<Thing> {
  const kept = await Promise.all(periods.map((period) => submissions.ofPeriod(period)))
  const met = metBy(
    kept.flatMap((found) => [...found.values()]),
    now().toISOString(),
  )
  const open = periods.filter((period) => !met.has(obligationId({ division, office, form, period })))
  return {
    // One letter a day for an office and what it owes.
    ...{ division, to: [office], id: [division, office, form, 'urged'].join('.'), day: on, date: on },
    page: `lists?period=${open[0] ?? periods[0]}&form=${form}`,
    words: () => urgedWords({ policy, form, by }, open),
  }
}
