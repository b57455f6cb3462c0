/** What had met an obligation and was taken back after its day is owed anew (docs/rules.md#deadlines). */
import type { DeadlinePolicy } from '../../schemas/records/deadline-policy.ts'
import type { Obligation, Submission } from '../../schemas/records/obligation.ts'
import type { WorkCalendar } from './work-calendar.ts'

interface Rules {
  readonly deadlines: Pick<DeadlinePolicy, 'statisticsWorkday'>
  readonly calendar: WorkCalendar
}

export const isTakenBack = (submission: Submission | undefined): boolean =>
  submission?.state === 'withdrawn' && submission.takenBackOn !== undefined

/** Within the working days that a return has, counted from the day on which it was taken back. */
export function owedAnew(
  { deadlines, calendar }: Rules,
  obligation: Obligation,
  submission: Submission | undefined,
): Obligation {
  const { state, takenBackOn } = submission ?? {}
  // Whoever takes a list back before it is due has no more time by it.
  if (state !== 'withdrawn' || takenBackOn === undefined || takenBackOn <= obligation.due) return obligation
  const due = calendar.after(takenBackOn, deadlines.statisticsWorkday)
  return { ...obligation, due, provisional: !calendar.isPublished(due) }
}
