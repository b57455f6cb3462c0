/**
 * What is accepted and not matched yet is waited for: a batch decides nobody, and a month is not closed, over persons
 * whom a list has not reached. Whoever finishes the last unit sends them on; nobody has to try again.
 */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { thaw } from '../../functions/shared/work/frozen.ts'
import { SnapshotRow } from '../../schemas/records/snapshot.ts'
import { besides } from '../faults/as-stage.ts'
import { type Deaths, deathAt, nobodyDies, notedPlaces, someOf } from '../faults/dying.ts'
import { type Engines, startEngines } from '../faults/engines.ts'
import { type Cells, COUNTY, csvOf, listed, OTHER_COUNTY, person, registered } from '../faults/lists.ts'
import { headsOf, uploadsOf } from '../faults/state.ts'
import { claimsOf, frozenRows } from './delivered.ts'
import { closeAll, type DeliveryWorld, type Message } from './delivery-world.ts'
import { smallCity } from './small-city.ts'

let engines: Engines
/** The first county's month is closed. */
let closed: DeliveryWorld
/** Its batch is prepared too: 1, 2, 3 and 8. */
let prepared: DeliveryWorld
const ID = `${COUNTY}-2018-001`
beforeAll(async () => {
  engines = await startEngines()
  closed = await smallCity(engines)
  await closed.settle(await closeAll(closed))
  prepared = await closed.copy()
  await prepared.settle([await prepare(prepared)])
})
afterAll(() => engines.stop())

async function prepare(delivery: DeliveryWorld): Promise<Message> {
  const [run] = await delivery.world.snapshot.runs.closes(COUNTY)
  return delivery.prepare(COUNTY, run!.id)
}

/** Reads a list; what it gives the shards to do is handed out instead of being matched. */
async function unmatched(
  { world }: DeliveryWorld,
  form: 'dibao-full' | 'dibao-new' | 'register',
  rows: readonly Cells[],
  division = COUNTY,
): Promise<Message[]> {
  const content = csvOf(form === 'register' ? 'register' : 'dibao', rows)
  await world.deliver(await world.send({ form, content, division }))
  return world.take()
}

const CASES: [what: string, unmatched: (delivery: DeliveryWorld) => Promise<Message[]>][] = [
  [
    'a list that ends one of them',
    (delivery) =>
      unmatched(
        delivery,
        'dibao-full',
        [1, 3, 4, 5, 6, 7, 43].map((n) => listed(n)),
      ),
  ],
  [
    'a register in which one of them has died',
    (delivery) =>
      unmatched(
        delivery,
        'register',
        [1, 2, 3, 4, 5, 8].map((n) => registered(n, n === 2 ? { 参保状态: '死亡' } : {})),
      ),
  ],
  [
    "another county's list that has one of them too",
    (delivery) => unmatched(delivery, 'dibao-new', [listed(2, OTHER_COUNTY)], OTHER_COUNTY),
  ],
  [
    'a held list that ends one of them, confirmed',
    async (delivery) => {
      const { world } = delivery
      for (const unit of await unmatched(delivery, 'dibao-full', [listed(1), listed(3)])) await delivery.deliver(unit)
      return [await world.confirm((await uploadsOf(world)).find((upload) => upload.state === 'held')!)]
    },
  ],
]

const names = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).sort()
const ids = (...numbers: number[]) => numbers.map((n) => person(n).id).sort()
const state = async ({ batch }: DeliveryWorld) => (await batch.batches.get(COUNTY, ID))!

describe.each(CASES)('%s, accepted before and matched after', (_, send) => {
  test('an approval: nobody is claimed before it is matched, and that one is not paid', async () => {
    const delivery = await prepared.copy()
    const units = await send(delivery)
    await delivery.deliver(await delivery.approve(COUNTY, ID))
    expect(await state(delivery)).toMatchObject({ state: 'approving', waitingFor: [expect.any(String)] })
    expect(await claimsOf(delivery)).toEqual({})
    // The very message again: nothing is different.
    await delivery.deliver({ stage: 'batch', body: { type: 'approve', county: COUNTY, batch: ID } })
    expect(await claimsOf(delivery)).toEqual({})
    for (const unit of units) await delivery.deliver(unit)
    // Nobody but match has said anything.
    await delivery.settle()
    expect(await state(delivery)).not.toHaveProperty('waitingFor')
    expect((await state(delivery)).state).toBe('published')
    expect(names(await frozenRows(delivery, COUNTY, ID))).toEqual(ids(1, 3, 8))
  })

  test('a preparation: that one is not in it', async () => {
    const delivery = await closed.copy()
    const units = await send(delivery)
    await delivery.deliver(await prepare(delivery))
    expect(await state(delivery)).toMatchObject({ state: 'preparing', waitingFor: [expect.any(String)] })
    for (const unit of units) await delivery.deliver(unit)
    await delivery.settle()
    expect(await state(delivery)).toMatchObject({ state: 'prepared', prepared: { rows: 3 } })
  })
})

