/** Messages in any order, some twice, some twice at once, handlers dying meanwhile: what is delivered is the same. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deaths } from '../faults/dying.ts'
import { type Engines, startEngines } from '../faults/engines.ts'
import fc, { runs } from '../fc.ts'
import { everythingOf } from './delivered.ts'
import { approveAll, closeAll, type DeliveryWorld, type Message, prepareAll } from './delivery-world.ts'
import { smallCity } from './small-city.ts'

let engines: Engines
let city: DeliveryWorld
beforeAll(async () => {
  engines = await startEngines()
  city = await smallCity(engines)
})
afterAll(() => engines.stop())

/** What happens next, number by number: 0 for ever where there are no more. */
type Chances = readonly number[]

/** Plays a month to its end as the chances have it: what came first may be delivered last. */
async function playedByChance(chances: Chances): Promise<DeliveryWorld> {
  const delivery = await city.copy()
  let next = 0
  const chance = (of: number) => (chances[next++] ?? 0) % of
  const deaths: Deaths = {
    atWrite: () => (['before', 'after'] as const)[chance(40) - 1],
  }
  const inHand: Message[] = []
  /** Delivers until nothing of these stages is left; the others may wait. */
  const until = async (stages: readonly Message['stage'][]) => {
    for (;;) {
      inHand.push(...(await delivery.take()))
      if (!inHand.some(({ stage }) => stages.includes(stage))) return
      const [message] = inHand.splice(chance(inHand.length), 1) as [Message]
      const fate = chance(4)
      // Delivered, and once more later; delivered twice at once; delivered.
      if (fate === 1) inHand.push(message)
      await Promise.all(Array.from({ length: fate === 2 ? 2 : 1 }, () => delivery.deliver(message, deaths)))
    }
  }
  inHand.push(...(await closeAll(delivery)))
  await until(['snapshot', 'match'])
  inHand.push(...(await prepareAll(delivery)))
  await until(['batch'])
  inHand.push(...(await approveAll(delivery)))
  await until(['batch', 'bank', 'finance', 'report', 'township', 'snapshot'])
  return delivery
}

test('a month delivered in any order', async () => {
  const expected = await everythingOf(await playedByChance([]))
  expect(Object.keys(expected.files as object)).toHaveLength(2 * (2 + 3 + 2 + 2))
  const chances = fc.array(fc.nat(10_000), { minLength: 400, maxLength: 400 })
  await fc.assert(
    fc.asyncProperty(fc.noShrink(chances), async (some) => {
      expect(await everythingOf(await playedByChance(some))).toEqual(expected)
    }),
    { numRuns: runs(12, 6) },
  )
})
