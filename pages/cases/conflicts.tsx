import type { Policy } from '../../schemas/records/policy.ts'
import { CONFLICT_WORDS } from '../../wording/conflicts.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { divisionName } from '../../wording/offices.ts'
import { EXPORT, OVERDUE, PAGE_NAMES } from '../../wording/page-names.ts'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { Looking, REVEALED, Reveal } from '../parts/looking.tsx'
import { ScrollTable } from '../parts/scroll-table.tsx'
import { StateBadge } from '../parts/state-badge.tsx'
import { THINGS_SHOWN, Things, type ThingsShown } from '../parts/things.tsx'
import { Allowed } from '../parts/viewer.tsx'
import type { Conflict, ConflictThing } from './conflict-things.ts'

interface ConflictsPageProps {
  /** Or the city, which sees all. */
  readonly county: string
  readonly conflicts: ThingsShown<ConflictThing>
  readonly policy: Policy
  readonly local: boolean
  readonly today: string
  readonly whole: string | undefined
  readonly fault: Fault | undefined
}

/** Of each only the name, the number and the counties; a county's own case says the rest. */
export function ConflictsPage({ county, conflicts, policy, local, today, whole, fault }: ConflictsPageProps) {
  const { list, tab, find, shown } = conflicts
  const path = `/conflicts/${county}`
  const isLate = shown.some(({ of }) => of.isUnanswered)
  const kept = new URLSearchParams({ tab, ...(find && { find }) })
  return (
    <Layout title={PAGE_NAMES.conflicts} here="/conflicts" policy={policy} local={local} landscape fault={fault}>
      <h1>
        {divisionName(county, policy)}
        {PAGE_NAMES.conflicts}
      </h1>
      <p class="hint">{CONFLICT_WORDS.hint}</p>
      <Things of={conflicts} path={path}>
        <Looking work="files" action={`${path}?${kept}#${REVEALED}`} fault={fault}>
          <button class="plain" type="submit" formaction={`${path}/conflicts.xlsx?${kept}`}>
            {EXPORT}
          </button>
        </Looking>
        <ScrollTable name={list.name} headings={[...list.columns, list.stated, ...(isLate ? [HEADINGS.choice] : [])]}>
          {shown.slice(0, THINGS_SHOWN).map(({ of, number, cells: [name, id, where, ...rest], state }) => (
            <tr id={of.key === whole ? REVEALED : undefined}>
              <th scope="row">{name}</th>
              <td>
                {id} {of.key !== whole && <Reveal of={of} />}
              </td>
              <td>
                {where}{' '}
                {number && (
                  <a class="brief" href={`/cases/${county}/${number}`}>
                    {number}
                  </a>
                )}
              </td>
              {rest.map((cell, i) => (
                <td>
                  {cell} {i === rest.length - 1 && of.until && of.until < today && <b class="mark bad">{OVERDUE}</b>}
                </td>
              ))}
              <td>
                <StateBadge state={state} />
              </td>
              {isLate && <td>{of.isUnanswered && <Stead {...of} />}</td>}
            </tr>
          ))}
        </ScrollTable>
      </Things>
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