test.each([
  [
    'list',
    'dibao-full',
    csvOf(
      'dibao',
      [1, 3, 4, 5, 6, 7, 43].map((n) => listed(n)),
    ),
  ],
  [
    'register',
    'register',
    csvOf(
      'register',
      [1, 2, 3, 4, 5, 8].map((n) => registered(n, n === 2 ? { 参保状态: '死亡' } : {})),
    ),
  ],
])('a %s whose head has moved and whose upload says nothing yet is waited for too', async (_, form, content) => {
  const delivery = await prepared.copy()
  const { world } = delivery
  const list = await world.send({ form, content })
  // Intake dies between the head and the upload.
  const { heads } = world.intake
  const advance: typeof heads.advance = async (...args) => {
    await heads.advance(...args)
    throw new Error('died')
  }
  Object.assign(world.intake, { heads: { ...heads, advance } })
  await expect(world.deliver(list)).rejects.toThrow('died')
  Object.assign(world.intake, { heads })
  expect((await headsOf(world)).filter(({ pending }) => pending)).toHaveLength(1)
  await delivery.deliver(await delivery.approve(COUNTY, ID))
  expect((await state(delivery)).state).toBe('approving')
  await delivery.settle([list])
  expect((await state(delivery)).state).toBe('published')
  expect(names(await frozenRows(delivery, COUNTY, ID))).toEqual(ids(1, 3, 8))
})

test.each([CASES[0]!, CASES[3]!])('%s: a close waits without failing and goes on by itself', async (_, send) => {
  const delivery = await closed.copy()
  const units = await send(delivery)
  const close = await delivery.close(COUNTY, { at: '2018-06-06T05:00:00.000Z' })
  await delivery.deliver(close)
  const found = async () => (await delivery.world.snapshot.runs.closes(COUNTY)).at(-1)!
  expect(await found()).toMatchObject({ state: 'open', waitingFor: [expect.any(String)] })
  for (const unit of units) await delivery.deliver(unit)
  await delivery.settle()
  expect((await found()).state).toBe('done')
  const rows = await thaw(delivery.batch.outbox, (await found()).snapshot!, SnapshotRow)
  expect(rows.map(({ id }) => id)).not.toContain(person(2).id)
})

describe('a list that is accepted beside a close, after the close has looked for lists', () => {
  const without3 = [1, 2, 4, 5, 6, 7, 43].map((n) => listed(n))
  const begin = async (beside: (delivery: DeliveryWorld) => Promise<Message[]>, isMatched: boolean) => {
    const delivery = await closed.copy()
    const { snapshot } = delivery.world
    let units: Message[] | undefined
    const once = async () => {
      if (units) return
      units = []
      units = await besides(() => beside(delivery))
      for (const unit of isMatched ? units.splice(0) : []) await delivery.deliver(unit)
    }
    const { people, uploads } = snapshot
    const list: typeof uploads.list = async (...args) => {
      const before = await uploads.list(...args)
      await once()
      return before
    }
    const get: typeof people.get = async (...args) => {
      await once()
      return people.get(...args)
    }
    // The rosters are read between the two.
    Object.assign(snapshot, isMatched ? { people: { ...people, get } } : { uploads: { ...uploads, list } })
    const said: string[] = []
    const output = vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0)
    const close = await delivery.close(COUNTY, { at: '2018-06-06T05:00:00.000Z' })
    await delivery.deliver(close).finally(() => output.mockRestore())
    expect(said.filter((line) => line.includes('"error"'))).toEqual([])
    const found = async () => (await snapshot.runs.closes(COUNTY)).at(-1)!
    return { delivery, units: units!, found }
  }
  const frozen = async ({ batch }: DeliveryWorld, snapshot: { key: string; sha256: string }) =>
    (await thaw(batch.outbox, snapshot as never, SnapshotRow)).map(({ id }) => id)

  test('and not matched: the close waits for it, and nothing is called a fault', async () => {
    const { delivery, units, found } = await begin((d) => unmatched(d, 'dibao-full', without3), false)
    expect(await found()).toMatchObject({ state: 'open', waitingFor: [expect.any(String)] })
    for (const unit of units) await delivery.deliver(unit)
    await delivery.settle()
    expect((await found()).state).toBe('done')
    expect(await frozen(delivery, (await found()).snapshot!)).not.toContain(person(3).id)
  })

  test('and matched too: the close looks again', async () => {
    const { delivery, found } = await begin((d) => unmatched(d, 'dibao-full', without3), true)
    await delivery.settle()
    expect((await found()).state).toBe('done')
    expect(await frozen(delivery, (await found()).snapshot!)).not.toContain(person(3).id)
  })
})

test('whoever dies at whichever write, nobody waits for ever', async () => {
  const play = async (deaths: Deaths) => {
    const delivery = await prepared.copy()
    const units = await unmatched(
      delivery,
      'dibao-full',
      [1, 3, 4, 5, 6, 7, 43].map((n) => listed(n)),
    )
    await delivery.settle([await delivery.approve(COUNTY, ID), ...units], { deaths })
    expect((await state(delivery)).state).toBe('published')
    expect(names(await frozenRows(delivery, COUNTY, ID))).toEqual(ids(1, 3, 8))
    expect(Object.keys(await claimsOf(delivery))).toHaveLength(3)
  }
  const noted = notedPlaces()
  await play(noted)
  expect(noted.places.length).toBeGreaterThan(15)
  for (const place of someOf(noted.places)) await play(deathAt(place))
  await play(nobodyDies)
})
