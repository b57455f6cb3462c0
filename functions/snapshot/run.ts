/**
 * Persons with another decision on the day are decided again; a closed period is frozen once rosters and items agree
 * (ADR 9).
 */

import { decisionDay, determine, sameDecision } from '../../rules/determination/determine.ts'
import { activeListings } from '../../rules/determination/listings.ts'
import { snapshotRow } from '../../rules/determination/snapshot-row.ts'
import { Fault } from '../../schemas/fault.ts'
import type { ToSnapshot } from '../../schemas/messages/to-snapshot.ts'
import { present } from '../../schemas/present.ts'
import { CaseRow } from '../../schemas/records/case.ts'
import { type DeterminationRun, isMonthClose, type MonthClose } from '../../schemas/records/determination-run.ts'
import type { Person } from '../../schemas/records/person.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { SnapshotRow } from '../../schemas/records/snapshot.ts'
import { disagreements, isOfRegister } from '../shared/registers/facts-of-persons.ts'
import { log } from '../shared/stages/log.ts'
import { awaitMatched } from '../shared/work/awaited.ts'
import { freeze, thaw } from '../shared/work/frozen.ts'
import { compareBelatedly, forgetCompared, uncomparedLists } from './compare-belatedly.ts'
import type { SnapshotDeps } from './deps.ts'
import { giveUp } from './give-up.ts'
import { keepCases } from './keep-cases.ts'
import { keepLists } from './keep-lists.ts'
import { listedBy } from './listed.ts'
import { previewPolicy } from './preview-policy.ts'
import { decideAgain, isRoundDone, sendRound, takeAgain } from './rounds.ts'
import { sendFactsAgain } from './send-facts-again.ts'

export { giveUp }

export async function run(deps: SnapshotDeps, message: ToSnapshot): Promise<void> {
  if ('preview' in message) return previewPolicy(deps, message)
  const run = await deps.runs.get(message.county, message.run)
  if (!run) throw new Fault('run-missing', 'a run that is not there')
  if (run.state === 'done') return
  // The frozen object stays; perhaps nobody was told yet.
  if (run.snapshot) return tell(deps, run)
  if (run.round && !isRoundDone(run.round, run)) return sendRound(deps, run)
  await forgetCompared(deps, run)
  const policy = await deps.policies.inForce()
  const uncompared = await uncomparedLists(deps, run, policy)
  if ((isMonthClose(run) || uncompared.length > 0) && (await isWaiting(deps, run, policy))) return
  if (uncompared.length > 0 && (await compareBelatedly(deps, run, uncompared))) return
  const listed = await readListed(deps, run, policy)
  if (listed === 'waits') return
  const { persons, behind } = listed
  if (behind.length > 0) return takeAgain(deps, run, behind)
  const stale = persons.filter((person) => isStale(person, run, policy, deps))
  log('info', {
    stage: 'snapshot',
    what: 'looked through',
    county: run.county,
    run: run.id,
    persons: persons.length,
    stale: stale.length,
  })
  if (stale.length > 0) return decideAgain(deps, run, stale)
  if (!isMonthClose(run) || (await isSubmitted(deps, run))) return finish(deps, run)
  await tell(deps, await freezeClose(deps, run, persons, policy))
}

/** A close that stood still while a later one was submitted. */
async function isSubmitted({ returns }: SnapshotDeps, { county, period }: MonthClose): Promise<boolean> {
  return (await returns.get(county, period)).standing !== undefined
}

async function freezeClose(
  deps: SnapshotDeps,
  run: MonthClose,
  persons: readonly Person[],
  policy: Policy,
): Promise<DeterminationRun> {
  const rows = rowsOf(run, persons, policy)
  const closed = { run, listed: rows, persons: byKey(persons), policy }
  const cases = await keepCases(deps, closed)
  const snapshot = await freeze(deps.outbox, `snapshots/${run.county}/${run.period}/${run.id}`, rows)
  const lists = await keepLists(deps, closed, await thaw(deps.outbox, cases, CaseRow))
  return deps.runs.freeze(run, { snapshot, cases, ...lists, frozenAt: deps.now().toISOString() })
}

