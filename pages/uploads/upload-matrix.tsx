import type { InTheWay } from '../../rules/roster/held-list.ts'
import type { Submission } from '../../schemas/records/obligation.ts'
import type { NamedDivision, Policy } from '../../schemas/records/policy.ts'
import { listOf, type Upload } from '../../schemas/records/upload.ts'
import { formName, MODE_NAMES, type SentForm } from '../../wording/forms.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName, OFFICE_NAMES } from '../../wording/offices.ts'
import { SEE_RECEIPT } from '../../wording/page-names.ts'
import { NIL_SENT, stateOf, stateSaid, UNSENT } from '../../wording/upload-state.ts'
import { ReturnedRows } from '../parts/reading-counts.tsx'
import { StateBadge } from '../parts/state-badge.tsx'

export interface ListsSeen {
  readonly places: readonly NamedDivision[]
  readonly forms: readonly SentForm[]
}

interface CellProps {
  readonly policy: Policy
  /** By time. */
  readonly uploads: readonly Upload[]
  /** By upload: why a held list cannot be confirmed any more. */
  readonly inTheWay: ReadonlyMap<string, InTheWay>
  /** 零报告 of the period. */
  readonly nil: readonly Submission[]
  readonly now: number
}

interface MatrixProps extends CellProps {
  readonly lists: ListsSeen
}

/** A row a county, a column a form. */
export function UploadMatrix({ policy, lists, uploads, inTheWay, nil, now }: MatrixProps) {
  const columns = lists.forms
  const offices = [...Map.groupBy(columns, (column) => column.office)]
  return (
    <table class="matrix" aria-labelledby="uploads-title">
      <thead>
        <tr>
          <th scope="col" rowspan={2}>
            {HEADINGS.county}
          </th>
          {offices.map(([office, { length }]) => (
            <th scope="colgroup" colspan={length}>
              {OFFICE_NAMES[office]}
            </th>
          ))}
        </tr>
        <tr>
          {columns.map((column) => (
            <th scope="col">{column.name}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lists.places.map((place) => {
          const sent = uploads.filter((upload) => upload.division === place.code)
          const said = nil.filter(({ division }) => division === place.code)
          return (
            <tr>
              <th scope="row">{place.name}</th>
              {columns.map((column) => (
                <td data-label={`${OFFICE_NAMES[column.office]} ${column.name}`}>
                  <Cell
                    // Registers are the counties' only.
                    owes={place.code !== policy.city.code || column.template !== 'register'}
                    uploads={sent.filter((u) => isOf(u, column))}
                    inTheWay={inTheWay}
                    nil={said.filter((n) => isOf(n, column))}
                    policy={policy}
                    now={now}
                  />
                </td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** The receipt tells of a wrong office. */
function isOf({ form }: Upload | Submission, column: SentForm): boolean {
  return column.forms.includes(form)
}

function Cell({ owes, uploads, inTheWay, nil, policy, now }: CellProps & { owes: boolean }) {
  if (uploads.length + nil.length === 0) return <span class="none">{owes ? UNSENT.words : '不用报送'}</span>
  return (
    <>
      {nil.map(({ division, office, form, period }) => (
        <div class="sent">
          <a
            href={`/nil-returns/${division}/${office}/${form}/${period}`}
            aria-label={`${divisionName(division, policy)} ${formName(form, policy)}：${NIL_SENT.words}，${SEE_RECEIPT}`}
          >
            <StateBadge state={NIL_SENT} />
          </a>
          <small>{modeName(form)}</small>
        </div>
      ))}
      {uploads.map((upload) => {
        const state = stateOf(upload, now, inTheWay.has(upload.id))
        return (
          <div class="sent" data-moving={state.moving ? '' : undefined}>
            <a
              id={`u-${upload.id}`}
              href={`/uploads/${upload.division}/${upload.id}`}
              aria-label={`${divisionName(upload.division, policy)} ${formName(upload.form, policy)}：${stateSaid(state)}，${SEE_RECEIPT}`}
            >
              <StateBadge state={state} />
            </a>
            <small>
              {modeName(upload.form)}
              {upload.reading && `${upload.reading.rows} 行`}
              {upload.reading && upload.reading.returned > 0 && (
                <>
                  {'，'}
                  <ReturnedRows upload={upload}>退回 {upload.reading.returned} 行</ReturnedRows>
                </>
              )}
            </small>
          </div>
        )
      })}
    </>
  )
}

function modeName(form: string): string {
  const mode = listOf(form)?.mode
  return mode ? `${MODE_NAMES[mode]} ` : ''
}
