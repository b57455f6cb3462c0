/** Deliveries that run at once, in any interleaving of their writes: nobody is paid twice, what is frozen stays so. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { casesOf } from '../../functions/shared/cases/case-facts.ts'
import { freeze, thaw } from '../../functions/shared/work/frozen.ts'
import { newPerson } from '../../rules/roster/merge-facts.ts'
import { BatchRow } from '../../schemas/records/batch.ts'
import type { Person } from '../../schemas/records/person.ts'
import { SnapshotRow } from '../../schemas/records/snapshot.ts'
import { type Engines, startEngines } from '../faults/engines.ts'
import { COUNTY, csvOf, listed, OTHER_COUNTY, person, TOWNSHIPS } from '../faults/lists.ts'
import { personsOf } from '../faults/state.ts'
import fc, { runs } from '../fc.ts'
import { claimsOf, frozenRows } from './delivered.ts'
import { approveAll, closeAll, type DeliveryWorld, type Message, prepareAll } from './delivery-world.ts'
import { smallCity } from './small-city.ts'
import { takingTurns } from './turns.ts'

let engines: Engines
/** Both months closed, in each county a batch prepared. */
let prepared: DeliveryWorld
let city: DeliveryWorld
beforeAll(async () => {
  engines = await startEngines()
  city = await smallCity(engines)
  prepared = await city.copy()
  await prepared.settle(await closeAll(prepared))
  await prepared.settle(await prepareAll(prepared))
})
afterAll(() => engines.stop())

const personOf = async ({ world }: DeliveryWorld, n: number): Promise<Person> =>
  (await personsOf(world)).find(({ id }) => id === person(n).id)!
const put = ({ world }: DeliveryWorld, changed: Person) => world.match.people.put([changed])

/** No longer on any list. */
const gone = (who: Person): Person => ({ ...newPerson(who.key), id: who.id })
/** Listed and enrolled in the other county. */
function moved({ lists, register, ...who }: Person): Person {
  const [listing] = Object.values(lists)
  const [row] = Object.values(register)
  const [township] = TOWNSHIPS[OTHER_COUNTY]!
  return {
    ...who,
    lists: { [`${OTHER_COUNTY}#dibao`]: { ...listing!, row: { ...listing!.row!, township } } },
    register: { [`${OTHER_COUNTY}#resident`]: row! },
  }
}

const RUNS = runs(12, 6)
const order = (actors: number) => fc.array(fc.nat(actors - 1), { minLength: 24, maxLength: 24 })
const BATCHES = [COUNTY, OTHER_COUNTY].map((county) => [county, `${county}-2018-001`] as const)

/** Claims are of the frozen rows and of nobody else; whoever is told of a batch can read its rows. */
async function expectClaimsOfFrozenRows(delivery: DeliveryWorld): Promise<void> {
  const expected: string[] = []
  for (const [county] of BATCHES)
    for (const { id, prepared: first } of await delivery.batch.batches.list(county)) {
      if (first) await thaw(delivery.batch.outbox, first, BatchRow)
      for (const { key } of await frozenRows(delivery, county, id)) expected.push(`${key} PAY#2018 approved ${id}`)
    }
  const claims = Object.entries(await claimsOf(delivery)).map(([key, claim]) => `${key} ${claim}`)
  expect(claims.filter((claim) => !claim.includes('released'))).toEqual(expected.sort())
  // Bank and finance: a row that is not what was frozen would end them.
  await delivery.settle()
}

describe('an approval delivered twice at once', () => {
  test('while a person leaves the lists: who is claimed is who is frozen', async () => {
    await fc.assert(
      fc.asyncProperty(order(3), async (turns) => {
        const delivery = await prepared.copy()
        const leaving = await personOf(delivery, 1)
        const [approval] = (await approveAll(delivery)) as [Message]
        await takingTurns(turns, [
          () => delivery.handle(approval),
          () => delivery.handle(approval),
          () => put(delivery, gone(leaving)),
        ])
        await expectClaimsOfFrozenRows(delivery)
        expect((await frozenRows(delivery, ...BATCHES[0]!)).length).toBeOneOf([3, 4])
      }),
      { numRuns: RUNS },
    )
  })
})

