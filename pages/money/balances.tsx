import type { TieOut } from '../../rules/payments/money.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { LINE_NAMES, yearName } from '../../wording/money.ts'
import { divisionName } from '../../wording/offices.ts'
import { BACK_HOME, PAGE_NAMES } from '../../wording/page-names.ts'
import { Layout } from '../parts/layout.tsx'
import { number, ScrollTable } from '../parts/scroll-table.tsx'
import { Yuan } from './money-cells.tsx'

interface BalancesPageProps {
  readonly division: string
  readonly year: number
  readonly years: readonly number[]
  /** A county each. */
  readonly rows: readonly TieOut[]
  readonly policy: Policy
  readonly local: boolean
}

type Balance = Omit<TieOut, 'county' | 'year' | 'posted' | 'unposted' | 'foreign'>

export const BALANCE_HEADINGS = [
  `${LINE_NAMES.approved}${HEADINGS.payments}`,
  `${LINE_NAMES.approved}${HEADINGS.amount}`,
  HEADINGS.requested,
  HEADINGS.allocated,
  HEADINGS.outstanding,
  HEADINGS.over,
  `${LINE_NAMES.paid}${HEADINGS.payments}`,
  `${LINE_NAMES.paid}${HEADINGS.amount}`,
  `${LINE_NAMES['in-flight']}${HEADINGS.amount}`,
  HEADINGS.surplus,
]

/** A year's money by county, without anything about persons. */
export function BalancesPage({ division, year, years, rows, policy, local }: BalancesPageProps) {
  const title = `${yearName(year)}代缴资金${PAGE_NAMES.balances}`
  return (
    <Layout title={title} here="/funding" policy={policy} local={local} landscape>
      <p class="back">
        <a href="/">{BACK_HOME}</a>
      </p>
      <h1>
        {divisionName(division, policy)}
        {title}
      </h1>
      <nav class="periods screen" aria-label={HEADINGS.year}>
        {years.map((one) => (
          <a href={`/balances/${division}?year=${one}`} aria-current={one === year ? 'page' : undefined}>
            {one}年
          </a>
        ))}
      </nav>
      <div class="card">
        {rows.length === 0 ? (
          <p class="note">{year}年没有代缴资金。</p>
        ) : (
          <ScrollTable name={title} headings={[HEADINGS.county, ...BALANCE_HEADINGS.map(number)]}>
            {rows.map((row) => (
              <tr>
                <th scope="row">{divisionName(row.county, policy)}</th>
                <BalanceCells of={row} />
              </tr>
            ))}
            {rows.length > 1 && (
              <tr class="total">
                <th scope="row">{HEADINGS.total}</th>
                <BalanceCells of={totalOf(rows)} />
              </tr>
            )}
          </ScrollTable>
        )}
      </div>
    </Layout>
  )
}

export function BalanceCells({ of }: { readonly of: Balance }) {
  return (
    <>
      <td class="number">{of.approved.rows}</td>
      <Yuan fen={of.approved.fen} />
      <Yuan fen={of.requested} />
      <Yuan fen={of.allocated} />
      <Yuan fen={of.outstanding} />
      <Yuan fen={of.over} />
      <td class="number">{of.paid.rows}</td>
      <Yuan fen={of.paid.fen} />
      <Yuan fen={of.inFlight.fen} />
      <Yuan fen={of.surplus} />
    </>
  )
}

function totalOf(rows: readonly TieOut[]): Balance {
  const sum = (of: (row: TieOut) => number) => rows.reduce((all, row) => all + of(row), 0)
  const sums = (of: 'approved' | 'paid' | 'failed' | 'inFlight') => ({
    rows: sum((row) => row[of].rows),
    fen: sum((row) => row[of].fen),
  })
  const money = (of: 'requested' | 'netted' | 'allocated' | 'outstanding' | 'over' | 'surplus') => sum((row) => row[of])
  return {
    ...{ approved: sums('approved'), paid: sums('paid'), failed: sums('failed'), inFlight: sums('inFlight') },
    ...{ requested: money('requested'), netted: money('netted'), allocated: money('allocated') },
    ...{ outstanding: money('outstanding'), over: money('over'), surplus: money('surplus') },
  }
}
