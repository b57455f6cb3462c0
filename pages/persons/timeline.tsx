import type { Brought, Entry } from '../../schemas/api/person-file.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { dayName } from '../../wording/dates.ts'
import { lineText } from '../../wording/determination-lines.ts'
import { formName } from '../../wording/forms.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { officeName } from '../../wording/offices.ts'
import { outcomeName } from '../../wording/outcomes.ts'
import { factName } from '../../wording/person-file.ts'
import { ScrollTable } from '../parts/scroll-table.tsx'

interface TimelineProps {
  readonly entries: readonly Entry[]
  readonly policy: Policy
}

const NAME = '时间线'

/** What came and what was decided, the latest first. */
export function Timeline({ entries, policy }: TimelineProps) {
  return (
    <div class="card">
      <h2>{NAME}</h2>
      <ScrollTable name={NAME} headings={[HEADINGS.day, '发生了什么', HEADINGS.decision, HEADINGS.from]}>
        {entries.map(({ day, changes, decision, brought }) => (
          <tr>
            <th scope="row" class="brief">
              {dayName(day)}
            </th>
            <td>
              {changes.length === 0 && '重新比对'}
              {changes.map(({ text }) => (
                <p>{text}</p>
              ))}
            </td>
            <td>{decision && <Decided of={decision} policy={policy} />}</td>
            <td>{brought && <Source of={brought} policy={policy} />}</td>
          </tr>
        ))}
      </ScrollTable>
    </div>
  )
}

function Decided({ of: { from, to }, policy }: { of: NonNullable<Entry['decision']>; readonly policy: Policy }) {
  if (!to) return <p>不再比对（原为{from && outcomeName(from)}）</p>
  const isOther = from && outcomeName(from) !== outcomeName(to)
  return (
    <>
      <p>
        <b>{outcomeName(to)}</b>
        {isOther && `（原为${outcomeName(from)}）`}
      </p>
      <p>{lineText(to)}</p>
      {to.facts.length > 0 && (
        <p class="hint">
          {HEADINGS.restsOn}：{to.facts.map((fact) => factName(fact, policy)).join('、')}
        </p>
      )}
    </>
  )
}

/** The upload that brought it. */
export function Source({ of, policy }: { readonly of: Brought; readonly policy: Policy }) {
  const { division, id, form, office, sentOn, by } = of
  return (
    <>
      <a href={`/uploads/${division}/${id}`}>{formName(form, policy)}</a>
      <br />
      {officeName(policy, { division, office })}
      {by && ` ${by}`}，{dayName(sentOn)}
    </>
  )
}
