/** Months for which something can be sent or closed. */
import type { Policy } from '../../../schemas/records/policy.ts'
import { refuse } from './refuse.ts'

export function isSensible(period: string, { tiers }: Pick<Policy, 'tiers'>, day: string): boolean {
  const first = Math.min(...tiers.map(({ fromYear }) => fromYear))
  return period >= `${first}-01` && period <= monthAfter(day)
}

/** @throws 400: a list of an absurd month would stand above all others for ever */
export function sensiblePeriod(period: string, policy: Pick<Policy, 'tiers'>, day: string): void {
  if (!isSensible(period, policy, day)) throw refuse('period-out-of-range', period, monthAfter(day))
}

function monthAfter(day: string): string {
  const [year = 0, month = 0] = day.split('-').map(Number)
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`
}
