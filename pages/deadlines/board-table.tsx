import { markOf, markTextOf } from '../../forms/outgoing/timeliness.ts'
import type { Standing } from '../../schemas/records/obligation.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayName } from '../../wording/dates.ts'
import { formName } from '../../wording/forms.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName, OFFICE_NAMES, officeName } from '../../wording/offices.ts'
import { type BoardRow, percent } from '../../wording/rate.ts'
import { LEGEND, MARKS, type Mark, ON_TIME_RATE, PROVISIONAL, TIMELINESS, URGE } from '../../wording/timeliness.ts'
import { Allowed } from '../parts/viewer.tsx'

const MONTHS = Array.from({ length: 12 }, (_, i) => `${i + 1}月`)

export interface BoardProps {
  readonly policy: Policy
  readonly rows: readonly BoardRow[]
}

/** A place's reports by form and month; words accompany marks and colours. */
export function BoardTable({ policy, rows, year }: BoardProps & { readonly year: number }) {
  return (
    <table class="board">
      <Head first={HEADINGS.report} />
      <tbody>
        {rows.map((row) => (
          <tr>
            <th scope="row">
              {formName(row.form, policy)} <small>{OFFICE_NAMES[row.office]}</small>
              <Urge row={row} year={year} policy={policy} />
            </th>
            {row.months.map((standings) => (
              <Cell standings={standings} />
            ))}
            <td class="number">{percent(row.year)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Of what is overdue, for whoever may urge. */
function Urge({ row, year, policy }: { readonly row: BoardRow; readonly year: number; readonly policy: Policy }) {
  const { division, office, form } = row
  if (!row.months.flat().some(({ state, held }) => state === 'missing' && !held)) return null
  return (
    <Allowed to="send" what="timeliness" of={row}>
      <form class="screen" method="post" action="/timeliness/urge">
        <input type="hidden" name="division" value={division} />
        <input type="hidden" name="office" value={office} />
        <input type="hidden" name="form" value={form} />
        <input type="hidden" name="year" value={year} />
        <button class="link" type="submit" aria-label={`${URGE}：${officeName(policy, row)} ${formName(form, policy)}`}>
          {URGE}
        </button>
      </form>
    </Allowed>
  )
}

/** Each place's worst report by month. */
export function OverviewTable({ policy, rows }: BoardProps) {
  return (
    <table class="board">
      <Head first={HEADINGS.office} />
      <tbody>
        {byPlace(rows).map(([division, own]) => (
          <tr>
            <th scope="row">
              <a href={`#place-${division}`}>{divisionName(division, policy)}</a>
            </th>
            {MONTHS.map((_, i) => (
              <SumCell standings={own.flatMap(({ months }) => months[i] ?? [])} />
            ))}
            <td class="number">{percent(rateOf(own))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function byPlace(rows: readonly BoardRow[]): [division: string, own: BoardRow[]][] {
  return [...Map.groupBy(rows, ({ division }) => division)]
}

function rateOf(rows: readonly BoardRow[]): BoardRow['year'] {
  const due = rows.reduce((sum, { year }) => sum + year.due, 0)
  const onTime = rows.reduce((sum, { year }) => sum + year.onTime, 0)
  return { due, onTime, rate: due === 0 ? undefined : onTime / due }
}

/** `逾期未报4项，按时5项` */
export function countsOf(standings: readonly Standing[]): string {
  const held = standings.filter((s) => s.held).length
  return [
    ...STATES.flatMap((state) => {
      const count = standings.filter((s) => s.state === state).length
      return count > 0 ? [`${TIMELINESS[state]}${count}项`] : []
    }),
    ...(held > 0 ? [`其中已收到、待确认${held}项`] : []),
  ].join('，')
}

/** The worst first. */
const STATES = ['missing', 'late', 'on-time', 'open'] as const

function Head({ first }: { first: string }) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {MONTHS.map((month) => (
          <th scope="col">{month}</th>
        ))}
        <th scope="col">{ON_TIME_RATE}</th>
      </tr>
    </thead>
  )
}

function Cell({ standings }: { standings: readonly Standing[] }) {
  const mark = markOf(standings)
  if (mark === undefined) return <td />
  if (mark !== 'open') {
    const text = markTextOf(standings)
    return <Marked mark={text} tone={TONES[mark]} words={text.replace(MARKS[mark], LEGEND[mark])} />
  }
  const open = standings.find(({ state }) => state === 'open')
  if (!open) return <td />
  const { due, provisional } = open.obligation
  const day = `${Number(due.slice(5, 7))}/${Number(due.slice(8))}${provisional ? '*' : ''}`
  return (
    <Marked
      mark={day}
      tone="plain"
      words={`${TIMELINESS.open}，${dayName(due)}${provisional ? PROVISIONAL : ''}截止`}
    />
  )
}

function SumCell({ standings }: { standings: readonly Standing[] }) {
  const count = (state: Standing['state']) => standings.filter((s) => s.state === state).length
  const [late, open] = [count('late'), count('open')]
  const held = standings.filter((s) => s.held).length
  const missing = standings.filter((s) => s.state === 'missing' && !s.held).length
  if (standings.length === 0) return <td />
  const words = countsOf(standings)
  if (missing > 0) return <Marked mark={`${MARKS.missing}${missing}`} tone="bad" words={words} />
  if (held > 0) return <Marked mark={`${MARKS.held}${held}`} tone="wait" words={words} />
  if (late > 0) return <Marked mark={`${MARKS.late}${late}`} tone="wait" words={words} />
  if (open > 0) return <Marked mark={MARKS.open} tone="plain" words={words} />
  return <Marked mark={MARKS[standings.every(({ nil }) => nil) ? 'nil' : 'on-time']} tone="good" words={words} />
}

function Marked({ mark, tone, words }: { mark: string; tone: string; words: string }) {
  return (
    <td>
      <span class={`mark ${tone}`} aria-hidden="true" title={words}>
        {mark}
      </span>
      <span class="hidden">{words}</span>
    </td>
  )
}

export const TONES: Record<Mark, string> = {
  'on-time': 'good',
  nil: 'good',
  late: 'wait',
  missing: 'bad',
  held: 'wait',
  open: 'plain',
}
