/** Messages that are lost: what stands still is found and sent again, and ends as if nothing had been lost. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sweepDeps } from '../../functions/sweep/deps.ts'
import { grants } from '../../functions/sweep/grants.ts'
import { run, sweep } from '../../functions/sweep/run.ts'
import { type Engines, INBOX, startEngines } from '../faults/engines.ts'
import { type Cells, COUNTY, csvOf, listed, OTHER_COUNTY, person } from '../faults/lists.ts'
import { headsOf, personsOf, uploadsOf } from '../faults/state.ts'
import { claimsOf, frozenRows } from './delivered.ts'
import { closeAll, type DeliveryWorld } from './delivery-world.ts'
import { smallCity } from './small-city.ts'

let engines: Engines
let closed: DeliveryWorld
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

async function prepare(delivery: DeliveryWorld) {
  const [run] = await delivery.world.snapshot.runs.closes(COUNTY)
  return delivery.prepare(COUNTY, run!.id)
}

function depsOf({ world }: DeliveryWorld) {
  const url = (name: string) => engines.queueUrl(world.mark + name)
  return {
    ...sweepDeps(
      {
        WORK_TABLE: world.work,
        INBOX_BUCKET: INBOX,
        INTAKE_QUEUE_URL: '',
        MATCH_QUEUE_URL: url('match.fifo'),
        SNAPSHOT_QUEUE_URL: url('snapshot'),
        BATCH_QUEUE_URL: url('batch'),
        REPORT_QUEUE_URL: url('report'),
        DEADLINES_QUEUE_URL: '',
        SHARDS: '1',
      },
      engines.clients,
    ),
    // The world has no queue of intake: what is sent there is delivered at once.
    intakeQueue: { send: async (body: never) => world.deliver({ stage: 'intake', body }) },
  }
}

const TWO_HOURS_LATER = '2018-06-06T10:00:00.000Z'
/** A sweep long after everything, and all that it sets going. */
async function swept(delivery: DeliveryWorld, time = TWO_HOURS_LATER): Promise<number> {
  const { world } = delivery
  const sent = await world.as('sweep', grants, () => sweep(depsOf(delivery), { type: 'sweep', time }))
  await delivery.settle()
  return sent
}

const dibao = (...numbers: number[]) => ({
  form: 'dibao-full',
  content: csvOf(
    'dibao',
    numbers.map((n) => listed(n)),
  ),
})
const listedNow = async ({ world }: DeliveryWorld) =>
  (await personsOf(world)).filter(({ decisions }) => decisions[COUNTY]).length
const batchOf = async ({ batch }: DeliveryWorld) => (await batch.batches.get(COUNTY, ID))!

const LOST: [what: string, lose: (delivery: DeliveryWorld) => Promise<unknown>][] = [
  ['the message that a file has arrived', ({ world }) => world.send(dibao(1, 2, 4, 5, 6, 7, 43))],
  [
    'the units of an accepted list',
    async ({ world }) => {
      await world.deliver(await world.send(dibao(1, 2, 4, 5, 6, 7, 43)))
      await world.take()
    },
  ],
  [
    'a change left pending',
    async ({ world }) => {
      const { matchQueue } = world.intake
      const send = async () => {
        throw new Error('died')
      }
      Object.assign(world.intake, { matchQueue: { send } })
      await expect(world.deliver(await world.send(dibao(1, 2, 4, 5, 6, 7, 43)))).rejects.toThrow('died')
      Object.assign(world.intake, { matchQueue })
    },
  ],
]

describe.each(LOST)('%s', (_, lose) => {
  test('is made up for by a sweep, and by none that comes too soon', async () => {
    const delivery = await closed.copy()
    expect(await listedNow(delivery)).toBe(10)
    await lose(delivery)
    await swept(delivery)
    expect(await listedNow(delivery)).toBe(9)
    expect((await headsOf(delivery.world)).filter(({ pending }) => pending)).toEqual([])
    expect((await uploadsOf(delivery.world)).map(({ state }) => state)).not.toContain('requested')
    expect(await swept(delivery, '2018-06-06T11:00:00.000Z')).toBe(0)
  })
})

