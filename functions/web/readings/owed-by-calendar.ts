/** What all offices owe by the calendar: counted once for a policy, its deadlines and a span of days. */
import { type Duties, obligations } from '../../../rules/deadlines/obligations.ts'
import { cityCalendar } from '../../../rules/deadlines/work-calendar.ts'
import type { DeadlinePolicy } from '../../../schemas/records/deadline-policy.ts'
import type { Obligation } from '../../../schemas/records/obligation.ts'
import type { Policy } from '../../../schemas/records/policy.ts'

export interface OwedByCalendar {
  readonly duties: Duties
  /** Both days inclusive. */
  readonly owed: (from: string, to: string) => readonly Obligation[]
}

/** Spans that are remembered: a home page's and two years' of as many days as a process answers for. */
const MOST = 12
const known = new Map<string, readonly Obligation[]>()

export function owedByCalendar(policy: Policy, deadlines: DeadlinePolicy): OwedByCalendar {
  const duties = { policy, deadlines, calendar: cityCalendar(deadlines.calendar) }
  const rests = JSON.stringify([policy.city, policy.counties, policy.categories, deadlines])
  return {
    duties,
    owed(from, to) {
      const key = `${from} ${to} ${rests}`
      const found = known.get(key) ?? obligations(duties, from, to)
      known.delete(key)
      known.set(key, found)
      if (known.size > MOST) known.delete(known.keys().next().value ?? key)
      return found
    },
  }
}