const byKey = (persons: readonly Person[]) => new Map(persons.map((person) => [person.key, person]))

async function isWaiting(deps: SnapshotDeps, run: DeterminationRun, { categories }: Policy): Promise<boolean> {
  const { county, id } = run
  const where = { counties: [county], categories: categories.map(({ code }) => code) }
  const { waitingFor } = await awaitMatched(deps, where, ['close', county, id])
  if (waitingFor.length === 0) return false
  await deps.runs.waitFor(run, waitingFor)
  log('info', {
    stage: 'snapshot',
    what: 'lists are still being matched',
    county,
    run: id,
    records: waitingFor.length,
  })
  return true
}

interface Listed {
  readonly persons: readonly Person[]
  readonly behind: readonly string[]
}

/** Attempts at finding lists accepted beside a close. */
const LOOKS = 3

async function readListed(
  deps: SnapshotDeps,
  run: DeterminationRun,
  policy: Policy,
  looks = LOOKS,
): Promise<Listed | 'waits'> {
  const expected = await listedBy(deps, run.county, policy)
  const where = {
    county: run.county,
    categories: policy.categories.map(({ code }) => code),
    hash: await deps.keyedHash(),
  }
  // Rosters know nothing of answers, so that a lagging read would not be found out.
  const found = await deps.people.get([...expected.keys()], 'strong')
  const mismatched = new Map(
    [...expected]
      .map(([key, facts]) => [key, disagreements(found.get(key), facts, where)] as const)
      .filter(([, wrong]) => wrong.length > 0),
  )
  if (mismatched.size > 0) {
    const isOfRegisters = [...mismatched.values()].flat().every(isOfRegister)
    if (run.period && !isOfRegisters) {
      if (await isWaiting(deps, run, policy)) return 'waits'
      if (looks > 1) return readListed(deps, run, policy, looks - 1)
    }
    // A county's first register redetermines beside its own units, and decides on what is there.
    log(run.period && !isOfRegisters ? 'error' : 'info', {
      stage: 'snapshot',
      what: 'rosters and persons disagree',
      county: run.county,
      run: run.id,
      mismatched: mismatched.size,
    })
    if (isMonthClose(run)) {
      if (isOfRegisters) return { persons: [], behind: [...mismatched.keys()] }
      await sendFactsAgain(deps, run.county, mismatched)
      throw new Fault('persons-differ', `${mismatched.size} persons do not say what the rosters say`)
    }
  }
  const persons = [...found.values()]
  await deps.registers.load(
    persons.flatMap((person) =>
      activeListings(person, policy, decisionDay(person, run.day)).map(([, county]) => county),
    ),
  )
  deps.registers.demand(run.county)
  return { persons, behind: [] }
}

function isStale(
  person: Person,
  { county, day }: DeterminationRun,
  policy: Policy,
  { registers }: SnapshotDeps,
): boolean {
  const now = determine(person, { day: decisionDay(person, day), policy, ...registers })
  return !sameDecision(person.decisions[county], now[county])
}

/** Ledgers and notices keep this order. */
function rowsOf({ county, day }: MonthClose, persons: readonly Person[], policy: Policy): SnapshotRow[] {
  return persons
    .flatMap((person) => snapshotRow(person, county, decisionDay(person, day), policy) ?? [])
    .map((row) => {
      const { township } = present(row.listings[row.primary], 'the listing that a row is shown by')
      return { row, order: `${township} ${row.id}` }
    })
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .map(({ row }) => row)
}

async function tell(deps: SnapshotDeps, run: DeterminationRun): Promise<void> {
  const { county, day, at, id } = run
  const [period, snapshot] = [
    present(run.period, 'the month of a close'),
    present(run.snapshot, 'the snapshot of a close'),
  ]
  await deps.ready.publish({ type: 'snapshot.ready', county, period, run: id, day, at, snapshot })
  await finish(deps, run)
}

/** Whoever finds it done asks nothing any more: it is told before. */
async function finish({ deadlinesQueue, runs }: SnapshotDeps, run: DeterminationRun): Promise<void> {
  const { county, day, id } = run
  await deadlinesQueue.send({ type: 'cases.moved', county, day, by: id })
  await runs.finish(run)
}
