/** A month that is closed again: what stands is the later close, whatever comes in which order. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engines, startEngines } from '../faults/engines.ts'
import { COUNTY, csvOf, listed } from '../faults/lists.ts'
import { filesOf, outputsOf } from './delivered.ts'
import { DAY, type DeliveryWorld, type Message } from './delivery-world.ts'
import { smallCity } from './small-city.ts'

let engines: Engines
let city: DeliveryWorld
beforeAll(async () => {
  engines = await startEngines()
  city = await smallCity(engines)
})
afterAll(() => engines.stop())

const at = (second: number) => `${DAY}T02:00:0${second}.000Z`

/** Closes the county's month and takes what is said of it. */
async function closed(delivery: DeliveryWorld, county: string, second: number): Promise<Message[]> {
  await delivery.deliver(await delivery.close(county, { at: at(second) }))
  return delivery.take()
}
/** A list that ends everybody but these. */
async function onlyListed(delivery: DeliveryWorld, form: 'dibao' | 'registered-poor', persons: readonly number[]) {
  const { world } = delivery
  const content = csvOf(
    form,
    persons.map((n) => listed(n)),
  )
  await world.deliver(await world.send({ form: `${form}-full`, content }))
  await world.settle()
}
const townships = async (delivery: DeliveryWorld) =>
  (await outputsOf(delivery)).filter(({ folder }) => folder === 'township').map(({ name }) => name)

test.each([
  ['in their order', (first: Message[], second: Message[]) => [...first, ...second]],
  ['the later close first', (first: Message[], second: Message[]) => [...second, ...first]],
])('a township that is asked for nobody any more has no notice left, %s', async (_, ordered) => {
  const delivery = await city.copy()
  const first = await closed(delivery, COUNTY, 0)
  // 6 was to enrol in the first township, 43 to claim in the second with 9, who stays.
  await onlyListed(delivery, 'dibao', [1, 2, 3, 4, 5, 7])
  const second = await closed(delivery, COUNTY, 1)
  await delivery.settle(ordered(first, second))
  expect(await townships(delivery)).toEqual(['440222101.xlsx'])
  expect((await delivery.report.requests.open()).map(({ division }) => division)).toEqual(['440222101'])
  // All other files are the later close's too.
  const plain = await delivery.copy()
  await plain.settle(second)
  expect(await filesOf(delivery)).toEqual(await filesOf(plain))
})
