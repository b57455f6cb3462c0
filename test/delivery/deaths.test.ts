/** Snapshot, report, township, batch, bank and finance that die at a write: what they deliver is the same to the byte. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Deaths, deathAt, notedPlaces, someOf } from '../faults/dying.ts'
import { type Engines, startEngines } from '../faults/engines.ts'
import { COUNTY, OTHER_COUNTY } from '../faults/lists.ts'
import { everythingOf, filesOf } from './delivered.ts'
import { approveAll, closeAll, type DeliveryWorld, type Message, prepareAll } from './delivery-world.ts'
import { smallCity } from './small-city.ts'

let engines: Engines
let city: DeliveryWorld
beforeAll(async () => {
  engines = await startEngines()
  city = await smallCity(engines)
})
afterAll(() => engines.stop())

/** Worlds that are played side by side. */
const ABREAST = 4

/** Plays it without a death, and with one at each place where a handler can die; answers the first world. */
async function dyingEverywhere(
  from: DeliveryWorld,
  begin: (delivery: DeliveryWorld) => Promise<readonly Message[]>,
  without: readonly Message['stage'][] = [],
): Promise<{ plain: DeliveryWorld; deaths: number }> {
  const play = async (deaths: Deaths) => {
    const delivery = await from.copy()
    await delivery.settle(await begin(delivery), { deaths, without })
    return delivery
  }
  const noted = notedPlaces()
  const plain = await play(noted)
  const expected = await everythingOf(plain)
  const places = someOf(noted.places)
  const worker = async () => {
    for (let place = places.shift(); place; place = places.shift())
      expect(await everythingOf(await play(deathAt(place))), `a death just ${place.when} write ${place.nth}`).toEqual(
        expected,
      )
  }
  await Promise.all(Array.from({ length: ABREAST }, worker))
  return { plain, deaths: noted.places.length }
}

const names = async (delivery: DeliveryWorld, folder: string) =>
  Object.keys(await filesOf(delivery))
    .filter((path) => path.includes(`/${folder}/`))
    .map((path) => path.split('/').at(-1))

/** What a closed month says to a stage. */
async function saidTo(
  stage: 'report' | 'township',
): Promise<{ delivery: DeliveryWorld; messages: readonly Message[] }> {
  const delivery = await city.copy()
  await delivery.deliver(await delivery.close(COUNTY))
  const messages = (await delivery.take()).filter((message) => message.stage === stage)
  return { delivery, messages }
}

test('snapshot, with persons decided again reason the year has turned', async () => {
  const { plain, deaths } = await dyingEverywhere(
    city,
    async (delivery) => [await delivery.close(COUNTY, { day: '2019-01-04', period: '2018-12' })],
    ['report', 'township'],
  )
  expect(deaths).toBeGreaterThan(10)
  const [run] = await plain.world.snapshot.runs.closes(COUNTY)
  expect(run).toMatchObject({ state: 'done', rounds: 1, snapshot: { rows: 10 } })
})

test('report: ledgers, statistics, the return to be submitted', async () => {
  const { delivery, messages } = await saidTo('report')
  const { plain, deaths } = await dyingEverywhere(delivery, async () => messages)
  expect(deaths).toBeGreaterThan(12)
  expect(await names(plain, 'ledger')).toHaveLength(2)
  expect(await names(plain, 'statistics')).toHaveLength(3)
})

test('township', async () => {
  const { delivery, messages } = await saidTo('township')
  const { plain, deaths } = await dyingEverywhere(delivery, async () => messages)
  // Two files and their entries, and for each of the county's ten townships whether it is asked.
  expect(deaths).toBe(15)
  expect(await names(plain, 'township')).toEqual(['440222100.xlsx', '440222101.xlsx'])
})

test('a batch prepared, approved, sent to bank and finance', async () => {
  const closed = await city.copy()
  await closed.settle(await closeAll(closed))
  const prepared = await dyingEverywhere(closed, prepareAll)
  expect(prepared.deaths).toBeGreaterThan(4)
  const approved = await dyingEverywhere(prepared.plain, approveAll)
  expect(approved.deaths).toBeGreaterThan(20)
  const numbers = [COUNTY, OTHER_COUNTY].map((county) => `${county}-2018-001.xlsx`)
  expect(await names(approved.plain, 'bank')).toEqual(numbers)
  expect(await names(approved.plain, 'finance')).toEqual(numbers)
})
