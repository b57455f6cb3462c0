/** What home pages count of cases is counted again with whatever has moved them, not from the next morning on. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engines, startEngines } from '../faults/engines.ts'
import { COUNTY, listed, OTHER_COUNTY, registered } from '../faults/lists.ts'
import { COUNTIES, officesOf, townshipsOf } from './offices-today.ts'
import { PlayedCity } from './played-city.ts'

let engines: Engines
let begun: PlayedCity
beforeAll(async () => {
  engines = await startEngines()
  begun = await PlayedCity.begin(engines)
})
afterAll(() => engines.stop())

const [TOWNSHIP = ''] = townshipsOf(COUNTY)
const ofOthers = [1, 2, 3, 4, 5, 7, 43].map((n) => listed(n))

async function town() {
  const city = await begun.copy()
  const offices = officesOf(city)
  for (const of of COUNTIES) await offices.turns(of)
  const [before] = await offices.counted()
  return { city, offices, before }
}

test('a list, a list that is taken back, and a close', async () => {
  const { city, offices, before } = await town()
  const list = await city.list(COUNTY, 'dibao-full', ofOthers)
  await city.close(COUNTY)
  const [without] = await offices.counted()
  await city.takeBack(COUNTY, list)
  const [back] = await offices.counted()
  // Nobody is asked for 6 by a notice now.
  expect(back).toEqual([`collecting ${TOWNSHIP} township 1`, ...(without ?? [])].sort())
  await city.close(COUNTY)
  expect((await offices.counted())[0]).toEqual(before)
})

test('another county’s register, in the county that lists the person', async () => {
  const { city, offices, before } = await town()
  await city.register(
    OTHER_COUNTY,
    [11, 12, 13, 2].map((n) => registered(n)),
  )
  const [after] = await offices.counted()
  expect(after).not.toEqual(before)
  expect(after).toEqual(await offices.turns(COUNTY))
})

test('a batch that is approved: who was ready is with the bank, and waits for nobody else', async () => {
  const { city, offices, before = [] } = await town()
  // Its stage is heard, too.
  const { batch, world } = city.delivery
  Object.assign(batch, { deadlinesQueue: world.match.deadlinesQueue })
  const isReady = (turn: string) => turn.startsWith('batches ')
  expect(before.filter(isReady)).toHaveLength(1)
  await city.prepare(COUNTY)
  await city.decide(COUNTY, true)
  expect((await offices.counted())[0]).toEqual(before.filter((turn) => !isReady(turn)))
})

test('what was written a moment ago is counted, though other readers of the table lag behind', async () => {
  const city = await begun.copy()
  const { people } = city.delivery.world.match
  const keys = (await city.cases(COUNTY)).map(({ person }) => person.key)
  const before = await people.get(keys, 'strong')
  const offices = officesOf(city, {
    ...people,
    get: async (asked, consistency) => (consistency === 'strong' ? people.get(asked, consistency) : before),
  })
  await offices.turns(COUNTY)
  await city.list(
    COUNTY,
    'dibao-full',
    [1, 3, 4, 5, 6, 7, 43].map((n) => listed(n)),
  )
  const ready = async () => (await offices.counted())[0]?.find((turn) => turn.startsWith('batches'))
  expect(await ready()).toBe(`batches ${COUNTY} social-insurance 3`)
})
