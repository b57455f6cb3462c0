/** 市县比对 by names: the city's office learns whom only its own list has, the county's whom of its own the city's lacks. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import { hubClient } from '../../local/hub/hub-client.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import type { Identity } from '../../local/hub/identities.ts'
import { maskedId } from '../../rules/access/masked.ts'
import { acting } from '../acting.ts'
import { CITY, COUNTY, csvOf, listed, OTHER_COUNTY, person } from '../faults/lists.ts'
import { textsOf } from '../forms/bytes-of.ts'

const [ONLY_CITY, BOTH, ONLY_COUNTY, ELSEWHERE] = [40, [1, 2], 3, 30]
const office = 'civil-affairs' as const
const CITY_CLERK: Identity = { duty: 'clerk', division: CITY, office }
const COUNTY_CLERK: Identity = { duty: 'clerk', division: COUNTY, office }
const dir = mkdtempSync(join(tmpdir(), 'yingbao-comparison-'))
let hub: Hub
let upload: string

async function send(
  division: string,
  rows: ReturnType<typeof listed>[],
  form: 'dibao-full' | 'dibao-new' = 'dibao-full',
): Promise<string> {
  const path = join(dir, 'list.csv')
  writeFileSync(path, csvOf('dibao', rows))
  const client = hubClient(hub, hubStores(hub), '2018-06-04')
  const asked = { division, office, form, period: '2018-05', fileName: 'x.csv' } as const
  const ticket = await client.ask(asked, path)
  await client.put(ticket, path)
  await hub.idle()
  return ticket.id
}

const inCounty = (n: number, county = COUNTY) =>
  listed(n, county, { '县（市、区）': county === COUNTY ? '始兴县' : '乐昌市' })

beforeAll(async () => {
  hub = await startHub({ dataDir: join(dir, 'data'), port: 0, log: () => {} })
  await hubStores(hub).policies.put(defaultPolicy())
  await send(
    COUNTY,
    [...BOTH, ONLY_COUNTY].map((n) => listed(n)),
  )
  await send(OTHER_COUNTY, [listed(ELSEWHERE, OTHER_COUNTY)])
  upload = await send(CITY, [...[...BOTH, ONLY_CITY].map((n) => inCounty(n)), inCounty(ELSEWHERE, OTHER_COUNTY)])
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

const get = async (by: Identity, path: string) => {
  const answer = await acting(hub).ask(path, { by })
  return { status: answer.status, url: answer.url, text: await answer.text() }
}
const post = async (by: Identity, path: string, fields: Record<string, string>) =>
  acting(hub).ask(path, { by, method: 'POST', headers: { origin: hub.url }, body: new URLSearchParams(fields) })
const names = () => `/uploads/${CITY}/${upload}/compared/${COUNTY}`
const roster = `/roster/${COUNTY}/${office}`
const lacking = `${roster}?category=dibao&show=not-in-city`
const shows = (text: string, n: number) => text.includes(maskedId(person(n).id)) || text.includes(person(n).id)
const purpose = { purpose: 'enquiry' }

test('the city’s office finds its comparison under the list’s own name, and behind each number whom only its list has', async () => {
  const { url, text } = await get(CITY_CLERK, '/roster')
  expect(url).toContain(`/comparison/${CITY}/${office}`)
  expect(text).toMatch(/市民政局市县比对/)
  const counts = /始兴县<\/th>(.*?)<\/tr>/s.exec(text)?.[1] ?? ''
  expect([...counts.matchAll(/>(\d+)</g)].map(([, count]) => count)).toEqual(['2', '1', '1'])
  expect(counts).toContain(`href="${names()}"`)
  // Nobody to be named, no link.
  expect(text).not.toContain(`/compared/${OTHER_COUNTY}`)

  const page = await get(CITY_CLERK, names())
  expect(page.text).toContain('始兴县仅市名单有的人员')
  expect([ONLY_CITY, ONLY_COUNTY, ...BOTH].filter((n) => shows(page.text, n))).toEqual([ONLY_CITY])
  expect(page.text).not.toContain(person(ONLY_CITY).id)
})

test('a program is told the same: counts, masked persons page by page, one whole for a purpose, and no number in an address', async () => {
  const json = async (by: Identity, path: string) => JSON.parse((await get(by, path)).text)
  const whole = (by: Identity, path: string, said: object) =>
    acting(hub).ask(path, {
      ...{ by, method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(said) },
    })
  const { lists } = await json(CITY_CLERK, `/api/comparison/${CITY}/${office}`)
  expect(lists).toContainEqual({
    ...{ category: 'dibao', upload, period: '2018-05' },
    compared: expect.arrayContaining([{ county: COUNTY, both: 2, onlyCity: 1, onlyCounty: 1 }]),
  })
  const { items, count, next } = await json(CITY_CLERK, `/api${names()}`)
  expect([count, next, items]).toMatchObject([1, undefined, [{ id: maskedId(person(ONLY_CITY).id) }]])
  const revealed = await whole(CITY_CLERK, `/api${names()}`, { ...purpose, person: items[0].person })
  expect((await revealed.json()).items).toMatchObject([{ id: person(ONLY_CITY).id }])
  expect((await get(COUNTY_CLERK, `/api${names()}`)).status).toBe(404)

  const listed = []
  for (let next: string | undefined = ''; next !== undefined; ) {
    const page = await json(COUNTY_CLERK, `/api${roster}?category=dibao&limit=1${next && `&cursor=${next}`}`)
    expect([page.listed, page.found]).toEqual([3, 3])
    listed.push(...page.items)
    next = page.next
    const place = Buffer.from(next ?? '', 'base64url').toString()
    for (const n of [...BOTH, ONLY_COUNTY]) expect(place).not.toContain(person(n).id)
  }
  expect(listed.map(({ id }) => id).sort()).toEqual([...BOTH, ONLY_COUNTY].map((n) => maskedId(person(n).id)).sort())
  const { items: lacked } = await json(COUNTY_CLERK, `/api${lacking}`)
  expect(lacked).toMatchObject([{ id: maskedId(person(ONLY_COUNTY).id), notInCity: true }])
  // Of the city's list the sender alone hears, and of outcomes whoever may see them.
  const finance: Identity = { ...COUNTY_CLERK, office: 'finance' }
  const { items: others } = await json(finance, `/api${roster}?category=dibao`)
  expect(others.filter((one: object) => 'notInCity' in one || 'outcome' in one)).toEqual([])
  const found = await whole(COUNTY_CLERK, `/api${roster}/search?category=dibao`, { wanted: person(ONLY_COUNTY).id })
  expect((await found.json()).items).toMatchObject([{ id: maskedId(person(ONLY_COUNTY).id) }])
  expect((await whole(COUNTY_CLERK, `/api${roster}/whole?category=dibao`, { person: lacked[0].person })).status).toBe(
    400,
  )
})

test('one is shown whole, and all are downloaded, for a purpose that the audit has before', async () => {
  const { audit } = hubStores(hub)
  const key = /name="person" value="([0-9a-f]{30})"/.exec((await get(CITY_CLERK, names())).text)?.[1] ?? ''
  expect((await post(CITY_CLERK, names(), { person: key })).status).toBe(400)
  const shown = await (await post(CITY_CLERK, names(), { ...purpose, person: key })).text()
  expect(shown).toContain(person(ONLY_CITY).id)
  expect((await audit.latest(CITY, 1))[0]).toMatchObject({ kind: 'view', object: `person/${key}`, purpose: 'enquiry' })

  expect((await post({ ...CITY_CLERK, person: '无用途' }, `${names()}/persons.xlsx`, {})).status).toBe(400)
  const answer = await post(CITY_CLERK, `${names()}/persons.xlsx`, purpose)
  const rows = (await textsOf(new Uint8Array(await answer.arrayBuffer()))).get('仅市名单有')!.map(({ texts }) => texts)
  expect(rows.flat().filter((text) => /^\d{17}/.test(text))).toEqual([person(ONLY_CITY).id])
  expect((await audit.latest(CITY, 1))[0]).toMatchObject({ kind: 'export', object: `${CITY}/${COUNTY}/${upload}` })
})

test('the county’s office finds whom of its own the city’s list lacks, and nobody else is told', async () => {
  const page = await get(COUNTY_CLERK, lacking)
  expect(page.text).toMatch(/市级名单没有 1</)
  expect(page.text).toContain('不在其中')
  expect([ONLY_CITY, ONLY_COUNTY, ...BOTH].filter((n) => shows(page.text, n))).toEqual([ONLY_COUNTY])
  expect((await post(COUNTY_CLERK, lacking.replace('?', '/persons.xlsx?'), {})).status).toBe(400)
  const answer = await post(COUNTY_CLERK, lacking.replace('?', '/persons.xlsx?'), purpose)
  const rows = (await textsOf(new Uint8Array(await answer.arrayBuffer()))).get('市级名单没有')!.flatMap((r) => r.texts)
  expect(rows.filter((text) => /^\d{17}/.test(text))).toEqual([person(ONLY_COUNTY).id])

  const key = /name="person" value="([0-9a-f]{30})"/.exec(page.text)?.[1] ?? ''
  const whole = await (await post(COUNTY_CLERK, lacking.replace('?', '/whole?'), { ...purpose, person: key })).text()
  expect(whole).toContain(person(ONLY_COUNTY).id)

  // Who sees the county's list, but is not its sender, hears nothing of the city's.
  for (const other of ['social-insurance', 'human-resources', 'finance'] as const) {
    const { status, text } = await get({ ...COUNTY_CLERK, office: other }, lacking)
    expect([other, status, text.includes('市级名单没有'), shows(text, BOTH[0]!)]).toEqual([other, 200, false, true])
  }
  for (const stranger of [COUNTY_CLERK, { ...CITY_CLERK, office: 'finance' }] as const)
    expect((await get(stranger, names())).status).toBe(404)
  expect((await get(CITY_CLERK, roster)).status).toBe(404)
})

test('a list of new persons is not compared, and its receipt says so', async () => {
  const id = await send(CITY, [inCounty(1)], 'dibao-new')
  const { text } = await get(CITY_CLERK, `/uploads/${CITY}/${id}`)
  expect(text).toContain('新增名单不作市县比对')
  expect(text).not.toContain('仅县名单有')
  expect((await hubStores(hub).uploads.get(CITY, id))?.compared).toEqual([])
})

test('neither a list of new persons nor many refused files take the place of the full list', async () => {
  await send(CITY, [inCounty(1)], 'dibao-new')
  const { uploads } = hubStores(hub)
  const sent = (await uploads.get(CITY, upload))!
  const { compared: _, ...refused } = { ...sent, form: 'disabled-full', office: 'disabled-federation' } as const
  for (let n = 100; n < 145; n++)
    await uploads.create({ ...refused, id: `2018-06-refused${n}-disabled-federation`, state: 'refused' })
  expect((await get(COUNTY_CLERK, lacking)).text).toMatch(/市级名单没有 1</)
  expect((await get(CITY_CLERK, '/roster')).text).toContain(`href="${names()}"`)
})

test('a list’s own page has from the audit who fetched its files', async () => {
  const { text } = await get(CITY_CLERK, `/uploads/${CITY}/${upload}`)
  const course = text.slice(text.indexOf('办理经过'))
  expect(course.match(/下载个人信息/g)).toHaveLength(1)
  expect(course).toMatch(/民政局[^<]*<\/td><td>下载个人信息/)
  expect(course).not.toContain('查看个人信息')
})

test('what is kept of the county’s side are keys', async () => {
  const stores = hubStores(hub)
  const stored = (await stores.uploads.get(CITY, upload))?.compared?.find(({ county }) => county === COUNTY)
  const kept = (await stores.outbox.get(stored!.key!)).toString()
  expect(JSON.parse(kept).onlyCounty).toEqual([expect.stringMatching(/^[0-9a-f]{30}$/)])
  expect([ONLY_CITY, ONLY_COUNTY, ...BOTH].filter((n) => kept.includes(person(n).id))).toEqual([ONLY_CITY])
  // Programs compare counts.
  const said = await get(CITY_CLERK, `/api/uploads/${CITY}/${upload}`)
  expect(said.text).not.toContain('compared-')
})

test('who was listed after the comparison is not said to be missing, and a list taken back says nothing', async () => {
  await send(
    COUNTY,
    [...BOTH, ONLY_COUNTY, 4].map((n) => listed(n)),
  )
  expect((await get(COUNTY_CLERK, lacking)).text).toMatch(/市级名单没有 1</)
  await send(
    COUNTY,
    [...BOTH, 4].map((n) => listed(n)),
  )
  expect((await get(COUNTY_CLERK, lacking)).text).toMatch(/市级名单没有 0</)
  expect((await post(CITY_CLERK, `/uploads/${CITY}/${upload}/withdraw`, {})).status).toBe(200)
  await hub.idle()
  expect((await get(COUNTY_CLERK, lacking)).text).not.toContain('市级名单没有')
  expect((await get(CITY_CLERK, '/roster')).text).toContain('还没有报送过这种名单')
})

test('whoever a returned row of the city’s list names is not missing in it, by number or by name; an overtaken comparison says so', async () => {
  const old = names()
  const [byNumber, byName] = BOTH as [number, number]
  const slips = [
    { ...inCounty(byNumber), '乡镇（街道）': '没有这个镇' },
    { ...inCounty(byName), 身份证号码: '440222' },
  ]
  const id = await send(CITY, [inCounty(ONLY_CITY), inCounty(ELSEWHERE, OTHER_COUNTY), ...slips])
  const sent = (await hubStores(hub).uploads.get(CITY, id))!
  expect(sent.reading).toMatchObject({ rows: 4, returned: 2 })
  expect(sent.compared?.find(({ county }) => county === COUNTY)).toMatchObject({ both: 0, onlyCity: 1, onlyCounty: 1 })
  const { text } = await get(COUNTY_CLERK, lacking)
  expect(text).toMatch(/市级名单没有 1</)
  expect(BOTH.filter((n) => shows(text, n))).toEqual([])

  expect((await get(CITY_CLERK, old)).text).toContain('这里是旧的比对')
  const now = await get(CITY_CLERK, `/uploads/${CITY}/${id}/compared/${COUNTY}`)
  expect([now.status, now.text.includes('这里是旧的比对')]).toEqual([200, false])
})

test('a comparison whose names are lost is said to be so, and the county’s list stands without it', async () => {
  const stores = hubStores(hub)
  const gone = `endings/${CITY}/gone.json`
  const lost = await send(CITY, [inCounty(ONLY_CITY)])
  const sent = (await stores.uploads.get(CITY, lost))!
  await stores.uploads.create({
    ...sent,
    id: `${lost.slice(0, 8)}z-civil-affairs`,
    requestedAt: '2099-01-01T00:00:00Z',
    compared: sent.compared!.map((one) => ({ ...one, key: gone })),
  })
  const page = await get(CITY_CLERK, `/uploads/${CITY}/${lost.slice(0, 8)}z-civil-affairs/compared/${COUNTY}`)
  expect([page.status, page.text.includes('已损坏或者丢失')]).toEqual([500, true])
  const { status, text } = await get(COUNTY_CLERK, lacking)
  expect([status, text.includes('市级名单没有')]).toEqual([200, false])
  expect(BOTH.filter((n) => shows(text, n))).toEqual(BOTH)
})
