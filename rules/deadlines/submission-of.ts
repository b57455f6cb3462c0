/** An upload's submission time. */
import type { Submission } from '../../schemas/records/obligation.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import { shanghaiDay } from './day-steps.ts'

/** The hub's reading time makes nobody late. */
export function submissionOf(upload: Upload): Submission {
  const { division, office, form, period, state, day, requestedAt, settledAt, confirmedBy, id, nil, withdrawn } = upload
  const isConfirmed = state === 'accepted' && confirmedBy !== undefined && settledAt !== undefined
  const time = isConfirmed ? settledAt : timeOn(day, requestedAt)
  const own = { division, office, form, period, state: nil && state === 'accepted' ? ('nil' as const) : state }
  return {
    ...own,
    time,
    upload: id,
    ...(state === 'withdrawn' && withdrawn && { takenBackOn: shanghaiDay(withdrawn.at) }),
  }
}

/** Noon where the command named another day. */
export function timeOn(day: string, instant: string): string {
  return shanghaiDay(instant) === day ? instant : `${day}T04:00:00.000Z`
}
