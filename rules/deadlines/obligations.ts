/** Obligations (docs/rules.md#deadlines). */
import type { Office } from '../../schemas/codes.ts'
import type { DeadlinePolicy } from '../../schemas/records/deadline-policy.ts'
import type { Obligation, OfficeRequest } from '../../schemas/records/obligation.ts'
import type { CategoryPolicy, Policy } from '../../schemas/records/policy.ts'
import { addMonths, lastDayOf, monthOf } from './day-steps.ts'
import type { WorkCalendar } from './work-calendar.ts'

export interface Duties {
  readonly policy: Pick<Policy, 'city' | 'counties' | 'categories'>
  readonly deadlines: DeadlinePolicy
  readonly calendar: WorkCalendar
}

/** Both days inclusive. */
export function obligations(duties: Duties, from: string, to: string): Obligation[] {
  const found: Obligation[] = []
  const first = from < duties.deadlines.from ? duties.deadlines.from : from
  // A holiday rule moves a date by one month's end at most.
  for (let month = addMonths(monthOf(first), -1); month <= addMonths(monthOf(to), 1); month = addMonths(month, 1)) {
    for (const one of dueIn(duties, month)) if (one.due >= first && one.due <= to) found.push(one)
  }
  return found.sort(byName)
}

export function requestedObligations(
  { deadlines, calendar }: Duties,
  requests: readonly OfficeRequest[],
): Obligation[] {
  return requests.map(({ requestedOn, ...request }) => {
    const due = calendar.after(requestedOn, deadlines.asked[request.form])
    return obligation(request, due, calendar)
  })
}

/** `<division>/<office>/<form>/<period>[/<ref>]` */
export function obligationId(owed: Pick<Obligation, 'division' | 'office' | 'form' | 'period' | 'ref'>): string {
  const { division, office, form, period, ref } = owed
  return `${division}/${office}/${form}/${period}${ref === undefined ? '' : `/${ref}`}`
}

export function isRequested(id: string): boolean {
  return id.split('/').length > 4
}

/** By which day a month's return is submitted. */
export const statisticsDue = (
  { calendar, deadlines }: Pick<Duties, 'calendar' | 'deadlines'>,
  period: string,
): string => calendar.nthOfMonth(addMonths(period, 1), deadlines.statisticsWorkday)

function* dueIn(duties: Duties, month: string): Generator<Obligation> {
  const { policy, calendar, deadlines } = duties
  const period = addMonths(month, -1)
  const owe = (division: string, office: Office, form: string, due: string, of = period) =>
    obligation({ division, office, form, period: of }, due, calendar)
  const returnDue = statisticsDue(duties, period)

  for (const { code } of policy.counties) {
    for (const { category, form, due, of } of countyLists(duties, month)) {
      yield owe(code, category.office, `${category.code}-${form}`, due, of)
    }
    yield owe(code, 'social-insurance', 'statistics', returnDue)
  }
  for (const { category, due, of } of cityLists(duties, month)) {
    yield owe(policy.city.code, category.office, `${category.code}-full`, due, of)
  }
  const consolidatedDue = calendar.after(returnDue, deadlines.consolidatedWorkdays)
  yield owe(policy.city.code, 'social-insurance', 'consolidated', consolidatedDue)
}

interface ListDue {
  readonly category: CategoryPolicy
  readonly form: 'full' | 'new'
  readonly due: string
  readonly of: string
}

/** Article 2(5). */
function* countyLists(duties: Duties, month: string): Generator<ListDue> {
  const { deadlines } = duties
  const due = listDue(duties, month)
  const period = addMonths(month, -1)
  const isFullMonth = Number(month.slice(5)) === deadlines.fullMonth
  for (const category of duties.policy.categories) {
    if (listsBegan(duties, month) && counts(category, period)) {
      yield { category, form: 'new', due, of: period }
      if (isFullMonth) yield { category, form: 'full', due, of: period }
    }
    yield* firstFull(duties, category, month)
  }
}

/** Article 2(10). */
function* cityLists(duties: Duties, month: string): Generator<ListDue> {
  const { policy, deadlines } = duties
  const period = addMonths(month, -1)
  const due = listDue(duties, month)
  const ended = (day: string) => deadlines.sharedFrom !== undefined && day >= deadlines.sharedFrom
  for (const category of policy.categories) {
    if (listsBegan(duties, month) && counts(category, period) && !ended(due)) {
      yield { category, form: 'full', due, of: period }
    }
    for (const one of firstFull(duties, category, month)) if (!ended(one.due)) yield one
  }
}

function* firstFull(duties: Duties, category: CategoryPolicy, month: string): Generator<ListDue> {
  const { due, period } = duties.deadlines.firstFull
  if (monthOf(due) === month && counts(category, period)) {
    yield { category, form: 'full', due: offHoliday(duties, due), of: period }
  }
}

/** Monthly lists follow the first full ones. */
function listsBegan({ deadlines }: Duties, month: string): boolean {
  return month > monthOf(deadlines.firstFull.due)
}

function listDue(duties: Duties, month: string): string {
  return offHoliday(duties, `${month}-${String(duties.deadlines.listDay).padStart(2, '0')}`)
}

function offHoliday({ deadlines, calendar }: Duties, day: string): string {
  if (deadlines.holiday === 'stay' || calendar.isWorkday(day)) return day
  return deadlines.holiday === 'earlier' ? calendar.before(day, 1) : calendar.after(day, 1)
}

function counts({ from, until }: CategoryPolicy, month: string): boolean {
  return !(from && from > lastDayOf(month)) && !(until && until < `${month}-01`)
}

function obligation(owed: Omit<Obligation, 'id' | 'due' | 'provisional'>, due: string, calendar: WorkCalendar) {
  return { id: obligationId(owed), ...owed, due, provisional: !calendar.isPublished(due) }
}

function byName(a: Obligation, b: Obligation): number {
  return (
    compare(a.division, b.division) || compare(a.office, b.office) || compare(a.form, b.form) || compare(a.id, b.id)
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
