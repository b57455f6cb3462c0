import type { Office } from '../../schemas/codes.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { CONFLICT_WORDS } from '../../wording/conflicts.ts'
import { dayName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { officeName, townshipName } from '../../wording/offices.ts'
import { BACK_HOME, EXPORT, PAGE_NAMES } from '../../wording/page-names.ts'
import { moreRows } from '../../wording/things.ts'
import type { Fault } from '../parts/fault.tsx'
import { Layout } from '../parts/layout.tsx'
import { Looking, REVEALED, Reveal } from '../parts/looking.tsx'
import { ScrollTable } from '../parts/scroll-table.tsx'

interface CorrectionsPageProps {
  readonly division: string
  readonly office: Office
  readonly rows: readonly {
    readonly key: string
    readonly name: string
    readonly id: string
    readonly category: string
    readonly township: string
    readonly until: string
  }[]
  readonly policy: Policy
  readonly local: boolean
  readonly whole: string | undefined
  readonly fault: Fault | undefined
}

const SHOWN = 200

const COLUMNS = [HEADINGS.name, HEADINGS.id, HEADINGS.category, HEADINGS.township, HEADINGS.due]

/** The office's own rows only: the names that it has sent, and nobody else's. */
export function CorrectionsPage({ division, office, rows, policy, local, whole, fault }: CorrectionsPageProps) {
  return (
    <Layout title={PAGE_NAMES.corrections} here="/lists" policy={policy} local={local} fault={fault}>
      <p class="back">
        <a href="/">{BACK_HOME}</a>
      </p>
      <h1>
        {officeName(policy, { division, office })}
        {PAGE_NAMES.corrections}（{rows.length}）
      </h1>
      <p class={rows.length > 0 ? 'hint' : 'note'}>
        {rows.length > 0 ? CONFLICT_WORDS.correct : CONFLICT_WORDS.noCorrections}
      </p>
      {rows.length > 0 && (
        <>
          <Looking work="lists" action={`/corrections/${division}/${office}#${REVEALED}`} fault={fault}>
            <button class="plain" type="submit" formaction={`/corrections/${division}/${office}/corrections.xlsx`}>
              {EXPORT}
            </button>
          </Looking>
          <ScrollTable name={PAGE_NAMES.corrections} headings={COLUMNS}>
            {rows.slice(0, SHOWN).map((row) => (
              <tr id={row.key === whole ? REVEALED : undefined}>
                <th scope="row">{row.name}</th>
                <td>
                  {row.id} {row.key !== whole && <Reveal of={row} />}
                </td>
                <td>{policy.categories.find(({ code }) => code === row.category)?.name}</td>
                <td>{townshipName(division, row.township, policy)}</td>
                <td>{dayName(row.until)}</td>
              </tr>
            ))}
          </ScrollTable>
          {rows.length > SHOWN && <p class="hint">{moreRows(SHOWN, rows.length - SHOWN)}</p>}
        </>
      )}
    </Layout>
  )
}
