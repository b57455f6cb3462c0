/** Decides again, from persons, claims and policy as they are now, which cases are ready. */

import { restsOn } from '../../rules/cases/choices.ts'
import { caseState } from '../../rules/cases/state.ts'
import { determine } from '../../rules/determination/determine.ts'
import { snapshotRow } from '../../rules/determination/snapshot-row.ts'
import { batchRow, exclusionOf } from '../../rules/payments/batch-row.ts'
import { isOfOne, restingRow } from '../../rules/payments/resting-rows.ts'
import { rowHistory } from '../../rules/payments/row-history.ts'
import { present } from '../../schemas/present.ts'
import type { Batch, BatchRow, ExclusionReason, PaymentClaim } from '../../schemas/records/batch.ts'
import type { CaseRow } from '../../schemas/records/case.ts'
import type { Person } from '../../schemas/records/person.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { claimedAs, gatherFacts, mayBeClaimed, withoutOwn } from '../shared/cases/case-facts.ts'
import { ownRowName, ownRows } from '../shared/cases/own-rows.ts'
import { personsBehind } from '../shared/registers/facts-of-persons.ts'
import { log } from '../shared/stages/log.ts'
import type { BatchDeps } from './deps.ts'

export interface Ready {
  readonly row: BatchRow
  /** Another county's pension claim that was done, and resumed by this one. */
  readonly done?: PaymentClaim
}
export type Decided = Ready | { readonly reason: ExclusionReason }

/** @returns by case number */
export async function decideAgain(
  deps: BatchDeps,
  batch: Batch,
  cases: readonly CaseRow[],
  doubtful: ReadonlySet<string>,
): Promise<Map<string, Decided>> {
  const { county, day, year, approvedBy } = batch
  const policy = await deps.policies.inForce()
  const own = await ownRows(deps, batch)
  const ownRow = (row: CaseRow) => own.get(ownRowName(row.key, claimedAs(row)))
  const undecided = cases.filter((row) => ownRow(row) !== 'open')
  const persons = await deps.people.get([...new Set(undecided.map(({ key }) => key))], 'strong')
  await deps.registers.load([
    county,
    ...[...persons.values()].flatMap((p) => Object.keys(p.lists).map((key) => key.slice(0, key.indexOf('#')))),
  ])
  deps.registers.demand(county)
  const behind = await behindAny(deps, persons, doubtful, policy)
  const decided = new Map(
    [...persons].map(([key, person]) => [
      key,
      { ...person, decisions: determine(person, { day, policy, ...deps.registers }) },
    ]),
  )
  const decision = ({ decisions }: Person) => decisions[county]
  const claimed = undecided.filter((row) => ownRow(row) || mayBeClaimed(persons.get(row.key), county))
  const factsOf = await gatherFacts(deps, { county, day, policy, persons: decided, decided: decision }, claimed)
  const decide = (row: CaseRow): Decided => {
    if (ownRow(row) === 'open') return { reason: 'in-flight' }
    if (behind.has(row.key)) return { reason: 'review' }
    const facts = withoutOwn(factsOf(row), batch)
    const standing = caseState(row, facts)
    if (standing.state !== 'ready') return { reason: exclusionOf(standing, facts.decision) }
    const person = present(decided.get(row.key), 'the person of a ready case')
    const listed = present(snapshotRow(person, county, day, policy), 'the listing of a ready case')
    // A pension that is ready though somebody has it was done, and resumed.
    const done = row.kind === 'claim' && facts.benefit?.state === 'approved' ? { done: facts.benefit } : {}
    const rests = restsOn(person, county, { day, policy, ...deps.registers })
    const history = rowHistory(person.cases ?? {}, county, row.kind)
    const ready = { ...batchRow(row, listed, year), ...history, ...(rests.length > 0 && { restsOn: rests }) }
    // Settled since it was prepared, by who approves: it waits for another approver.
    if (approvedBy && isOfOne(restingRow(ready, person), approvedBy.account)) return { reason: 'review' }
    return { row: ready, ...done }
  }
  return new Map(cases.map((row) => [row.number, decide(row)]))
}

async function behindAny(
  deps: BatchDeps,
  persons: ReadonlyMap<string, Person>,
  doubtful: ReadonlySet<string>,
  policy: Policy,
): Promise<ReadonlySet<string>> {
  const behind = new Set<string>()
  const categories = policy.categories.map(({ code }) => code)
  for (const county of doubtful) {
    const where = { county, categories, hash: await deps.keyedHash() }
    for (const key of await personsBehind(deps, persons, where)) behind.add(key)
  }
  if (behind.size > 0) log('error', { stage: 'batch', what: 'held back behind other counties', persons: behind.size })
  return behind
}
