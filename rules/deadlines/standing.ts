/** Standing of obligations against time (docs/rules.md#deadlines). */
import type { Obligation, Standing, Submission } from '../../schemas/records/obligation.ts'
import { endOf } from './day-steps.ts'
import { obligationId } from './obligations.ts'

export type Met = ReadonlyMap<string, { readonly at: string; readonly nil: boolean }>

/** The first submission counts; a held list waits for confirmation. */
export function metBy(submissions: Iterable<Submission>, now: string): Met {
  const met = new Map<string, { at: string; nil: boolean }>()
  const until = Date.parse(now)
  for (const submission of submissions) {
    const { state, time } = submission
    if ((state !== 'accepted' && state !== 'nil') || Date.parse(time) > until) continue
    const id = obligationId(submission)
    const earlier = met.get(id)
    if (!earlier || Date.parse(time) < Date.parse(earlier.at)) met.set(id, { at: time, nil: state === 'nil' })
  }
  return met
}

export function heldBy(submissions: Iterable<Submission>, now: string): ReadonlySet<string> {
  const held = [...submissions].filter(({ state, time }) => state === 'held' && Date.parse(time) <= Date.parse(now))
  return new Set(held.map(obligationId))
}

export function standingOf(obligation: Obligation, met: Met, held: ReadonlySet<string>, now: string): Standing {
  const found = met.get(obligation.id)
  const lateMinutes = minutesAfter(obligation.due, found?.at ?? now)
  if (found) {
    return { obligation, state: lateMinutes === 0 ? 'on-time' : 'late', nil: found.nil, at: found.at, lateMinutes }
  }
  const state = lateMinutes === 0 ? 'open' : 'missing'
  return { obligation, state, nil: false, ...(held.has(obligation.id) && { held: true }), lateMinutes }
}

/** Whole minutes, rounded up; 24:00 itself is on time. */
function minutesAfter(due: string, instant: string): number {
  return Math.max(0, Math.ceil((Date.parse(instant) - endOf(due)) / 60_000))
}
