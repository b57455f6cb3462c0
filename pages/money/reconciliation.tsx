import { SIGNED } from '../../forms/outgoing/paper.ts'
import { yuan } from '../../rules/payments/amount.ts'
import { type BatchMoney, inFlightOf, type TieOut } from '../../rules/payments/money.ts'
import type { RequestMoneyShown } from '../../schemas/api/money.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { LINE_NAMES, LINE_NOTES, LONG_UNPOSTED, SECTIONS, SHORTFALL, yearName } from '../../wording/money.ts'
import { divisionName } from '../../wording/offices.ts'
import { EXPORT, PAGE_NAMES } from '../../wording/page-names.ts'
import { Layout } from '../parts/layout.tsx'
import { number, ScrollTable } from '../parts/scroll-table.tsx'
import { Opens, SumCells, Yuan } from './money-cells.tsx'
import { RequestTable } from './request-table.tsx'

export interface FoundYear extends TieOut {
  readonly batches: readonly (BatchMoney & { readonly id: string })[]
  readonly requests: readonly RequestMoneyShown[]
  readonly shortfall: number
  readonly longUnposted: number
}

export interface ReconciliationPageProps {
  readonly county: string
  readonly year: number
  /** Every one with money, without what registers say. */
  readonly years: readonly TieOut[]
  /** None where the year has no money. */
  readonly found: FoundYear | undefined
  readonly policy: Policy
  readonly local: boolean
}

/** A county's year: what was approved against bank, finance and register. */
export function ReconciliationPage({ county, year, years, found, policy, local }: ReconciliationPageProps) {
  return (
    <Layout
      title={`${yearName(year)}${PAGE_NAMES.reconciliation}`}
      here="/reconciliation"
      policy={policy}
      local={local}
      landscape
    >
      <h1>
        {divisionName(county, policy)}
        {yearName(year)}
        {PAGE_NAMES.reconciliation}
      </h1>
      <nav class="periods screen" aria-label={HEADINGS.year}>
        {years.map((one) => (
          <a href={`/reconciliation/${county}/${one.year}`} aria-current={one.year === year ? 'page' : undefined}>
            {one.year}年
          </a>
        ))}
      </nav>
      <div class="card">
        {found ? (
          <Found of={found} years={years} />
        ) : (
          <p class="note">{year}年没有代缴资金。审批代缴批次以后，金额列在这里。</p>
        )}
      </div>
    </Layout>
  )
}

function Found({ of: found, years }: { readonly of: FoundYear; readonly years: readonly TieOut[] }) {
  return (
    <>
      <Attention of={found} />
      <p class="screen">
        <a href={`/reconciliation/${found.county}/${found.year}/table.xlsx`}>{EXPORT}（打印后签字）</a>
      </p>
      <AgainstBank of={found} />
      <AgainstFinance of={found} />
      <AgainstRegister of={found} />
      <Surplus of={found} years={years} />
      <p class="paper">{[...SIGNED, HEADINGS.seal].join('　　　　　　')}</p>
    </>
  )
}

/** What a return has to explain (docs/cases.md#against-the-register). */
function Attention({ of: { shortfall, longUnposted, foreign } }: { readonly of: FoundYear }) {
  const open = [
    ...(shortfall > 0 ? [`${SHORTFALL}${yuan(shortfall)}元`] : []),
    ...(longUnposted > 0 ? [`${LONG_UNPOSTED}${longUnposted}笔`] : []),
    ...(foreign > 0 ? [`${LINE_NAMES.foreign}${foreign}人`] : []),
  ]
  if (open.length === 0) return null
  return <p class="note bad">报送本月统计表时，须说明：{open.join('，')}。</p>
}

const rowsAndYuan = (name: string) => [`${name}${HEADINGS.payments}`, `${name}${HEADINGS.amount}`]
const BANK_LINES = ['approved', 'paid', 'failed', 'in-flight'] as const

