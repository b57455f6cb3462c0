/** Money of counties by month, and what a month's sums are made of. */
import { moneyOf } from '../../../rules/payments/results.ts'
import { type MoneyMonth, moneyByMonth, moneySums, periodsOf } from '../../../rules/statistics/money-months.ts'
import type { StatisticsShown } from '../../../schemas/api/statistics.ts'
import type { WebDeps } from '../deps.ts'
import type { Permits } from '../http/allow.ts'

interface Money {
  readonly money: readonly MoneyMonth[]
  /** Of the last month: by request, or by county where requests are not the caller's to see. */
  readonly moneyRows: StatisticsShown['moneyRows']
}

export async function moneyMonths(
  { funding, batches }: Pick<WebDeps, 'funding' | 'batches'>,
  counties: readonly string[],
  months: readonly string[],
  permits: Permits,
): Promise<Money> {
  // December's batch is prepared in January, for the new year.
  const years = [...new Set(months.flatMap((month) => [Number(month.slice(0, 4)), Number(month.slice(0, 4)) + 1]))]
  const [requests, approved] = await Promise.all([
    Promise.all(counties.map((county) => funding.list(county))),
    Promise.all(counties.flatMap((county) => years.map((year) => batches.list(county, year)))),
  ])
  const money = new Map(
    approved.flat().flatMap((batch) => {
      const own = moneyOf(batch)
      return own ? [[batch.id, { ...own, period: batch.period }] as const] : []
    }),
  )
  const all = requests.flat()
  const periods = periodsOf(all, money)
  const last = all.filter((request) => periods.get(request) === months.at(-1))
  const rows = Object.values(
    Object.groupBy(last, ({ id, county }) =>
      permits('see', 'funding-request', { division: county, office: 'finance' }) ? id : county,
    ),
  )
  return {
    money: moneyByMonth(months, all, money),
    moneyRows: rows.flatMap((own = []) => {
      const [first] = own
      if (!first) return []
      const { county, id } = first
      const isOne = permits('see', 'funding-request', { division: county, office: 'finance' })
      return [{ county, ...(isOne && { request: id }), ...moneySums(own, money) }]
    }),
  }
}
