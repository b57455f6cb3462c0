/** The demo's persons: one click signs one in, nothing else does, and no deployed hub has them. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundleFunctions } from '../../../infra/bundle.ts'
import { demoNameOf, demoPersons } from '../../../local/demo/demo-persons.ts'
import { type Hub, startHub } from '../../../local/host/hub.ts'
import { hubStores } from '../../../local/hub/hub-stores.ts'
import { beginCity } from '../../../local/month/play-notices.ts'

const dir = mkdtempSync(join(tmpdir(), 'yingbao-demo-persons-'))
let hub: Hub
beforeAll(async () => {
  hub = await startHub({ dataDir: join(dir, 'data'), port: 0, log: () => {} })
  const stores = hubStores(hub)
  await beginCity(stores)
  hub.standBeside(demoPersons(stores, await stores.policies.inForce(), () => new Date()))
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

const get = (path: string, cookie = '') => fetch(hub.url + path, { redirect: 'manual', headers: { cookie } })
const choose = (person: string, headers: Record<string, string>, next = '/') =>
  fetch(`${hub.url}/demo`, {
    method: 'POST',
    redirect: 'manual',
    headers,
    body: new URLSearchParams({ person, next }),
  })
const persons = async () =>
  [...(await (await get('/demo')).text()).matchAll(/value="([0-9a-f]{16})">([^<]+)/g)].map(([, id, name]) => ({
    id: String(id),
    name: String(name),
  }))

test('whoever has to sign in chooses a person, and is where they wanted to be', async () => {
  expect((await get('/sign-in?next=%2Ftimeliness')).headers.get('location')).toBe('/demo?next=%2Ftimeliness')
  expect((await persons()).length).toBeGreaterThan(11)
  const [first] = await persons()
  const chosen = await choose(first?.id ?? '', { origin: hub.url }, '/timeliness')
  expect([chosen.status, chosen.headers.get('location')]).toEqual([303, '/timeliness'])
  const cookie = chosen.headers.get('set-cookie')?.split(';')[0] ?? ''
  const page = await (await get('/', cookie)).text()
  expect(page).toContain(`您现在是<strong>${first?.name}</strong>`)
  expect(page).toContain('退出')
})

test('no other page signs anybody in, and no link leads away', async () => {
  const [first] = await persons()
  for (const headers of [{}, { origin: 'https://elsewhere.example' }] as Record<string, string>[])
    expect((await choose(first?.id ?? '', headers)).headers.get('set-cookie')).toBeNull()
  expect((await choose('0000000000000000', { origin: hub.url })).headers.get('set-cookie')).toBeNull()
  for (const next of ['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example'])
    expect((await choose(first?.id ?? '', { origin: hub.url }, next)).headers.get('location')).toBe('/')
})

test('what the demo city has done already was done by its persons', async () => {
  const nameOf = demoNameOf(await hubStores(hub).policies.inForce())
  const agency = { division: '440203', office: 'social-insurance' } as const
  expect(nameOf({ ...agency, duty: 'preparer' })).toBe('黄磊')
  expect(nameOf({ ...agency, duty: 'approver' })).toBe('林芳')
  const elsewhere = nameOf({ ...agency, division: '440205', duty: 'approver' })
  expect(elsewhere).toMatch(/^[\p{Script=Han}·]{2,}$/u)
  expect((await persons()).map(({ name }) => name)).not.toContain(elsewhere)
})

test('what is deployed has none of them', async () => {
  const out = join(dir, 'bundles')
  await bundleFunctions('functions', out)
  const bundles = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.mjs'))
  expect(bundles.length).toBeGreaterThan(10)
  const [{ name } = { name: '' }] = await persons()
  for (const file of bundles) {
    const text = readFileSync(join(out, file), 'utf8')
    for (const word of [name, '人物和数据全是虚构的', '/demo'])
      expect(text.includes(word), `${file}: ${word}`).toBe(false)
  }
})