test('a confirmation that never reached intake', async () => {
  const delivery = await closed.copy()
  const { world } = delivery
  const many = csvOf(
    'dibao',
    Array.from({ length: 20 }, (_, i): Cells => listed(i + 1)),
  )
  await world.deliver(await world.send({ form: 'dibao-full', content: many }))
  await world.settle()
  await world.deliver(await world.send(dibao(1, 2)))
  await world.settle()
  const held = (await uploadsOf(world)).find(({ state }) => state === 'held')!
  await world.confirm(held)
  await swept(delivery)
  expect((await uploadsOf(world)).find(({ id }) => id === held.id)!.state).toBe('accepted')
})

test('a list that is taken back, of which intake never heard', async () => {
  const delivery = await closed.copy()
  const { world } = delivery
  await world.deliver(await world.send(dibao(1, 2, 4, 5, 6, 7, 43)))
  await world.settle()
  expect(await listedNow(delivery)).toBe(9)
  await world.takeOut((await uploadsOf(world)).find(({ effect }) => effect?.ended === 1)!)
  await swept(delivery)
  expect(await listedNow(delivery)).toBe(10)
  expect((await uploadsOf(world)).map(({ state }) => state)).toContain('withdrawn')
})

test('a close and the unit that it waits for, both lost: the unit is sent again, and the close goes on by itself', async () => {
  const delivery = await closed.copy()
  await delivery.world.deliver(await delivery.world.send(dibao(1, 2, 4, 5, 6, 7, 43)))
  await delivery.deliver(await delivery.close(COUNTY, { at: '2018-06-06T05:00:00.000Z' }))
  await delivery.take()
  await swept(delivery)
  const run = (await delivery.world.snapshot.runs.closes(COUNTY)).at(-1)!
  expect(run).toMatchObject({ state: 'done', snapshot: { rows: 9 } })
})

test('a batch of which nobody was told to prepare it, or to go on with its approval', async () => {
  const delivery = await closed.copy()
  await prepare(delivery)
  await swept(delivery)
  expect((await batchOf(delivery)).state).toBe('prepared')
  await delivery.approve(COUNTY, ID)
  await swept(delivery, '2018-06-06T11:00:00.000Z')
  expect((await batchOf(delivery)).state).toBe('published')
  expect(await frozenRows(delivery, COUNTY, ID)).toHaveLength(4)
})

test('a claim that comes when its batch is done without that person is released, and the next batch pays', async () => {
  const delivery = await prepared.copy()
  const { world, batch } = delivery
  await world.deliver(await world.send(dibao(1, 2, 4, 5, 6, 7, 43)))
  await world.settle()
  await delivery.settle([await delivery.approve(COUNTY, ID)])
  const { key } = (await personsOf(world)).find(({ id }) => id === person(3).id)!
  // From an attempt that had read the person before the list came.
  expect(await batch.payments.claim(key, 2018, { county: COUNTY, batch: ID })).toBe(true)
  await swept(delivery)
  expect(Object.values(await claimsOf(delivery)).filter((claim) => claim.startsWith('released'))).toHaveLength(1)
  expect((await frozenRows(delivery, COUNTY, ID)).map((row) => row.key)).not.toContain(key)
  expect(await batch.payments.claim(key, 2018, { county: OTHER_COUNTY, batch: `${OTHER_COUNTY}-2018-001` })).toBe(true)
  await swept(delivery, '2018-06-06T11:00:00.000Z')
  expect((await claimsOf(delivery))[`${key} PAY#2018`]).toBe(`approved ${OTHER_COUNTY}-2018-001`)
})

test('what cannot be mended is sent less and less often, and what is young not at all', async () => {
  const delivery = await closed.copy()
  await delivery.close(COUNTY, { at: '2018-06-06T09:30:00.000Z' })
  const deps = depsOf(delivery)
  const sent: number[] = []
  for (let hour = 10; hour <= 20; hour++)
    sent.push(await sweep(deps, { type: 'sweep', time: `2018-06-06T${hour}:00:00.000Z` }))
  expect(sent).toEqual([0, 1, 1, 0, 1, 0, 0, 0, 1, 0, 0])
})

test('batches that a restored table has lost are looked for in the year that it is here', async () => {
  const asked: object[] = []
  const batchQueue = { send: async (message: object) => void asked.push(message) }
  for (const time of ['2018-12-31T15:59:00.000Z', '2018-12-31T16:01:00.000Z'])
    await closed.world.as('sweep', grants, () => run({ ...depsOf(closed), batchQueue }, { type: 'sweep', time }))
  expect(asked.filter((one) => 'year' in one)).toEqual([2018, 2019].map((year) => ({ type: 'find-again', year })))
})