function AgainstBank({ of: found }: { readonly of: FoundYear }) {
  const name = SECTIONS.bank
  const { approved, paid, failed, inFlight } = found
  return (
    <>
      <h2>{name}</h2>
      <p class="hint">
        {LINE_NAMES.approved}
        {yuan(approved.fen)}元 = {LINE_NAMES.paid}
        {yuan(paid.fen)}元 + {LINE_NAMES.failed}
        {yuan(failed.fen)}元 + {LINE_NAMES['in-flight']}
        {yuan(inFlight.fen)}元
      </p>
      <ScrollTable
        name={name}
        headings={[HEADINGS.batch, ...BANK_LINES.flatMap((line) => rowsAndYuan(LINE_NAMES[line])).map(number)]}
      >
        {found.batches.map((batch) => (
          <tr>
            <th scope="row">{batch.id}</th>
            <BankCells of={found} batch={batch.id} money={{ ...batch, inFlight: inFlightOf(batch) }} />
          </tr>
        ))}
        <tr class="total">
          <th scope="row">{HEADINGS.total}</th>
          <BankCells of={found} money={found} />
        </tr>
      </ScrollTable>
    </>
  )
}

interface BankCellsProps {
  readonly of: FoundYear
  readonly batch?: string
  readonly money: Pick<TieOut, 'approved' | 'paid' | 'failed' | 'inFlight'>
}

function BankCells({ of, batch, money: { approved, paid, failed, inFlight } }: BankCellsProps) {
  return (
    <>
      {[approved, paid, failed, inFlight].map((sum, i) => (
        <SumCells of={of} batch={batch} line={BANK_LINES[i] ?? 'approved'} sum={sum} />
      ))}
    </>
  )
}

function AgainstFinance({ of: found }: { readonly of: FoundYear }) {
  const { approved, requested, netted, allocated, outstanding, over } = found
  return (
    <>
      <h2>{SECTIONS.finance}</h2>
      <p class="hint">
        {LINE_NAMES.approved}
        {yuan(approved.fen)}元 = {HEADINGS.requested}
        {yuan(requested)}元 + {HEADINGS.netted}
        {yuan(netted)}元
      </p>
      <p class="hint">
        {HEADINGS.requested}
        {yuan(requested)}元 + {HEADINGS.over}
        {yuan(over)}元 = {HEADINGS.allocated}
        {yuan(allocated)}元 + {HEADINGS.outstanding}
        {yuan(outstanding)}元
      </p>
      <RequestTable name={SECTIONS.finance} requests={found.requests} sums={{ ...found, total: approved.fen }} />
    </>
  )
}

function AgainstRegister({ of: found }: { readonly of: FoundYear }) {
  const name = SECTIONS.register
  const lines = [
    ['posted', found.posted],
    ['unposted', found.unposted],
    ['foreign', found.foreign],
  ] as const
  return (
    <>
      <h2>{name}</h2>
      <p class="hint">
        {LINE_NAMES.paid}
        {found.paid.rows}笔 = {LINE_NAMES.posted}
        {found.posted}笔 + {LINE_NAMES.unposted}
        {found.unposted}笔
      </p>
      <ScrollTable name={name} headings={[HEADINGS.outcome, number(HEADINGS.payments), HEADINGS.remark]}>
        {lines.map(([line, count]) => (
          <tr>
            <th scope="row">{LINE_NAMES[line]}</th>
            <td class="number">
              <Opens of={found} line={line} count={count} />
            </td>
            <td>{LINE_NOTES[line]}</td>
          </tr>
        ))}
      </ScrollTable>
    </>
  )
}

/** Counted over every year, and shown in the latest. */
function Surplus({ of: found, years }: { readonly of: FoundYear; readonly years: readonly TieOut[] }) {
  return (
    <>
      <h2>
        {HEADINGS.surplus}
        {yuan(found.surplus)}元
      </h2>
      <p class="hint">
        各年度{HEADINGS.allocated}，减去{LINE_NAMES.paid}和{LINE_NAMES['in-flight']}的金额；列在最近的年度，不足的为0。
      </p>
      <ScrollTable
        name={HEADINGS.surplus}
        headings={[HEADINGS.year, ...[HEADINGS.allocated, LINE_NAMES.paid, LINE_NAMES['in-flight']].map(number)]}
      >
        {years.map(({ year, allocated, paid, inFlight }) => (
          <tr>
            <th scope="row">{year}</th>
            <Yuan fen={allocated} />
            <Yuan fen={paid.fen} />
            <Yuan fen={inFlight.fen} />
          </tr>
        ))}
      </ScrollTable>
    </>
  )
}
