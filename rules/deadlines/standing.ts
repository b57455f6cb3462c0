/** How an obligation stands: met by an accepted upload or a nil return, on time or late to the minute (RULES section 6). */
import type { Obligation, Standing, Submission } from '../../schemas/obligation.ts'
import { endOf } from './day-steps.ts'
import { obligationId } from './obligations.ts'

/** When and how each obligation was met, by its id; `held` where what has come waits for a second person. */
export type Met = ReadonlyMap<string, 'held' | { readonly at: string; readonly nil: boolean }>

/**
 * What the submissions of up to `now` meet: the first accepted one or nil return of an obligation counts. One that is
 * `held`, `refused` or `withdrawn` meets nothing; when it is confirmed later it comes again, as `accepted`.
 */
export function metBy(submissions: Iterable<Submission>, now: string): Met {
  const met = new Map<string, 'held' | { at: string; nil: boolean }>()
  const until = Date.parse(now)
  for (const submission of submissions) {
    const { state, time } = submission
    if (Date.parse(time) > until) continue
    const id = obligationId(submission)
    if (state === 'held' && !met.has(id)) met.set(id, 'held')
    if (state !== 'accepted' && state !== 'nil') continue
    const before = met.get(id)
    const earlier = before === 'held' ? undefined : before
    if (!earlier || Date.parse(time) < Date.parse(earlier.at)) met.set(id, { at: time, nil: state === 'nil' })
  }
  return met
}

/** 24:00 itself is on time. */
export function standingOf(obligation: Obligation, met: Met, now: string): Standing {
  const known = met.get(obligation.id)
  const found = known === 'held' ? undefined : known
  const lateMinutes = minutesAfter(obligation.due, found?.at ?? now)
  if (found) {
    return { obligation, state: lateMinutes === 0 ? 'on-time' : 'late', nil: found.nil, at: found.at, lateMinutes }
  }
  const state = lateMinutes === 0 ? 'open' : 'missing'
  return { obligation, state, nil: false, ...(known === 'held' && { held: true }), lateMinutes }
}

/** Whole minutes from the end of the day in Asia/Shanghai, a begun one counted; 0 up to its end. */
function minutesAfter(due: string, instant: string): number {
  return Math.max(0, Math.ceil((Date.parse(instant) - endOf(due)) / 60_000))
}
