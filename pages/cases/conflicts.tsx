import type { Policy } from '../../schemas/records/policy.ts'
import { CONFLICT_WORDS, conflictName } from '../../wording/conflicts.ts'
import { dayName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { OVERDUE, PAGE_NAMES } from '../../wording/page-names.ts'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { Looking, REVEALED, Reveal } from '../parts/looking.tsx'
import { ScrollTable } from '../parts/scroll-table.tsx'
import { Allowed } from '../parts/viewer.tsx'

interface Conflict {
  readonly county: string
  readonly number: string
  readonly reason: string
  readonly others: readonly string[]
  readonly key: string
  readonly name: string
  readonly id: string
  readonly until: string
  readonly isUnanswered: boolean
}

interface ConflictsPageProps {
  /** Or the city, which sees all. */
  readonly county: string
  readonly rows: readonly Conflict[]
  readonly policy: Policy
  readonly local: boolean
  readonly today: string
  readonly whole: string | undefined
  readonly fault: Fault | undefined
}

/** More are reached when these are settled. */
const SHOWN = 200

const COLUMNS = [
  ...[HEADINGS.name, HEADINGS.id, HEADINGS.county, CONFLICT_WORDS.other, HEADINGS.reviewReason, HEADINGS.due],
  HEADINGS.choice,
]

/** Of each only the name, the number and the counties; a county's own case says the rest. */
export function ConflictsPage({ county, rows, policy, local, today, whole, fault }: ConflictsPageProps) {
  return (
    <Layout title={PAGE_NAMES.conflicts} here="/conflicts" policy={policy} local={local} landscape fault={fault}>
      <h1>
        {divisionName(county, policy)}
        {PAGE_NAMES.conflicts}（{rows.length}）
      </h1>
      <p class="hint">{CONFLICT_WORDS.hint}</p>
      {rows.length === 0 && <p class="note">{CONFLICT_WORDS.none}</p>}
      {rows.length > 0 && (
        <>
          <Looking work="files" action={`/conflicts/${county}#${REVEALED}`} fault={fault} />
          <ScrollTable name={PAGE_NAMES.conflicts} headings={COLUMNS}>
            {rows.slice(0, SHOWN).map((row) => (
              <tr id={row.key === whole ? REVEALED : undefined}>
                <th scope="row">{row.name}</th>
                <td>
                  {row.id} {row.key !== whole && <Reveal of={row} />}
                </td>
                <td>
                  {divisionName(row.county, policy)}{' '}
                  {row.county === county && <a href={`/cases/${county}/${row.number}`}>{row.number}</a>}
                </td>
                <td>{row.others.map((of) => divisionName(of, policy)).join('、')}</td>
                <td>{conflictName(row.reason)}</td>
                <td>
                  {dayName(row.until)} {row.until < today && <b class="mark bad">{OVERDUE}</b>}
                </td>
                <td>{row.isUnanswered && <Stead {...row} />}</td>
              </tr>
            ))}
          </ScrollTable>
        </>
      )}
    </Layout>
  )
}

/** The city settles what a county has not answered. */
function Stead({ county, number }: Pick<Conflict, 'county' | 'number'>) {
  return (
    <Allowed to="send" what="conflict" of={{ division: county }}>
      <form class="fields" method="post" action={`/conflicts/${county}/${number}/settlements`}>
        <div class="field">
          <label for={`grounds-${number}`}>{HEADINGS.grounds}</label>
          <input id={`grounds-${number}`} name="grounds" required minlength={4} maxlength={200} autocomplete="off" />
        </div>
        <button class="plain" type="submit">
          {CONFLICT_WORDS.stead}
        </button>
      </form>
    </Allowed>
  )
}
