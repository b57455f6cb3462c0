/** Whatever says itself when it ends is deleted with the rights that the nightly run has. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { grants } from '../../../functions/retention/grants.ts'
import { type Engines, startEngines } from '../../faults/engines.ts'
import { oldHub } from './old-hub.ts'

let engines: Engines
beforeAll(async () => {
  engines = await startEngines()
})
afterAll(() => engines?.stop())

/** They end for other reasons than their own time. */
const OTHERWISE = ['AUDIT#*', 'MAIL#*', 'RETENTION#PLACE', 'UPLOAD#999999']

test('an item of each kind that the run may delete, once its time is over', async () => {
  const hub = await oldHub(engines)
  const kinds = Object.entries(grants.work ?? {}).flatMap(([kind, actions]) =>
    actions.includes('DeleteItem') && !OTHERWISE.includes(kind) ? kind : [],
  )
  expect(kinds.length).toBeGreaterThan(20)
  const ended = kinds.map((kind) => ({ pk: kind.replace('*', 'x'), sk: 'x' }))
  const going = ended.map(({ pk }) => ({ pk, sk: 'y' }))
  for (const key of ended) await hub.work.putNew(key, { expires: 1 })
  for (const key of going) await hub.work.putNew(key, { expires: 4e9 })
  await hub.run('2021-06-01T19:30:00.000Z')
  const left = await Promise.all([...ended, ...going].map(async (key) => ((await hub.work.get(key)) ? [key] : [])))
  expect(left.flat()).toEqual(going)
})
