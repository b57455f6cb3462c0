/** Money by the month whose lists it is for; what became of a request stands in its month. Amounts are in fen. */
import type { FundingRequest } from '../../schemas/records/funding-request.ts'
import { allocatedFen, type BatchMoney, inFlightOf, outstandingFen, overFen } from '../payments/money.ts'

export interface MoneyMonth {
  readonly period: string
  readonly approved: number
  readonly requested: number
  readonly allocated: number
  readonly outstanding: number
  readonly over: number
  readonly paid: number
  readonly failed: number
  readonly inFlight: number
}

type Money = BatchMoney & { readonly period: string }
/** Of approved batches, by number. */
export type MoneyOf = ReadonlyMap<string, Money>

export type MoneySums = Omit<MoneyMonth, 'period'>

export function moneyByMonth(
  months: readonly string[],
  requests: readonly FundingRequest[],
  money: MoneyOf,
): MoneyMonth[] {
  const periods = periodsOf(requests, money)
  const byMonth = Map.groupBy(requests, (request) => periods.get(request))
  return months.map((period) => ({ period, ...moneySums(byMonth.get(period) ?? [], money) }))
}

/** A request is of its batch's month; a supplementary one is of the county's batch before it. */
export function periodsOf(requests: readonly FundingRequest[], money: MoneyOf): Map<FundingRequest, string> {
  const latest = new Map<string, string>()
  const inOrder = requests.toSorted((a, b) => a.sequence - b.sequence)
  return new Map(
    inOrder.map((request) => {
      const { county, batch = '', day } = request
      const period = money.get(batch)?.period ?? latest.get(county) ?? day.slice(0, 7)
      latest.set(county, period)
      return [request, period]
    }),
  )
}

export function moneySums(requests: readonly FundingRequest[], money: MoneyOf): MoneySums {
  const batches = requests.flatMap(({ batch }) => (batch ? (money.get(batch) ?? []) : []))
  const sum = <T>(all: readonly T[], of: (one: T) => number) => all.reduce((total, one) => total + of(one), 0)
  return {
    requested: sum(requests, ({ requested }) => requested),
    allocated: sum(requests, allocatedFen),
    outstanding: sum(requests, outstandingFen),
    over: sum(requests, overFen),
    approved: sum(batches, ({ approved }) => approved.fen),
    paid: sum(batches, ({ paid }) => paid.fen),
    failed: sum(batches, ({ failed }) => failed.fen),
    inFlight: sum(batches, (batch) => inFlightOf(batch).fen),
  }
}
