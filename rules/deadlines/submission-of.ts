/** What an upload is to the clock: a submission, at the time for which its sender answers. */
import type { Submission } from '../../schemas/records/obligation.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import { shanghaiDay } from './day-steps.ts'

/** How long the hub takes to read a file makes nobody late; a held list is submitted when it is confirmed. */
export function submissionOf(upload: Upload): Submission {
  const { division, office, form, period, state, day, requestedAt, settledAt, confirmedBy, id, nil } = upload
  const isConfirmed = state === 'accepted' && confirmedBy !== undefined && settledAt !== undefined
  const time = isConfirmed ? settledAt : timeOn(day, requestedAt)
  return { division, office, form, period, state: nil && state === 'accepted' ? 'nil' : state, time, upload: id }
}

/** The instant where it falls on the day; a day that was named by a command is another one, and counts at its noon. */
export function timeOn(day: string, instant: string): string {
  return shanghaiDay(instant) === day ? instant : `${day}T04:00:00.000Z`
}
