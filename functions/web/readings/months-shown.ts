/** Months that a page may show, and the one that it does. */
import { Period } from '../../../schemas/codes.ts'
import { present } from '../../../schemas/present.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { WebDeps } from '../deps.ts'
import { isSensible } from '../http/sensible-period.ts'

/** Months to choose for an upload. */
const CHOICES = 13
const PERIODS = 24

export interface MonthsShown {
  readonly period: string
  /** The latest first. */
  readonly periods: readonly string[]
  /** For which something may be sent. */
  readonly choices: readonly string[]
  readonly today: string
}

/** @param wished what an address says; else the latest month with uploads that is over, for answers are sent during the next one */
export async function monthsShown(
  { periods, now, dayOf }: Pick<WebDeps, 'periods' | 'now' | 'dayOf'>,
  policy: Policy,
  wished: string | undefined,
): Promise<MonthsShown> {
  const today = dayOf(now())
  const asked = Period.safeParse(wished).data
  const months = monthsBefore(today, CHOICES)
  // Future months stay hidden, however they came in.
  const sent = (await periods.list(PERIODS)).filter((period) => period <= today.slice(0, 7))
  const isShown = asked !== undefined && isSensible(asked, policy, today)
  const latest = sent.find((one) => one < today.slice(0, 7)) ?? sent[0]
  const period = isShown ? asked : (latest ?? present(months[0], 'a month to choose'))
  return {
    period,
    periods: sent.includes(period) ? sent : [period, ...sent],
    choices: [...new Set([...months, ...sent])],
    today,
  }
}

/** A list is sent for a month that is over: the latest of them first. */
export function monthsBefore(day: string, count: number): string[] {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1
  return Array.from({ length: count }, (_, i) => {
    const one = month - 1 - i
    return `${Math.floor(one / 12)}-${String((one % 12) + 1).padStart(2, '0')}`
  })
}
