/** The document of the API: generated from the table of routes, with examples that a hub has just answered. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ROOMS, roomAt } from '../../functions/web/routes.ts'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { DEFAULT_DEADLINES } from '../../schemas/records/deadline-policy.ts'
import { ROUTES } from '../every-route.ts'
import { documentOf, refusalsOf, tableOf } from './document.ts'
import { type Example, player } from './player.ts'
import { playMonth } from './story.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const DOCUMENT = new URL('../../docs/openapi.json', import.meta.url)
const dir = mkdtempSync(join(tmpdir(), 'yingbao-openapi-'))
let hub: Hub
let examples: Example[]
/** As the hub was bundled with. */
let before: unknown
beforeAll(async () => {
  before = JSON.parse(readFileSync(DOCUMENT, 'utf8'))
  hub = await startHub({ dataDir: dir, port: 0, letters: true, log: () => {} })
  const stores = hubStores(hub)
  await stores.policies.put(defaultPolicy())
  await stores.deadlines.putPolicy(DEFAULT_DEADLINES)
  const playing = player(hub, '2018-06-06')
  await playMonth(hub, playing)
  examples = playing.examples()
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

test('docs/openapi.json is the table as it is, with what the hub answers', async () => {
  await expect(documentOf(ROUTES, examples)).toMatchFileSnapshot(DOCUMENT.pathname)
  expect(await (await fetch(`${hub.url}/api/openapi.json`)).json()).toEqual(before)
})

test('the table of docs/routes.md is the table as it is', async () => {
  const path = new URL('../../docs/routes.md', import.meta.url).pathname
  const [prose] = readFileSync(path, 'utf8').split(/(?<=## All of them\n\n)/)
  await expect(prose + tableOf(ROUTES)).toMatchFileSnapshot(path)
})

test('every route of the API has an example, and refuses with no status that its row does not have', () => {
  // Its own description is looked at as a whole.
  const isApi = ({ path }: { path: string }) => path.startsWith('/api/') && path !== '/api/openapi.json'
  expect(ROUTES.filter((route) => isApi(route) && !examples.some((one) => one.route === route))).toEqual([])
  for (const { route, name, status } of examples)
    expect([...Object.keys(route.answers).map(Number), ...refusalsOf(route)], `${route.path} ${name}`).toContain(status)
})

test('nothing is answered that says where the hub keeps things', () => {
  const keys = (value: unknown): string[] =>
    typeof value !== 'object' || value === null
      ? []
      : Object.entries(value).flatMap(([name, of]) => [...(Array.isArray(value) ? [] : [name]), ...keys(of)])
  for (const { route, answer } of examples)
    expect(
      keys(answer).filter((name) => /key$|^units|^gen$|^awaited|^snapshot$/i.test(name)),
      route.path,
    ).toEqual([])
})

test('a route is answered in the room of its address, and in no other', async () => {
  const addresses = ROOMS.flatMap(({ under }) => under)
  expect(new Set(addresses).size).toBe(addresses.length)
  for (const room of ROOMS)
    for (const { path } of (await room.load()).routes) expect(roomAt(path.replace(/:\w+/g, 'x')), path).toBe(room)
  expect(new Set(ROUTES.map(({ method, path }) => `${method} ${path}`)).size).toBe(ROUTES.length)
  expect(roomAt('/nowhere')).toBeUndefined()
})
