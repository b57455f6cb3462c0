/** Whoever acts as a stage may do what its role may, and whoever tests may do everything. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { grants as sweepGrants } from '../../functions/sweep/grants.ts'
import { type Engines, startEngines } from './engines.ts'
import { World } from './world.ts'

let engines: Engines
let world: World
beforeAll(async () => {
  engines = await startEngines()
  world = await World.begin(engines)
})
afterAll(() => engines.stop())

const REFUSED = { name: 'AccessDeniedException' }

test('items, folders and tables that a role has not are refused, within its work alone', async () => {
  const { policies, outbox, people } = world.intake
  const asSweep = <T>(work: () => Promise<T>) => world.as('sweep', sweepGrants, work)
  expect((await asSweep(() => policies.inForce())).version).toBe(world.policy.version)
  await expect(asSweep(() => outbox.put('rosters/a', Buffer.from('a')))).rejects.toMatchObject(REFUSED)
  await expect(asSweep(() => people.get(['a'.repeat(30)], 'strong'))).rejects.toMatchObject(REFUSED)
  await expect(asSweep(() => world.intake.heads.issue('440222#dibao'))).rejects.toMatchObject(REFUSED)
  expect(await world.intake.heads.issue('440222#dibao')).toBe(1)
})

test('routes answer with the rights of web', async () => {
  const { outbox } = world.intake
  const request = (key: string) => outbox.put(key, Buffer.from('a'))
  const web = world.web({ request })
  await web.request('chosen/a')
  await expect(web.request('rosters/a')).rejects.toMatchObject(REFUSED)
})
