/** Money of counties by month, and what a month's sums are made of. */
import { moneyOf } from '../../../rules/payments/results.ts'
import {
  type MoneyMonth,
  type MoneyOf,
  moneyByMonth,
  moneySums,
  periodsOf,
} from '../../../rules/statistics/money-months.ts'
import type { StatisticsShown } from '../../../schemas/api/statistics.ts'
import type { Batch } from '../../../schemas/records/batch.ts'
import type { FundingRequest } from '../../../schemas/records/funding-request.ts'
import type { WebDeps } from '../deps.ts'
import type { Permits } from '../http/allow.ts'

interface CountyMoney {
  readonly requests: readonly FundingRequest[]
  /** Of the months' years. */
  readonly batches: readonly Batch[]
}

export async function countyMoney(
  { funding, batches }: Pick<WebDeps, 'funding' | 'batches'>,
  counties: readonly string[],
  months: readonly string[],
): Promise<CountyMoney> {
  // The batch of a month that was closed late is of the new year.
  const [from, until] = [Number(months[0]?.slice(0, 4)), Number(months.at(-1)?.slice(0, 4)) + 1]
  const [requests, approved] = await Promise.all([
    // None is made before its year has begun.
    Promise.all(counties.map((county) => funding.since(county, `${from}-01-01`))),
    Promise.all(counties.map((county) => batches.since(county, from))),
  ])
  return { requests: requests.flat(), batches: approved.flat().filter(({ year }) => year <= until) }
}

interface MonthsMoney {
  readonly money: readonly MoneyMonth[]
  /** Of the last month: by request, or by county where requests are not the caller's to see. */
  readonly moneyRows: StatisticsShown['moneyRows']
}

export function monthsMoney(
  { requests, batches }: CountyMoney,
  months: readonly string[],
  permits: Permits,
): MonthsMoney {
  const money: MoneyOf = new Map(
    batches.flatMap((batch) => {
      const own = moneyOf(batch)
      return own ? [[batch.id, { ...own, period: batch.period }] as const] : []
    }),
  )
  const periods = periodsOf(requests, money)
  const last = requests.filter((request) => periods.get(request) === months.at(-1))
  const mayOpen = (county: string) => permits('see', 'funding-request', { division: county, office: 'finance' })
  const rows = Map.groupBy(last, ({ id, county }) => (mayOpen(county) ? id : county))
  return {
    money: moneyByMonth(months, requests, money),
    moneyRows: [...rows].map(([key, own]) => {
      const [county, isOne] = [key.slice(0, 6), key.length > 6]
      return { county, ...(isOne && { request: key }), ...moneySums(own, money) }
    }),
  }
}
