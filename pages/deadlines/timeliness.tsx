import type { CaseTally } from '../../schemas/records/case-tally.ts'
import type { OpenRequest } from '../../schemas/records/obligation.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { QUARTERS } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { EXPORT, PAGE_NAMES } from '../../wording/page-names.ts'
import { type BoardRow, percent, type Rate } from '../../wording/rate.ts'
import { LEGEND, MARKS, type Mark, nothingDue, ON_TIME_RATE, TIMELINESS, URGED } from '../../wording/timeliness.ts'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { BoardTable, byPlace, countsOf, OverviewTable, TONES } from './board-table.tsx'
import { CaseTallies } from './case-tallies.tsx'
import { OpenRequests } from './open-requests.tsx'

export interface TimelinessProps {
  readonly policy: Policy
  readonly local: boolean
  readonly fault: Fault | undefined
  /** A letter has just been asked for. */
  readonly isUrged: boolean
  readonly year: number
  readonly years: readonly number[]
  /** `2018-07-01 08:00` */
  readonly asOf: string
  readonly rows: readonly BoardRow[]
  readonly quarters: readonly Rate[]
  readonly whole: Rate
  readonly requests: readonly OpenRequest[]
  readonly tallies: readonly CaseTally[]
}

/** The year's board of reports, an overview first and each place below. */
export function Timeliness(props: TimelinessProps) {
  const { policy, year, years, asOf, rows, quarters, whole, requests } = props
  const missing = rows.flatMap((row) => row.months.flat()).filter(({ state }) => state === 'missing').length
  return (
    <Layout
      landscape
      policy={policy}
      here="/timeliness"
      local={props.local}
      title={PAGE_NAMES.timeliness}
      fault={props.fault}
    >
      <h1>
        {year}年{PAGE_NAMES.timeliness}
      </h1>
      {props.isUrged && (
        <p class="note good" role="status">
          {URGED}
        </p>
      )}
      <nav class="periods screen" aria-label="年份">
        {years.map((one) => (
          <a href={`/timeliness?year=${one}`} aria-current={one === year ? 'page' : undefined}>
            {one}年
          </a>
        ))}
      </nav>
      <div class="card">
        <h2 id="board-title">各单位报送情况</h2>
        {rows.length === 0 ? (
          <p class="hint">{nothingDue(year)}</p>
        ) : (
          <>
            <p class="hint">
              截至{asOf}，{TIMELINESS.missing} {missing}{' '}
              项。月份为所属期；每格是该单位当月最差的情况和项数，点单位名称看逐项情况。
              <a class="screen" href={`/api/timeliness/${year}.xlsx`}>
                {EXPORT}
              </a>
            </p>
            <dl class="counts">
              {[
                ...quarters.map((rate, i) => [QUARTERS[i] ?? '', rate] as const),
                [HEADINGS.wholeYear, whole] as const,
              ].map(([name, rate]) => (
                <div>
                  <dt>
                    {name}
                    {ON_TIME_RATE}
                  </dt>
                  <dd>{percent(rate)}</dd>
                </div>
              ))}
            </dl>
            <p class="legend">
              {(Object.keys(MARKS) as Mark[]).map((mark) => (
                <span>
                  <b class={`mark ${TONES[mark]}`}>{MARKS[mark]}</b> {LEGEND[mark]}
                </span>
              ))}
            </p>
            <section class="scroll" aria-labelledby="board-title" tabindex={0}>
              <OverviewTable policy={policy} rows={rows} />
            </section>
          </>
        )}
      </div>
      {rows.length > 0 && (
        <div class="card">
          <h2>逐项报送情况</h2>
          <p class="hint">未到期的写明截止日（月/日，当天24时前），带 * 的为暂定。</p>
          {byPlace(rows).map(([division, own]) => (
            <details class="place" id={`place-${division}`} open={byPlace(rows).length === 1}>
              <summary>
                <h3 id={`name-${division}`}>{divisionName(division, policy)}</h3>
                <span>{countsOf(own.flatMap(({ months }) => months.flat()))}</span>
              </summary>
              <section class="scroll" aria-labelledby={`name-${division}`} tabindex={0}>
                <BoardTable policy={policy} rows={own} year={year} />
              </section>
            </details>
          ))}
        </div>
      )}
      <CaseTallies policy={policy} tallies={props.tallies} />
      {requests.length > 0 && <OpenRequests policy={policy} requests={requests} />}
    </Layout>
  )
}
