import { rmbCapitals } from '../../forms/outgoing/rmb-capitals.ts'
import { yuan } from '../../rules/payments/amount.ts'
import type { SumLine } from '../../rules/payments/batch-sums.ts'
import type { RestingRow } from '../../rules/payments/resting-rows.ts'
import type { BatchRow } from '../../schemas/records/batch.ts'
import type { Standing } from '../../schemas/records/case.ts'
import type { Asked } from '../../schemas/records/funding-request.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { FOUND_NAMES, HISTORY_NAMES, type History, historyOf } from '../../wording/batch-review.ts'
import { settledBy } from '../../wording/case-page.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName, townshipName } from '../../wording/offices.ts'
import { CHOICE_NAMES, standingName } from '../../wording/standings.ts'
import { number, ScrollTable } from '../parts/scroll-table.tsx'

/** Ready once, and not any more. */
export interface Left {
  readonly number: string
  /** Masked. */
  readonly name: string
  readonly id: string
  readonly standing: Standing
}

export interface BatchReview {
  /** The approved batch before, with no row where there is none. */
  readonly before: string | undefined
  readonly sums: readonly SumLine[]
  readonly asked: Asked | undefined
  readonly resting: readonly RestingRow[]
  readonly left: readonly Left[]
  /** In a batch that waits, and not ready any more. */
  readonly leaving: readonly Left[]
}

interface BatchReviewProps extends BatchReview {
  readonly county: string
  /** Masked. */
  readonly rows: readonly BatchRow[]
  readonly policy: Policy
}

/** What the second person of a batch weighs beside its persons. */
export function BatchReviewed(props: BatchReviewProps) {
  return (
    <>
      <Leaving
        {...props}
        of={props.leaving}
        name={`审批时将退出本批次的人员（${props.leaving.length}人）`}
        hint="生成批次以后情况有变化，现在不能缴费。审批时逐人重新核对，届时仍不能缴费的不列入，银行和财政的文件不含这些人员；需要先处理的，请打开案件。"
      />
      <Sums {...props} />
      <AskedOfFinance of={props.asked} />
      <Newcomers rows={props.rows} />
      <Resting {...props} />
      <Elsewhere {...props} />
      <Leaving
        {...props}
        of={props.left}
        name={`办结以后退出的人员（${props.left.length}人）`}
        hint="办结时可以缴费，现在不在本批次。"
      />
    </>
  )
}

const added = (lines: readonly SumLine[], of: 'now' | 'before') => ({
  rows: lines.reduce((sum, line) => sum + line[of].rows, 0),
  fen: lines.reduce((sum, line) => sum + line[of].fen, 0),
})
const signed = (count: number) => (count > 0 ? `+${count}` : String(count))

function Sums({ county, sums, before, policy }: BatchReviewProps) {
  const categoryName = (code: string) => policy.categories.find((c) => c.code === code)?.name ?? code
  const total = { now: added(sums, 'now'), before: added(sums, 'before') }
  const Cells = ({ now, before: last }: Pick<SumLine, 'now' | 'before'>) => (
    <>
      <td class="number">{now.rows}</td>
      <td class="number">{yuan(now.fen)}</td>
      {before && (
        <>
          <td class="number">{last.rows}</td>
          <td class="number">{yuan(last.fen)}</td>
          <td class="number">{signed(now.rows - last.rows)}</td>
        </>
      )}
    </>
  )
  return (
    <>
      <h2>{HEADINGS.byTownship}</h2>
      <p class="hint">{before ? `与上一批次${before}比较。` : '本县没有已审批的上一批次。'}</p>
      <ScrollTable
        name={HEADINGS.byTownship}
        headings={[
          HEADINGS.township,
          HEADINGS.category,
          ...[
            HEADINGS.persons,
            HEADINGS.yuan,
            ...(before ? [`上一批次${HEADINGS.persons}`, `上一批次${HEADINGS.yuan}`, `${HEADINGS.persons}增减`] : []),
          ].map(number),
        ]}
      >
        {sums.map((line) => (
          <tr>
            <th scope="row">{townshipName(county, line.township, policy)}</th>
            <td>{categoryName(line.category)}</td>
            <Cells {...line} />
          </tr>
        ))}
        <tr class="total">
          <th scope="row">{HEADINGS.total}</th>
          <td />
          <Cells {...total} />
        </tr>
      </ScrollTable>
    </>
  )
}

