import type { Counts } from '../../schemas/records/output.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { OUTCOME_NAMES, OUTCOMES } from '../../wording/outcomes.ts'
import { signed } from '../../wording/returns.ts'

export interface SumRow {
  readonly name: string
  /** None: 未报. */
  readonly counts: Counts | undefined
}

interface ReturnSumsProps {
  readonly name: string
  readonly heading: string
  readonly rows: readonly SumRow[]
  /** Of the rows, where they do not overlap. */
  readonly total?: Counts | undefined
  /** More or fewer than before, with their sign. */
  readonly isChange?: boolean
}

/** Persons by outcome. */
export function ReturnSums({ name, heading, rows, total, isChange = false }: ReturnSumsProps) {
  return (
    <section class="scroll" aria-label={name} tabindex={0}>
      <table class="outcomes" aria-label={name}>
        <thead>
          <tr>
            <th scope="col">{heading}</th>
            <th scope="col" class="number">
              {HEADINGS.onLists}
            </th>
            {OUTCOMES.map((outcome) => (
              <th scope="col" class="number">
                {OUTCOME_NAMES[outcome]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name: of, counts }) => (
            <tr>
              <th scope="row">{of}</th>
              {counts ? <Cells counts={counts} isChange={isChange} /> : <td colspan={OUTCOMES.length + 1}>未报</td>}
            </tr>
          ))}
        </tbody>
        {total && (
          <tfoot>
            <tr>
              <th scope="row">{HEADINGS.total}</th>
              <Cells counts={total} isChange={isChange} />
            </tr>
          </tfoot>
        )}
      </table>
    </section>
  )
}

function Cells({ counts: { persons }, isChange }: { readonly counts: Counts; readonly isChange: boolean }) {
  const words = isChange ? signed : String
  return (
    <>
      <td class="number total">{words(OUTCOMES.reduce((sum, outcome) => sum + persons[outcome], 0))}</td>
      {OUTCOMES.map((outcome) => (
        <td class="number">{words(persons[outcome])}</td>
      ))}
    </>
  )
}