describe('an approval while a list that ends one of its persons comes in', () => {
  test('in any interleaving: who was off the roster when it began is not paid, and claims are of the frozen rows', async () => {
    const seen = new Set<boolean>()
    const without = csvOf(
      'dibao',
      [1, 3, 4, 5, 6, 7, 43].map((n) => listed(n)),
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(20), order(3), async (first, turns) => {
        const delivery = await prepared.copy()
        const { world } = delivery
        const head = () => world.intake.heads.get(`${COUNTY}#dibao`)
        const { version } = await head()
        const { key } = await personOf(delivery, 2)
        const list = await world.send({ form: 'dibao-full', content: without })
        const [approval] = (await approveAll(delivery)) as [Message]
        let isOff: boolean | undefined
        // Of two deliveries the one that begins first may be the one that freezes: its look is what counts.
        const approve = async () => {
          isOff ??= (await head()).version > version
          await delivery.handle(approval)
        }
        // The list has had so many turns when the approval begins.
        await takingTurns(
          [...Array.from({ length: first }, () => 2), ...turns],
          [approve, approve, () => delivery.handle(list)],
        )
        await delivery.settle()
        const [county, id] = BATCHES[0]!
        expect((await delivery.batch.batches.get(county, id))!.state).toBe('published')
        const paid = (await frozenRows(delivery, county, id)).some((row) => row.key === key)
        if (isOff) expect(paid).toBe(false)
        seen.add(paid)
        await expectClaimsOfFrozenRows(delivery)
      }),
      // So many that the list comes first in one of them, and in another one not.
      { numRuns: runs(12) },
    )
    expect(seen.size).toBe(2)
  })
})

describe('a preparation delivered twice at once', () => {
  test('while another batch takes some of its persons: its rows can be read and approved', async () => {
    await fc.assert(
      fc.asyncProperty(order(3), async (turns) => {
        const delivery = await prepared.copy()
        const [run] = await delivery.world.snapshot.runs.closes(COUNTY)
        const again = await delivery.prepare(COUNTY, run!.id)
        const [approval] = (await approveAll(delivery)) as [Message]
        await takingTurns(turns, [
          () => delivery.handle(again),
          () => delivery.handle(again),
          () => delivery.handle(approval),
        ])
        await delivery.settle(await approveAll(delivery))
        await expectClaimsOfFrozenRows(delivery)
        expect(await frozenRows(delivery, ...BATCHES[0]!)).toHaveLength(4)
      }),
      { numRuns: RUNS },
    )
  })
})

