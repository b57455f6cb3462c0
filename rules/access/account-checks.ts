/** The quarterly confirmation of accounts: of whom, by whom, until when (docs/access.md#accounts). */
import type { Role } from '../../schemas/duties.ts'
import type { Account } from '../../schemas/records/account.ts'
import type { AccountCheck } from '../../schemas/records/account-check.ts'
import { addMonths, monthOf, shanghaiDay } from '../deadlines/day-steps.ts'
import type { WorkCalendar } from '../deadlines/work-calendar.ts'

/** Work days after the first one of the quarter. */
const WORKDAYS = 10

export type CheckDays = Pick<AccountCheck, 'quarter' | 'openedOn' | 'dueOn'>
type Of = Pick<AccountCheck, 'division' | 'office'>

/** Of the quarter whose first work day has come last. */
export function checkDays(day: string, calendar: WorkCalendar): CheckDays {
  const month = monthOf(day)
  const first = addMonths(month, -((Number(month.slice(5)) - 1) % 3))
  const begun = calendar.nthOfMonth(first, 1) <= day ? first : addMonths(first, -3)
  const openedOn = calendar.nthOfMonth(begun, 1)
  const quarter = `${begun.slice(0, 4)}-Q${(Number(begun.slice(5)) + 2) / 3}`
  return { quarter, openedOn, dueOn: calendar.after(openedOn, WORKDAYS) }
}

export const isOf = (of: Of, { division, office }: Of): boolean => division === of.division && office === of.office

/** Those that an office's head is asked about. */
export function accountsOf(check: Of, all: readonly Account[]): Account[] {
  return all.filter((account) => !account.endedAt && isOf(check, account))
}

/** Without accounts there is nothing to confirm any more. */
export const openChecks = (checks: readonly AccountCheck[], all: readonly Account[]): AccountCheck[] =>
  checks.filter((check) => !check.confirmed && accountsOf(check, all).length > 0)

/** One an office with an account that was there when the quarter began. */
export function checksDue(all: readonly Account[], days: CheckDays): AccountCheck[] {
  const there = all.filter(({ endedAt, invitedAt }) => !endedAt && shanghaiDay(invitedAt) < days.openedOn)
  const offices = Map.groupBy(there, ({ division, office }) => `${division} ${office ?? ''}`)
  return [...offices.values()].flatMap(([first]) =>
    first ? [{ ...days, division: first.division, ...(first.office && { office: first.office }) }] : [],
  )
}

/** An office's leaders; its division's administrators where it has none. */
export function confirmersOf(check: Of, all: readonly Account[]): Account[] {
  const leaders = all.filter((account) => account.duties.includes('leader') && isOf(check, account) && isOpen(account))
  if (leaders.length > 0) return leaders
  const division = check.division.slice(0, 6)
  return all.filter((one) => one.duties.includes('administrator') && one.division === division && isOpen(one))
}

const isOpen = ({ activeAt, lockedAt }: Account): boolean => activeAt !== undefined && lockedAt === undefined

/** @param all every account of the county or city: an administrator confirms for offices without a leader */
export function mayConfirm(actor: Of & { duties: readonly Role[] }, check: Of, all: readonly Account[]): boolean {
  if (actor.duties.includes('leader') && isOf(check, actor)) return true
  if (!actor.duties.includes('administrator')) return false
  return !confirmersOf(check, all).some(({ duties }) => duties.includes('leader'))
}

export const isOverdue = ({ confirmed, dueOn }: AccountCheck, day: string): boolean => !confirmed && day > dueOn
