import { yuan } from '../../rules/payments/amount.ts'
import type { BankResult } from '../../schemas/codes.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { BANK_RESULT_NAMES } from '../../wording/bank-results.ts'
import { dayName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { LONG_UNPOSTED } from '../../wording/money.ts'
import { divisionName, townshipName } from '../../wording/offices.ts'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { Looking, REVEALED, Reveal, ShownTo, WhoLooked } from '../parts/looking.tsx'
import { Pager } from '../parts/pager.tsx'
import { number as numberColumn, ScrollTable } from '../parts/scroll-table.tsx'
import { useMay } from '../parts/viewer.tsx'

/** Of a batch, or a person whom no row of the hub covers. */
export interface OpenedRow {
  readonly key: string
  readonly id: string
  readonly name: string
  readonly township: string | undefined
  readonly case?: string
  readonly fen?: number
  readonly batch?: string
  readonly row?: number
  readonly result?: BankResult | undefined
  readonly day?: string | undefined
  /** Missing from two registers. */
  readonly isLong?: boolean
}

interface OpenedRowsProps {
  readonly county: string
  /** `2018年度` */
  readonly of: string
  readonly name: string
  readonly note: string
  /** Of persons whom no batch has. */
  readonly isBare: boolean
  /** Whoever may see cases is led to them. */
  readonly back: { readonly to: string; readonly words: string }
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** Of this page, masked. */
  readonly rows: readonly OpenedRow[]
  readonly count: number
  readonly number: number
  readonly pages: number
  /** By key: whoever is shown whole. */
  readonly person: string | undefined
  readonly policy: Policy
  readonly local: boolean
  readonly now: number
  readonly fault: Fault | undefined
}

const COLUMNS = [
  HEADINGS.name,
  HEADINGS.id,
  HEADINGS.township,
  HEADINGS.batch,
  numberColumn(HEADINGS.number),
  HEADINGS.caseNumber,
  numberColumn(HEADINGS.yuan),
  HEADINGS.bankResult,
  HEADINGS.processedOn,
]

/** What a number counts, row by row. */
export function OpenedRowsPage(props: OpenedRowsProps) {
  const { county, of, note, isBare, back, path, query, rows, count, number, pages, policy, local, now, fault } = props
  const at = (page: number) => {
    const text = new URLSearchParams({ ...query, ...(page > 1 && { page: String(page) }) }).toString()
    return text === '' ? path : `${path}?${text}`
  }
  const name = `${props.name}（${count}${isBare ? '人' : '笔'}）`
  return (
    <Layout title={`${of}${name}`} policy={policy} local={local} fault={fault} landscape>
      <p class="back">
        <a href={back.to}>{back.words}</a>
      </p>
      <h1>
        {divisionName(county, policy)}
        {of}：{name}
      </h1>
      <div class="card">
        <p class="hint">{note}</p>
        {count > 0 && <Looking work="files" action={`${at(number)}#${REVEALED}`} fault={fault} />}
        {count > 0 && (
          <ScrollTable name={name} headings={isBare ? COLUMNS.slice(0, 3) : COLUMNS}>
            {rows.map((row, i) => (
              <Row row={row} isFirst={rows.findIndex(({ key }) => key === row.key) === i} {...props} />
            ))}
          </ScrollTable>
        )}
        {count === 0 && <p class="note">没有这样的记录。</p>}
        <Pager page={number} pages={pages} at={at} />
        <ShownTo policy={policy} now={now} />
      </div>
    </Layout>
  )
}

interface RowProps extends OpenedRowsProps {
  readonly row: OpenedRow
  /** Of the person, who may have failed and been paid since. */
  readonly isFirst: boolean
}

function Row({ row, isFirst, county, isBare, person, policy }: RowProps) {
  const isWhole = row.key === person
  const mayOpen = useMay()('see', 'outcomes', { division: county }, true)
  return (
    <tr id={isWhole && isFirst ? REVEALED : undefined}>
      <th scope="row">{row.name}</th>
      <td>
        {row.id} {isWhole ? <WhoLooked county={county} person={row.key} /> : <Reveal of={row} />}
      </td>
      <td>{row.township && townshipName(county, row.township, policy)}</td>
      {!isBare && (
        <>
          <td>{row.batch}</td>
          <td class="number">{row.row}</td>
          <td>{mayOpen ? <a href={`/cases/${county}/${row.case}`}>{row.case}</a> : row.case}</td>
          <td class="number">{yuan(row.fen ?? 0)}</td>
          <td>
            {row.result && BANK_RESULT_NAMES[row.result]} {row.isLong && <b class="mark wait">{LONG_UNPOSTED}</b>}
          </td>
          <td>{row.day && dayName(row.day)}</td>
        </>
      )}
    </tr>
  )
}
