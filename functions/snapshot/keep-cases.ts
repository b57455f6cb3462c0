/** A close writes the county's cases anew, under a condition, so that no number is given twice (ADR 30). */
import { nextTable } from '../../rules/cases/case-table.ts'
import { isPaid, latestRow } from '../../rules/cases/rows.ts'
import { isPast } from '../../rules/cases/state.ts'
import { Fault } from '../../schemas/fault.ts'
import type { CaseRow } from '../../schemas/records/case.ts'
import type { FrozenTable } from '../../schemas/records/case-book.ts'
import type { MonthClose } from '../../schemas/records/determination-run.ts'
import type { Person } from '../../schemas/records/person.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { SnapshotRow } from '../../schemas/records/snapshot.ts'
import { casesOf, gatherFacts } from '../shared/cases/case-facts.ts'
import { freeze } from '../shared/work/frozen.ts'
import type { SnapshotDeps } from './deps.ts'

/** Closes of one county at once, of other months. */
const TRIES = 5

export interface Closed {
  readonly run: MonthClose
  readonly listed: readonly SnapshotRow[]
  readonly persons: ReadonlyMap<string, Person>
  readonly policy: Policy
}

export async function keepCases(deps: SnapshotDeps, closed: Closed, tries = TRIES): Promise<FrozenTable> {
  const { run, listed, policy } = closed
  const { county, period, id, at, day } = run
  const { book, rows } = await casesOf(deps, county)
  if (book?.run === id) return book.table
  await reopenDrawn(deps, closed)
  const persons = await withFormer(deps, rows, closed)
  const decided = ({ decisions }: Person) => decisions[county]
  const isDone = (row: CaseRow) => isPaid(row, persons.get(row.key)?.cases?.[county] ?? {})
  const wanted = [...rows.filter((row) => !isPast(row, day) && !isDone(row)), ...beginningElsewhere(closed)]
  const factsOf = await gatherFacts(deps, { county, day, policy, persons, decided }, wanted)
  const next = nextTable(rows, { county, day, at, listed, factsOf })
  const version = (book?.version ?? 0) + 1
  const table = await freeze(deps.outbox, `cases/${county}/${version}-${id}`, next)
  if (await deps.caseBooks.move({ county, version, run: id, period, at, table })) return table
  if (tries === 1) throw new Fault('moved-by-others', 'other closes write the cases of the county again and again')
  return keepCases(deps, closed, tries - 1)
}

/** People who left the lists have cases that money may still be on its way for. */
async function withFormer({ people }: SnapshotDeps, rows: readonly CaseRow[], { run, persons }: Closed) {
  const former = rows.filter((row) => !isPast(row, run.day) && !persons.has(row.key)).map(({ key }) => key)
  return new Map([...persons, ...(await people.get([...new Set(former)], 'strong'))])
}

/** Nobody else may have a claim before the case begins: who was never on another county's list. */
function beginningElsewhere({ run, listed, persons }: Closed) {
  const year = Number(run.day.slice(0, 4))
  const isElsewhere = ({ lists }: Person) => Object.keys(lists).some((head) => !head.startsWith(`${run.county}#`))
  return listed.flatMap(({ key }) => {
    const person = persons.get(key)
    if (!person || !isElsewhere(person)) return []
    return [
      { key, year, kind: 'contribution' as const },
      { key, year, kind: 'claim' as const },
    ]
  })
}

/** A pension that is drawn now may be claimed again, should it ever stop. */
async function reopenDrawn({ payments }: SnapshotDeps, { listed, persons }: Closed): Promise<void> {
  for (const { key, decision } of listed) {
    if (decision.outcome !== 'drawing') continue
    for (const [county, own] of Object.entries(persons.get(key)?.cases ?? {})) {
      const last = latestRow(own, 'claim')
      if (last?.result === '00') await payments.reopen(key, { county, batch: last.batch })
    }
  }
}
