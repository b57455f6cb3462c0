/** Amounts in fen (docs/rules.md#amounts). */
import { Fault } from '../../schemas/fault.ts'
import type { Policy } from '../../schemas/records/policy.ts'

/** @throws where no row fits */
export function amountFor(policy: Policy, county: string, category: string, year: number): number {
  const fen = findAmount(policy, county, category, year)
  if (fen === undefined)
    throw new Fault('policy-incomplete', `no amount for ${county} in ${year}: the policy is incomplete`)
  return fen
}

/** The most specific row wins, then the latest year. */
export function findAmount(policy: Policy, county: string, category: string, year: number): number | undefined {
  let best: { fen: number; weight: number } | undefined
  for (const row of policy.amounts) {
    if (row.fromYear > year || (row.county ?? county) !== county || (row.category ?? category) !== category) continue
    const weight = (row.county ? 20_000 : 0) + (row.category ? 10_000 : 0) + row.fromYear
    if (!best || weight > best.weight) best = { fen: row.fen, weight }
  }
  return best?.fen
}

/** (docs/cases.md#the-end-of-a-year) */
export function lastPaymentDay({ lastPaymentDays }: Pick<Policy, 'lastPaymentDays'>, year: number): string {
  return lastPaymentDays.find((one) => one.year === year)?.day ?? `${year}-12-31`
}

export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