function AskedOfFinance({ of: asked }: { readonly of: Asked | undefined }) {
  if (!asked) return null
  return (
    <>
      <h2>向财政申请</h2>
      <dl class="counts">
        {(['batchAmount', 'netted', 'requested'] as const).map((what) => (
          <div>
            <dt>{HEADINGS[what]}</dt>
            <dd>{yuan({ batchAmount: asked.total, ...asked }[what])}</dd>
          </div>
        ))}
      </dl>
      <p>
        {HEADINGS.requested}
        {HEADINGS.capitals}：{rmbCapitals(asked.requested)}
      </p>
    </>
  )
}

function Newcomers({ rows }: { readonly rows: readonly BatchRow[] }) {
  const by = Map.groupBy(rows, ({ earlier }) => historyOf(earlier))
  return (
    <>
      <h2>人员来源</h2>
      <ul class="counts">
        {(Object.keys(HISTORY_NAMES) as History[]).map((history) => (
          <li>
            {HISTORY_NAMES[history]}
            {by.get(history)?.length ?? 0}人
          </li>
        ))}
      </ul>
    </>
  )
}

function Resting({ county, resting, policy }: BatchReviewProps) {
  const name = `依据处理意见列入的人员（${resting.length}人）`
  if (resting.length === 0) return null
  return (
    <>
      <h2>{name}</h2>
      <ScrollTable
        name={name}
        headings={[HEADINGS.name, HEADINGS.caseNumber, HEADINGS.choice, HEADINGS.grounds, HEADINGS.settler]}
      >
        {resting.flatMap(({ row, on }) =>
          on.map((one) => (
            <tr>
              <th scope="row">{row.name}</th>
              <td>
                <a href={`/cases/${county}/${row.case}`}>{row.case}</a>
              </td>
              <td>{CHOICE_NAMES[one.choice]}</td>
              <td>{one.grounds}</td>
              <td>
                {one.county !== county && divisionName(one.county, policy)}
                {settledBy(one)}
              </td>
            </tr>
          )),
        )}
      </ScrollTable>
    </>
  )
}

function Elsewhere({ county, rows, policy }: BatchReviewProps) {
  const found = rows.filter(({ elsewhere }) => elsewhere)
  const name = `外县有不同情况的人员（${found.length}人）`
  if (found.length === 0) return null
  return (
    <>
      <h2>{name}</h2>
      <p class="hint">不影响列入，请审批人核实以后再审批。</p>
      <ScrollTable name={name} headings={[HEADINGS.name, HEADINGS.caseNumber, HEADINGS.county, HEADINGS.evidence]}>
        {found.flatMap((row) =>
          (row.elsewhere ?? []).map((one) => (
            <tr>
              <th scope="row">{row.name}</th>
              <td>
                <a href={`/cases/${county}/${row.case}`}>{row.case}</a>
              </td>
              <td>{divisionName(one.county, policy)}</td>
              <td>{FOUND_NAMES[one.found]}</td>
            </tr>
          )),
        )}
      </ScrollTable>
    </>
  )
}

interface LeavingProps {
  readonly county: string
  readonly of: readonly Left[]
  readonly name: string
  readonly hint: string
}

function Leaving({ county, of: left, name, hint }: LeavingProps) {
  if (left.length === 0) return null
  return (
    <>
      <h2>{name}</h2>
      <p class="hint">{hint}</p>
      <ScrollTable name={name} headings={[HEADINGS.name, HEADINGS.id, HEADINGS.caseNumber, HEADINGS.reason]}>
        {left.map(({ number, name: of, id, standing }) => (
          <tr>
            <th scope="row">{of}</th>
            <td>{id}</td>
            <td>
              <a href={`/cases/${county}/${number}`}>{number}</a>
            </td>
            <td>{standingName(standing)}</td>
          </tr>
        ))}
      </ScrollTable>
    </>
  )
}
