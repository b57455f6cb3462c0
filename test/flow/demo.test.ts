import { setTimeout } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import type { Identity } from '../../local/hub/identities.ts'
import { isDone, type Upload } from '../../schemas/records/upload.ts'
import { everyItem } from '../every-item.ts'
import { sessionsOf } from './sessions-of.ts'
import { newDataFolder, type StartedHub as Started, startHub } from './start-hub.ts'

interface StartedHub extends Started {
  readonly as: ReturnType<typeof sessionsOf>
}

const { city, counties } = defaultPolicy()
const COUNTIES = counties.map(({ code }) => code)
const running = new Set<StartedHub>()
afterAll(() => Promise.all([...running].map((hub) => hub.interrupt())))

async function start(dataDir: string, ...more: string[]): Promise<StartedHub> {
  const started = await startHub(dataDir, '--port', '0', ...more)
  const hub = { ...started, as: sessionsOf(dataDir) }
  running.add(hub)
  return hub
}

async function stop(hub: StartedHub): Promise<number | null> {
  running.delete(hub)
  return hub.interrupt()
}

/** The agency of a division, the city's where none is said, which sees counts of all. */
async function ask(hub: StartedHub, path: string, division = city.code): Promise<Response> {
  const agency: Identity = { duty: 'clerk', division, office: 'social-insurance' }
  return fetch(hub.url + path, { headers: await hub.as(agency) })
}

const page = async (hub: StartedHub, path = '/') => (await ask(hub, path)).text()
/** What each agency sees of its own division, together. */
async function ofAll<T>(hub: StartedHub, divisions: readonly string[], path: (division: string) => string) {
  const answers = divisions.map(
    async (one) => ((await (await ask(hub, path(one), one)).json()) as { items: T[] }).items,
  )
  return (await Promise.all(answers)).flat()
}
const uploads = (hub: StartedHub) =>
  ofAll<Upload>(hub, [city.code, ...COUNTIES], (division) => `/api/uploads?division=${division}`)

/** What the page says, without what only tells one start from another. */
const shown = async (hub: StartedHub, path: string) =>
  (await page(hub, path)).replace(/<script[\s\S]*?<\/script>/g, '').replace(/<[^>]+>/g, ' ')

async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  // Each look makes the hub answer for every division, which takes from what is waited for.
  for (let i = 0; i < 180; i++) {
    if (await holds()) return
    await setTimeout(3000)
  }
  throw new Error(`never: ${what}`)
}

/** The terminal costs the hub nothing. */
const told = (hub: StartedHub, line: string) => expect.poll(() => hub.lines, { timeout: 540_000 }).toContain(line)

test('the demo city is played once, whole, though its first start is interrupted twice', {
  timeout: 600_000,
}, async () => {
  const dataDir = await newDataFolder()
  let hub = await start(dataDir)
  await until('the page answers', async () => (await page(hub)).includes('演示城市正在报送和比对'))
  await until('some lists are matched', async () => (await uploads(hub)).filter(isDone).length >= 8)
  expect(await stop(hub)).toBe(0)

  hub = await start(dataDir)
  await until('it goes on', async () => (await uploads(hub)).filter(isDone).length >= 70)
  expect(await stop(hub)).toBe(0)

  hub = await start(dataDir)
  await told(hub, '演示城市全部完成')
  expect(await page(hub)).toContain('演示城市2个月的名单和登记信息已全部完成')
  const sent = await uploads(hub)
  const names = sent.map((u) => [u.division, u.office, u.period, u.fileName].join('/'))
  expect(new Set(names).size).toBe(names.length)
  expect(sent.filter((u) => !isDone(u))).toEqual([])
  expect([
    sent.length,
    sent.filter((u) => u.state === 'held').length,
    sent.filter((u) => u.state === 'refused').length,
  ]).toEqual([150, 1, 1])
  // The days are the demo's, not the clock's.
  expect(new Set(sent.map((u) => `${u.period} ${u.day}`))).toEqual(
    new Set(['2018-04 2018-05-18', '2018-05 2018-06-05', '2018-05 2018-06-08', '2018-05 2018-06-12']),
  )

  // The first full lists were due on the 20th of May, for April; May's on the 5th of June (docs/rules.md#deadlines).
  const standings = await everyItem<{ obligation: { id: string; period: string }; state: string; nil: boolean }>(
    (path) => ask(hub, path),
    '/api/timeliness?year=2018',
  )
  const of = (state: string) => standings.filter((s) => s.state === state).map(({ obligation: o }) => o.id)
  expect(standings.filter(({ obligation: o }) => o.period === '2018-04').map(({ state }) => state)).toEqual(
    Array.from({ length: 44 }, () => 'on-time'),
  )
  expect(of('missing').sort()).toEqual([
    '440200/disabled-federation/disabled-full/2018-05',
    '440203/disabled-federation/disabled-new/2018-05',
  ])
  expect(of('late').filter((id) => !id.startsWith('440232'))).toEqual(['440200/social-insurance/consolidated/2018-05'])
  expect(standings.filter(({ nil }) => nil).map(({ obligation: o }) => o.id)).toEqual([
    '440205/civil-affairs/tekun-new/2018-05',
  ])

  // Banks and finance have answered in every county but the late one, in the first in part; townships in one county, where one is left to tick.
  const requests = await ofAll<{ division: string; form: string }>(hub, COUNTIES, () => '/api/requests')
  const askedIn = (isMaterials: boolean) =>
    new Set(requests.flatMap((one) => ((one.form === 'materials') === isMaterials ? one.division.slice(0, 6) : [])))
  expect(askedIn(false)).toEqual(new Set(['440203', '440232']))
  expect(askedIn(true)).toEqual(new Set(COUNTIES))

  const before = await Promise.all(['2018-04', '2018-05'].map((period) => shown(hub, `/month?period=${period}`)))
  expect(before[0]).toContain('认定日 2018年5月18日，已办结 10/10')
  const agency = await hub.as({ duty: 'clerk', division: '440203', office: 'social-insurance' })
  const asked = await fetch(`${hub.url}/api/outputs/440203/2018-04/ledger/tekun.xlsx`, {
    method: 'POST',
    headers: { ...agency, 'content-type': 'application/json' },
    body: JSON.stringify({ purpose: 'inspection' }),
  })
  const { path } = (await asked.json()) as { path: string }
  const ledger = await fetch(hub.url + path, { headers: agency })
  expect(ledger.status).toBe(200)
  const saveAs = ledger.headers.get('content-disposition')!
  expect(decodeURIComponent(saveAs)).toBe("attachment; filename*=UTF-8''武江区2018年4月台账-特困人员.xlsx")
  expect(await stop(hub)).toBe(0)
  hub = await start(dataDir)
  expect(await Promise.all(['2018-04', '2018-05'].map((period) => shown(hub, `/month?period=${period}`)))).toEqual(
    before,
  )
  await stop(hub)
})