describe('two counties approve batches with one person in both', () => {
  /** The first county's batch has persons 1, 2, 3 and 8; the other's is made by hand, with 1 and 11. */
  async function bothWithPersonOne() {
    const delivery = await prepared.copy()
    const mover = await personOf(delivery, 1)
    const rows = await thaw(
      delivery.batch.outbox,
      (await delivery.batch.batches.get(...BATCHES[0]!))!.prepared!,
      BatchRow,
    )
    const others = await thaw(
      delivery.batch.outbox,
      (await delivery.batch.batches.get(...BATCHES[1]!))!.prepared!,
      BatchRow,
    )
    const number = await withCase(delivery, mover)
    const moving = rows.filter(({ key }) => key === mover.key).map((row) => ({ ...row, case: number }))
    const both = [...moving, others[0]!]
    const frozen = await freeze(delivery.batch.outbox, `batches/${delivery.world.mark}/prepared`, both)
    const batch = { county: OTHER_COUNTY, id: BATCHES[1]![1] }
    await delivery.batch.batches.advance(batch, 'prepared', { state: 'prepared', prepared: { ...frozen, fen: 24000 } })
    const approvals = (await approveAll(delivery)) as [Message, Message]
    return { delivery, mover, approvals }
  }
  /** The other county's, as its close would have made it had it listed the person. */
  async function withCase({ batch }: DeliveryWorld, { key }: Person): Promise<string> {
    const [book, here] = [await batch.caseBooks.get(OTHER_COUNTY), await casesOf(batch, COUNTY)]
    const own = here.rows.find((row) => row.key === key)!
    const row = { ...own, number: `${OTHER_COUNTY}-${own.number.slice(7)}9` }
    const rows = [...(await casesOf(batch, OTHER_COUNTY)).rows, row]
    const table = await freeze(batch.outbox, `batches/${OTHER_COUNTY}/prepared`, rows)
    expect(await batch.caseBooks.move({ ...book!, version: book!.version + 1, table })).toBe(true)
    return row.number
  }
  const payers = async (delivery: DeliveryWorld, { key }: Person) =>
    (await Promise.all(BATCHES.map((batch) => frozenRows(delivery, ...batch)))).filter((rows) =>
      rows.some((row) => row.key === key),
    ).length

  test('in any interleaving with the move between them, at most one pays', async () => {
    await fc.assert(
      fc.asyncProperty(order(3), async (turns) => {
        const { delivery, mover, approvals } = await bothWithPersonOne()
        await takingTurns(turns, [
          () => delivery.handle(approvals[0]),
          () => delivery.handle(approvals[1]),
          () => put(delivery, moved(mover)),
        ])
        expect(await payers(delivery, mover)).toBeLessThanOrEqual(1)
        await expectClaimsOfFrozenRows(delivery)
      }),
      { numRuns: RUNS },
    )
  })

  test('each has seen the person as its own: exactly one pays, whoever writes first', async () => {
    const winners = new Set<string>()
    await fc.assert(
      fc.asyncProperty(order(2), async (turns) => {
        const { delivery, mover, approvals } = await bothWithPersonOne()
        // The first reads, the person moves (to begin, then to write), the second reads; from there any order.
        await takingTurns(
          [0, 2, 2, 1, ...turns],
          [() => delivery.handle(approvals[0]), () => delivery.handle(approvals[1]), () => put(delivery, moved(mover))],
        )
        expect(await payers(delivery, mover)).toBe(1)
        winners.add((await claimsOf(delivery))[`${mover.key} PAY#2018`]!)
        await expectClaimsOfFrozenRows(delivery)
      }),
      { numRuns: RUNS },
    )
    expect(winners.size).toBe(2)
  })
})

describe('a close delivered twice at once', () => {
  test('while another county lists one of its persons: all that follows reads one snapshot', async () => {
    await fc.assert(
      fc.asyncProperty(order(3), async (turns) => {
        const delivery = await city.copy()
        const close = await delivery.close(COUNTY)
        const who = await personOf(delivery, 1)
        const [listing] = Object.values(who.lists)
        const both = { ...who, lists: { ...who.lists, [`${OTHER_COUNTY}#dibao`]: listing! } }
        const decided = { ...who.decisions[COUNTY]!, line: 4, outcome: 'review', reason: 'two-counties' } as const
        const facts = Object.keys(both.lists)
          .map((key) => `lists.${key}`)
          .sort()
        const changed: Person = { ...both, decisions: { [COUNTY]: { ...decided, facts } } }
        await takingTurns(turns, [
          () => delivery.handle(close),
          () => delivery.handle(close),
          () => put(delivery, changed),
        ])
        const [run] = await delivery.world.snapshot.runs.closes(COUNTY)
        const rows = await thaw(delivery.batch.outbox, run!.snapshot!, SnapshotRow)
        expect(rows).toHaveLength(10)
        const told = await delivery.take()
        for (const { stage, body } of told)
          if (stage === 'report' || stage === 'township') expect(body).toMatchObject({ snapshot: run!.snapshot! })
        expect(told.length).toBeGreaterThanOrEqual(2)
      }),
      { numRuns: RUNS },
    )
  })
})
