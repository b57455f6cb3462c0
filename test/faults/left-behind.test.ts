/** A call that fails leaves no worker behind that goes on writing. */
import { setTimeout as after } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AroundWrite, type Engines, startEngines, writing } from './engines.ts'
import { csvOf, listed } from './lists.ts'
import { World } from './world.ts'

let engines: Engines
beforeAll(async () => {
  engines = await startEngines()
})
afterAll(() => engines.stop())

test('match whose one write fails has ended all the others when it ends', async () => {
  const world = await World.begin(engines)
  const rows = Array.from({ length: 60 }, (_, i) => listed(i + 1))
  await world.deliver(await world.send({ form: 'dibao-full', content: csvOf('dibao', rows) }))
  const [unit] = (await world.take()).filter(({ stage }) => stage === 'match')
  let begun = 0
  let underWay = 0
  const around: AroundWrite = async (_, send) => {
    if (++begun === 1) throw new Error('not taken')
    underWay++
    await after(100)
    await send().finally(() => underWay--)
  }
  await expect(writing.run(around, () => world.handle(unit!))).rejects.toThrow('not taken')
  expect(begun).toBeGreaterThan(1)
  expect(underWay).toBe(0)
})
