/** A day's notices (docs/rules.md#reminders-and-overdue-notices). */
import type { DeadlinePolicy } from '../../schemas/records/deadline-policy.ts'
import type { Notice, NoticeKind, Recipient } from '../../schemas/records/notice.ts'
import type { Obligation } from '../../schemas/records/obligation.ts'
import type { WorkCalendar } from './work-calendar.ts'

export interface NoticeRules {
  readonly deadlines: DeadlinePolicy
  readonly calendar: WorkCalendar
  /** 6 digits: the city whose bureaus supervise. */
  readonly city: string
}

interface Step {
  readonly kind: 'reminder' | 'overdue'
  readonly step: number
}

/**
 * After missed days a recipient gets the latest step only.
 *
 * @param unmet due up to `lastReminded`
 * @param since day of the last complete run
 */
export function noticesOn(rules: NoticeRules, unmet: Iterable<Obligation>, day: string, since: string): Notice[] {
  const notices: Notice[] = []
  for (const obligation of unmet) {
    const step = stepOn(rules, obligation.due, day, since)
    if (step) notices.push(...noticesOf(rules, obligation, step, day))
  }
  return notices
}

export function lastReminded({ deadlines, calendar }: NoticeRules, day: string): string {
  return calendar.after(day, Math.max(1, ...deadlines.reminders))
}

function stepOn({ deadlines, calendar }: NoticeRules, due: string, day: string, since: string): Step | undefined {
  if (day <= due) {
    const steps = [...deadlines.reminders].sort((a, b) => a - b)
    const step = steps.find((n) => calendar.before(due, n) <= day)
    return step !== undefined && calendar.before(due, step) > since ? { kind: 'reminder', step } : undefined
  }
  const { first, every } = deadlines.overdue
  const number = (workdays: number) => (workdays < first ? 0 : Math.floor((workdays - first) / every) + 1)
  const step = number(calendar.count(due, day))
  const before = number(calendar.count(due, since))
  return step > before ? { kind: 'overdue', step } : undefined
}

function noticesOf(rules: NoticeRules, obligation: Obligation, { kind, step }: Step, day: string): Notice[] {
  const late = { division: obligation.division, office: obligation.office }
  const others = kind === 'overdue' ? escalatedTo(rules, obligation, step) : []
  return [
    notice(obligation, day, late, kind, step, others),
    ...others.map((to) => notice(obligation, day, to, 'escalation', step)),
  ]
}

function escalatedTo({ deadlines, city }: NoticeRules, { division, office }: Obligation, number: number): Recipient[] {
  const others: Recipient[] = []
  for (const { notice: from, at, to } of deadlines.escalations) {
    const recipient = to[office]
    if (number < from || recipient === undefined) continue
    const other = { division: at === 'own' ? division : city, office: recipient }
    const known = [{ division, office }, ...others].some(
      (o) => o.division === other.division && o.office === other.office,
    )
    if (!known) others.push(other)
  }
  return others
}

function notice(
  obligation: Obligation,
  day: string,
  to: Recipient,
  kind: NoticeKind,
  step: number,
  copied: Recipient[] = [],
): Notice {
  const id = `${obligation.id}@${obligation.due}/${kind}-${step}/${to.division}-${to.office}`
  return { id, day, to, kind, step, obligation, ...(copied.length > 0 && { copied }) }
}
