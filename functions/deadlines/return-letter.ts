/** The subject of a letter about a month's return, as it is now. */
import type { AboutReturn } from '../../schemas/messages/to-deadlines.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { RETURN_LETTERS } from '../../wording/letters/return-letters.ts'
import type { DeadlinesDeps } from './deps.ts'
import type { Thing } from './letter-thing.ts'

export async function returnOf(
  { returns }: Pick<DeadlinesDeps, 'returns'>,
  { counties: all }: Policy,
  { type, division, period, version, seen = '', on }: AboutReturn,
): Promise<Thing> {
  const [own, counties] = await Promise.all([
    returns.get(division, period),
    returns.ofAll(
      all.map(({ code }) => code),
      period,
    ),
  ])
  const { to, words } = RETURN_LETTERS[type]
  return {
    ...{ division, to, page: `returns/${division}/${period}`, day: on, date: on },
    // Repeats of the event claim the same mail.
    id: [division, period, type, version, seen].join('.'),
    words: (office) => words({ own, version, counties }, office),
  }
}
