/** The city of the notice, ready to be asked what it owes and whom it tells. */
import { defaultPolicy } from '../../../local/hub/default-policy.ts'
import { digestsOf } from '../../../rules/deadlines/digests.ts'
import { lastReminded, noticesOn } from '../../../rules/deadlines/notices.ts'
import { obligations } from '../../../rules/deadlines/obligations.ts'
import { metBy } from '../../../rules/deadlines/standing.ts'
import { cityCalendar } from '../../../rules/deadlines/work-calendar.ts'
import { DEFAULT_DEADLINES, type DeadlinePolicy } from '../../../schemas/records/deadline-policy.ts'
import type { Notice } from '../../../schemas/records/notice.ts'
import type { Obligation, Submission } from '../../../schemas/records/obligation.ts'

export const policy = defaultPolicy()

export function cityOf(changes: Partial<DeadlinePolicy> = {}) {
  const deadlines = { ...DEFAULT_DEADLINES, ...changes }
  const calendar = cityCalendar(deadlines.calendar)
  const duties = { policy, deadlines, calendar }
  const rules = { deadlines, calendar, city: policy.city.code }
  return {
    policy,
    deadlines,
    calendar,
    duties,
    rules,
    owed: (from: string, to: string): Obligation[] => obligations(duties, from, to),
    /** A run at 8 in the morning. */
    run(day: string, since: string, submissions: readonly Submission[], from = deadlines.from): Notice[] {
      const met = metBy(submissions, `${day}T00:00:00Z`)
      const unmet = obligations(duties, from, lastReminded(rules, day)).filter((o) => !met.has(o.id))
      return digestsOf(noticesOn(rules, unmet, day, since)).flatMap((d) => d.notices)
    },
  }
}

/** `<office> <form> <due>` of one division, in order. */
export function duesOf(owed: readonly Obligation[], division: string): string[] {
  return owed.filter((o) => o.division === division).map((o) => `${o.office} ${o.form} ${o.period} ${o.due}`)
}
