/** A county's cases as they are now, with the row that stands for each (docs/cases.md#case-states). */
import { caseState } from '../../../rules/cases/state.ts'
import { kindOf } from '../../../rules/payments/results.ts'
import { present } from '../../../schemas/present.ts'
import { BatchRow } from '../../../schemas/records/batch.ts'
import type { CaseRow, Standing } from '../../../schemas/records/case.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { People } from '../../../stores/people/people.ts'
import { thaw } from '../work/frozen.ts'
import { type CaseDeps, casesOf, gatherFacts } from './case-facts.ts'

export interface CaseNow {
  readonly row: CaseRow
  readonly id: string
  readonly standing: Standing
  /** The latest approved batch that has it; in fen. */
  readonly batch?: { readonly id: string; readonly fen: number } | undefined
}

/** Contributions of the day's year and the one before, and every claim. */
export async function countyCases(
  deps: CaseDeps & { readonly people: People },
  county: string,
  policy: Policy,
  day: string,
): Promise<CaseNow[]> {
  const year = Number(day.slice(0, 4))
  const rows = (await casesOf(deps, county)).rows.filter((row) => row.kind === 'claim' || row.year >= year - 1)
  if (rows.length === 0) return []
  const persons = await deps.people.get([...new Set(rows.map(({ key }) => key))], 'strong')
  const factsOf = await gatherFacts(
    deps,
    { county, day, policy, persons, decided: ({ decisions }) => decisions[county] },
    rows,
  )
  const batches = await approvedRows(deps, county)
  return rows.map((row) => ({
    row,
    id: present(persons.get(row.key), 'the person of a case').id,
    standing: caseState(row, factsOf(row)),
    batch: batches.get(row.kind === 'claim' ? `${row.key} claim` : `${row.key} ${row.year}`),
  }))
}

async function approvedRows({ batches, outbox }: CaseDeps, county: string) {
  const approved = new Map<string, { id: string; fen: number }>()
  for (const { id, frozen } of (await batches.list(county)).sort((a, b) => (a.at < b.at ? -1 : 1)))
    for (const row of frozen ? await thaw(outbox, frozen, BatchRow) : [])
      approved.set(kindOf(row) === 'claim' ? `${row.key} claim` : `${row.key} ${row.year}`, { id, fen: row.fen })
  return approved
}
