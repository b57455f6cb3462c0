/** Tables are put back from a backup after a month was paid: the stage of batches, with its own rights, finds what it has instructed. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { putBack } from '../../stores/upkeep/put-back.ts'
import { type Engines, startEngines } from '../faults/engines.ts'
import { COUNTY, OTHER_COUNTY } from '../faults/lists.ts'
import { claimsOf } from './delivered.ts'
import { approveAll, closeAll, type DeliveryWorld, prepareAll } from './delivery-world.ts'
import { smallCity } from './small-city.ts'

let engines: Engines
beforeAll(async () => {
  engines = await startEngines()
})
afterAll(() => engines.stop())

const batchesOf = async ({ batch: { batches } }: DeliveryWorld) =>
  (await Promise.all([COUNTY, OTHER_COUNTY].map((county) => batches.list(county)))).flat()

test('what was instructed after the backup is found again by its number and rows, and nobody is claimed anew', async () => {
  const delivery = await smallCity(engines)
  await delivery.settle(await closeAll(delivery))
  const backup = await delivery.copy()
  await delivery.settle(await prepareAll(delivery))
  await delivery.settle(await approveAll(delivery))
  const [claims, instructed] = [await claimsOf(delivery), await batchesOf(delivery)]
  expect(instructed.map(({ state }) => state)).toEqual(['published', 'published'])
  for (const [table, keys] of [
    ['people', ['h', 'sk']],
    ['work', ['pk', 'sk']],
  ] as const) {
    const { [table]: from } = backup.world
    const done = await putBack({ from, to: delivery.world[table], keys, isWritten: true }, engines.clients.dynamodb)
    expect(done.deleted + done.put).toBeGreaterThan(0)
  }
  expect(await claimsOf(delivery)).toEqual({})
  await delivery.settle(await prepareAll(delivery))
  const found = await batchesOf(delivery)
  expect(found.map(({ id, frozen }) => [id, frozen?.key])).toEqual(
    instructed.map(({ id, frozen }) => [id, frozen?.key]),
  )
  expect(found.every(({ foundAgain }) => foundAgain)).toBe(true)
  expect(await claimsOf(delivery)).toEqual(claims)
})
