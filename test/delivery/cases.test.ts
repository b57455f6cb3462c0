/** Cases of closes: numbers are given once, whatever repeats, dies or comes at once. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { casesOf } from '../../functions/shared/cases/case-facts.ts'
import { findCases } from '../../functions/shared/cases/named-cases.ts'
import { type Engines, startEngines } from '../faults/engines.ts'
import { COUNTY, csvOf, listed, TOWNSHIPS } from '../faults/lists.ts'
import { DAY, type DeliveryWorld } from './delivery-world.ts'
import { smallCity } from './small-city.ts'
import { takingTurns } from './turns.ts'

let engines: Engines
let city: DeliveryWorld
beforeAll(async () => {
  engines = await startEngines()
  city = await smallCity(engines)
})
afterAll(() => engines.stop())

const cases = async ({ world }: DeliveryWorld) => {
  const { book, rows } = await casesOf(world.snapshot, COUNTY)
  return { version: book?.version, rows }
}
const numbers = async (delivery: DeliveryWorld) => {
  const { rows } = await cases(delivery)
  return rows.map(({ number, key }) => `${number} ${key}`)
}

/** Also whoever begins: `more` persons by number. */
async function listAlso(delivery: DeliveryWorld, more: readonly number[]) {
  const { world } = delivery
  const content = csvOf(
    'dibao',
    more.map((n) => listed(n)),
  )
  await world.deliver(await world.send({ form: 'dibao-new', content }))
  await world.settle()
}

test('a close opens the cases of whom it finds to pay, to enrol, to claim or under review, in the order of the villages', async () => {
  const delivery = await city.copy()
  await delivery.deliver(await delivery.close(COUNTY))
  const { version, rows } = await cases(delivery)
  expect(version).toBe(1)
  // 1, 2, 3, 8 to pay, 6 and 9 to enrol, 43 to claim.
  expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7].map((n) => `${COUNTY}-2018-0000${n}`))
  expect(rows.map(({ kind, business, close }) => `${kind} ${business} ${close.state}`).sort()).toEqual([
    'claim claim collecting',
    ...Array.from({ length: 2 }, () => 'contribution first-enrolment collecting'),
    ...Array.from({ length: 4 }, () => 'contribution renewal ready'),
  ])
})

test('closed again, everyone keeps the number, and newcomers count on', async () => {
  const delivery = await city.copy()
  await delivery.deliver(await delivery.close(COUNTY))
  const before = await numbers(delivery)
  await listAlso(delivery, [21])
  await delivery.deliver(await delivery.close(COUNTY, { at: `${DAY}T02:00:01.000Z` }))
  const after = await numbers(delivery)
  expect(after.slice(0, -1)).toEqual(before)
  expect(after.at(-1)).toMatch(new RegExp(`^${COUNTY}-2018-00008 `))
})

test('a repeat of a close finds its own table', async () => {
  const delivery = await city.copy()
  const close = await delivery.close(COUNTY)
  await delivery.deliver(close)
  const before = await cases(delivery)
  await delivery.deliver(close)
  expect(await cases(delivery)).toEqual(before)
})

test('of last year’s notice only the latest close counts: another township answers for whoever has moved', async () => {
  const delivery = await city.copy()
  await delivery.deliver(await delivery.close(COUNTY))
  const [before, after] = TOWNSHIPS[COUNTY]!
  const { rows } = await cases(delivery)
  const notified = rows.find(({ close }) => close.notified === before)!
  const foundIn2019 = async () => {
    const { snapshot } = delivery.world
    const known = await findCases(
      snapshot,
      { load: async () => {}, of: () => snapshot.registers },
      { division: COUNTY, day: '2019-01-07' },
    )
    await known.load([notified.number])
    return known.find(notified.number)!
  }
  expect((await foundIn2019()).isOf(before)).toBe(true)
  // 6 is the one who enrols in the first township.
  const { world } = delivery
  const content = csvOf('dibao', [listed(6, COUNTY, { '乡镇（街道）': after })])
  await world.deliver(await world.send({ form: 'dibao-new', content }))
  await world.settle()
  await delivery.settle([
    await delivery.close(COUNTY, { period: '2018-12', day: '2019-01-04', at: `${DAY}T02:00:05.000Z` }),
  ])
  const moved = await foundIn2019()
  expect([moved.isOf(before), moved.isOf(after)]).toEqual([false, true])
})

test('two closes at once give nobody the number of another, and nobody two', async () => {
  for (const order of [
    [0, 1],
    [0, 0, 1],
    [1, 0, 0, 0, 1],
  ]) {
    const delivery = await city.copy()
    const closes = [
      await delivery.close(COUNTY),
      await delivery.close(COUNTY, { period: '2018-06', at: `${DAY}T02:00:01.000Z` }),
    ]
    await takingTurns(
      Array.from({ length: 60 }, (_, i) => order[i % order.length]!),
      closes.map((close) => () => delivery.handle(close)),
    )
    const { version, rows } = await cases(delivery)
    expect(version).toBe(2)
    expect(new Set(rows.map(({ number }) => number)).size).toBe(7)
    expect(new Set(rows.map(({ key }) => key)).size).toBe(7)
  }
})
