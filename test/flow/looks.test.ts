/** Looks at persons: each is in the audit before it is answered, and none is answered that cannot be recorded. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type * as z from 'zod'
import { bufferSource } from '../../forms/incoming/sheet/bytes/source.ts'
import { openZip } from '../../forms/incoming/sheet/xlsx/zip.ts'
import { app as routes } from '../../functions/web/app.ts'
import { type WebDeps, webDeps } from '../../functions/web/deps.ts'
import { env } from '../../functions/web/env.ts'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { type Identity, identities } from '../../local/hub/identities.ts'
import { may } from '../../rules/access/may.ts'
import { FileLink } from '../../schemas/api/downloads.ts'
import type { Office } from '../../schemas/codes.ts'
import { present } from '../../schemas/present.ts'
import type { OfficeRequest } from '../../schemas/records/obligation.ts'
import type { Output } from '../../schemas/records/output.ts'
import { uploadId } from '../../schemas/records/upload.ts'
import { type Clients, makeClients } from '../../stores/aws/clients.ts'
import { acting } from '../acting.ts'
import { ROUTES } from '../every-route.ts'
import { asWeb } from '../faults/as-stage.ts'
import { guardClients } from '../faults/guarded.ts'
import { CITY, COUNTY, person } from '../faults/lists.ts'
import { isLong } from '../long.ts'
import { type AccessCity, accessCity, LISTED, nameOf } from './access-city.ts'
import type { AccessRow } from './access-row.ts'
import { accessRows } from './access-rows.ts'

const dir = mkdtempSync(join(tmpdir(), 'yingbao-looks-'))
let hub: Hub
let clients: Clients
let city: AccessCity
let deps: WebDeps
let config: z.infer<typeof env>
let as: ReturnType<typeof identities>
beforeAll(async () => {
  hub = await startHub({ dataDir: join(dir, 'data'), port: 0, letters: true, log: () => {} })
  city = await accessCity(hub, acting(hub), dir)
  const web = present(
    Object.entries(hub.functions).find(([name]) => /web/i.test(name)),
    'the web function',
  )[1]
  clients = makeClients({ environment: hub.env })
  await guardClients(clients)
  config = env.parse(web)
  deps = webDeps(config, undefined, clients)
  as = identities(deps)
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

/** With the rights of web. */
function app(own: WebDeps) {
  const { PEOPLE_TABLE: people, WORK_TABLE: work, INBOX_BUCKET: inbox, OUTBOX_BUCKET: outbox } = config
  return asWeb(clients, { people, work }, routes(own), { inbox, outbox })
}

const READERS: readonly Identity[] = [
  { duty: 'clerk', division: COUNTY, office: 'civil-affairs' },
  { duty: 'approver', division: COUNTY, office: 'social-insurance' },
  { duty: 'clerk', division: '440222100', office: 'township' },
  { duty: 'clerk', division: CITY, office: 'civil-affairs' },
]
const readerOf = ({ act, owner }: AccessRow) =>
  present(
    READERS.find(({ duty, ...who }) => may({ ...who, duties: [duty] }, act, owner ?? who)),
    'somebody who may',
  )
const rowsOf = () => accessRows(city).filter(({ act }) => act.persons)

async function asked(row: AccessRow, by: Identity, others: Partial<WebDeps> = {}): Promise<Response> {
  const [method = 'GET'] = row.route.split(' ')
  const path = typeof row.path === 'string' ? row.path : await row.path()
  const isApi = path.startsWith('/api/')
  const fields = Object.entries(row.body ?? {}).map(([name, value]): [string, string] => [name, String(value)])
  const headers = {
    ...(await as(by)),
    ...(method === 'POST' && { 'content-type': isApi ? 'application/json' : 'application/x-www-form-urlencoded' }),
    origin: 'http://127.0.0.1',
  }
  const body = isApi ? JSON.stringify(row.body ?? {}) : new URLSearchParams(fields).toString()
  const url = `http://127.0.0.1${path}`
  return app({ ...deps, ...others }).request(url, { method, headers, ...(method === 'POST' && { body }) })
}

const latest = async (division = COUNTY) => (await deps.audit.latest(division.slice(0, 6), 1))[0]
const written = async (division = COUNTY) => (await latest(division))?.seq ?? 0
const WHOLE = LISTED.flatMap(({ surname, numbers }) => numbers.flatMap((n) => [nameOf(surname, n), person(n).id]))

describe('a route that shows persons', () => {
  test('stands among those that are tried', () => {
    const showing = ROUTES.filter(({ does }) => does.persons).map(({ method, path }) => `${method} ${path}`)
    expect([...new Set(rowsOf().map(({ route }) => route))].sort()).toEqual([...new Set(showing)].sort())
  })

  test('has its entry, of who and what, when it answers', async () => {
    for (const row of rowsOf()) {
      const by = readerOf(row)
      const before = await written(by.division)
      const { status } = await asked(row, by)
      expect([row.route, status < 400]).toEqual([row.route, true])
      const { does } = present(
        ROUTES.find(({ method, path }) => `${method} ${path}` === row.route),
        'the route',
      )
      expect([row.route, await latest(by.division)]).toMatchObject([
        row.route,
        {
          seq: before + 1,
          ...{ kind: does.file ? 'export' : 'view', outcome: 'allowed', office: by.office },
          ...{ action: 'see', resource: row.act.resource, account: expect.any(String), object: expect.any(String) },
        },
      ])
    }
  })

  test('shows nobody where the entry cannot be written, and says so', async () => {
    const audit = { ...deps.audit, write: () => Promise.reject(new Error('no store')) }
    for (const row of rowsOf()) {
      const answer = await asked(row, readerOf(row), { audit })
      expect([row.route, answer.status, answer.headers.get('location')]).toEqual([row.route, 503, null])
      const text = await answer.text()
      expect(text).toContain('查阅记录没有写成')
      for (const one of WHOLE) expect(text).not.toContain(one)
    }
  })

  test('records whoever may not, and what does not exist, without what an address may hold', async () => {
    for (const row of rowsOf()) {
      const by = { duty: 'leader', division: COUNTY, office: 'civil-affairs' } as const
      const before = await written()
      expect([row.route, (await asked(row, by)).status]).toEqual([row.route, 404])
      expect([row.route, await latest()]).toMatchObject([row.route, { seq: before + 1, outcome: 'refused' }])
    }
    const { id } = person(51)
    const row = present(
      rowsOf().find(({ route }) => route === 'GET /uploads/:division/:id/endings'),
      'a page',
    )
    for (const number of [id, `${id.slice(0, 6)}-${id.slice(6, 14)}-${id.slice(14)}`]) {
      const paths = [`/uploads/${COUNTY}/${number}/endings`, `/persons/${COUNTY}/${number}/looks`]
      for (const path of paths) {
        const before = await written()
        const by = { duty: 'clerk', division: COUNTY, office: 'social-insurance' } as const
        expect((await asked({ ...row, path }, by)).status).toBe(404)
        expect(await latest()).toMatchObject({ seq: before + 1, outcome: 'refused', object: `${COUNTY}/-` })
      }
    }
  })

  test('refuses a place that somebody made up as one that does not exist', async () => {
    const does = { action: 'see', resource: 'portal', persons: false } as const
    const by = { duty: 'preparer', division: COUNTY, office: 'social-insurance' } as const
    for (const place of ['abc', '4402221', person(51).id]) {
      const made = `/outputs/${COUNTY}/2018-05/township/${COUNTY}${place}.xlsx`
      const rows = [
        { route: 'GET /people', path: `/people?division=${place}` },
        { route: 'GET /closing', path: `/closing?county=${place}&period=2018-05` },
        { route: 'POST /api/month-closes', path: '/api/month-closes', body: { county: place, period: '2018-05' } },
        { route: 'POST /outputs', path: made, body: { purpose: 'enquiry' } },
      ]
      for (const row of rows) {
        const before = await written()
        expect([row.path, (await asked({ act: does, ...row }, by)).status]).toEqual([row.path, 404])
        const entry = await latest()
        expect([row.path, entry]).toMatchObject([row.path, { seq: before + 1 }])
        expect(JSON.stringify(entry)).not.toContain(person(51).id)
      }
    }
  })
})

test('a page with persons says on paper who had it, and when', async () => {
  const looks = [
    [`/uploads/${COUNTY}/${city.accepted[0]}/endings`, 'civil-affairs', 'clerk'],
    [`/batches/${COUNTY}/${city.batch}`, 'social-insurance', 'approver'],
  ] as const
  for (const [path, office, duty] of looks) {
    const headers = await as({ duty, division: COUNTY, office })
    const text = await (await app(deps).request(`http://127.0.0.1${path}`, { headers })).text()
    expect(text).toMatch(/<p class="paper">由始兴县.+命令行（(经办|审批)）于\d+年\d+月\d+日 \d\d:\d\d查看<\/p>/)
  }
})

test('a file without persons has its entry too, and is not had where there is none', async () => {
  const by = await as({ duty: 'clerk', division: COUNTY, office: 'finance' })
  const audit = { ...deps.audit, write: () => Promise.reject(new Error('no store')) }
  for (const path of ['/api/timeliness/2018.xlsx', `/api/outputs/${COUNTY}/${city.outputs.statistics}`]) {
    const before = await written()
    expect((await app(deps).request(`http://127.0.0.1${path}`, { headers: by })).status).toBeLessThan(400)
    expect(await latest()).toMatchObject({ seq: before + 1, kind: 'download', outcome: 'allowed', office: 'finance' })
    const answer = await app({ ...deps, audit }).request(`http://127.0.0.1${path}`, { headers: by })
    expect([answer.status, answer.headers.get('location')]).toEqual([503, null])
  }
})

test('a register, and a file that was refused, is between its sender and the agency', async () => {
  const uploads = await deps.uploads.list(COUNTY, 100)
  const register = present(
    uploads.find(({ form }) => form === 'register'),
    'a register',
  )
  const list = present(
    uploads.find(({ id }) => id === city.accepted[0]),
    'a list',
  )
  const id = uploadId(list, new Date(0), 'refused')
  await deps.uploads.create({ ...list, id, state: 'refused', refusal: { code: 'empty' } })
  const ask = async (path: string, office: Identity['office'], duty: Identity['duty'] = 'clerk') =>
    app(deps).request(`http://127.0.0.1${path}`, {
      headers: await as({ duty, division: COUNTY, office: present(office, 'an office') }),
    })
  const SEEN = [
    [register.id, { 'social-insurance': 200, finance: 404, 'human-resources': 404, 'civil-affairs': 404 }],
    [id, { 'social-insurance': 200, finance: 404, 'human-resources': 404, 'civil-affairs': 200 }],
    [list.id, { 'social-insurance': 200, finance: 200, 'human-resources': 200, 'civil-affairs': 200 }],
  ] as const
  for (const [upload, offices] of SEEN)
    for (const [office, status] of Object.entries(offices) as [Office, number][]) {
      for (const base of ['/uploads', '/api/uploads'])
        expect([upload, office, (await ask(`${base}/${COUNTY}/${upload}`, office)).status]).toEqual([
          upload,
          office,
          status,
        ])
      for (const all of ['/api/uploads?limit=200', `/lists?period=${list.period}&tab=all`])
        expect([upload, office, (await (await ask(all, office)).text()).includes(upload)]).toEqual([
          upload,
          office,
          status === 200,
        ])
    }
})

describe('a link to a file', () => {
  const CLERK: Identity = { duty: 'clerk', division: COUNTY, office: 'social-insurance' }
  const SERVED = 302
  const fetched = async (path: string, by: ReturnType<typeof identities>, time?: Date) =>
    app({ ...deps, ...(time && { now: () => time }) }).request(`http://127.0.0.1${path}`, { headers: await by(CLERK) })
  const linked = async () => {
    const answer = await app(deps).request(`http://127.0.0.1/api/outputs/${COUNTY}/${city.outputs.ledger}`, {
      method: 'POST',
      headers: { ...(await as(CLERK)), 'content-type': 'application/json' },
      body: JSON.stringify({ purpose: 'inspection', words: '年度检查' }),
    })
    return FileLink.parse(await answer.json())
  }

  test('is good once, in five minutes, in the session that asked; else it is as if it were not, and that is recorded', async () => {
    const { path, until } = await linked()
    expect(await latest()).toMatchObject({ kind: 'export', purpose: 'inspection 年度检查', resource: 'ledger' })
    const missing = await fetched('/api/files/none', as)
    const body = await missing.text()
    expect(missing.status).toBe(404)
    const others: [ReturnType<typeof identities>, Date?][] = [[identities(deps)], [as, new Date(Date.parse(until) + 1)]]
    for (const [by, time] of others) {
      const answer = await fetched(path, by, time)
      expect([answer.status, await answer.text()]).toEqual([404, body])
      expect(await latest()).toMatchObject({ kind: 'export', outcome: 'refused' })
    }
    const head = await app(deps).request(`http://127.0.0.1${path}`, { method: 'HEAD', headers: await as(CLERK) })
    expect([head.status, head.headers.get('allow')]).toEqual([405, 'GET'])
    // Nothing of that has used it up.
    const served = await fetched(path, as)
    expect(served.status).toBe(SERVED)
    const again = await fetched(path, as)
    expect([again.status, await again.text()]).toEqual([404, body])
    const file = await fetch(served.headers.get('location') ?? '')
    const zip = await openZip(bufferSource(Buffer.from(await file.arrayBuffer())))
    const sheet = present(zip.entries.get('xl/worksheets/sheet1.xml'), 'a sheet')
    expect(await text(Readable.from(zip.read(sheet)))).toMatch(
      /第 &amp;P 页.*\n&amp;8由.*社保经办机构命令行（经办）于\d{4}年\d+月\d+日 \d\d:\d\d下载<\/oddFooter>/,
    )
  })
})

describe('an act', () => {
  const agency = { division: COUNTY, office: 'social-insurance' } as const
  const ACTORS: readonly Identity[] = [
    { duty: 'clerk', division: COUNTY, office: 'civil-affairs' },
    ...(['clerk', 'preparer', 'approver'] as const).map((duty) => ({ ...agency, duty })),
    ...(['administrator', 'security'] as const).map((duty) => ({ division: CITY, duty })),
    ...(['administrator', 'security'] as const).map((duty) => ({ division: COUNTY, duty })),
  ]

  test('does not happen where its entry cannot be written, and says so', async () => {
    const audit = { ...deps.audit, write: () => Promise.reject(new Error('no store')) }
    const said: string[] = []
    const acts = accessRows(city).filter(
      ({ open, act }) => !open && act.resource !== 'portal' && !/^(see|verify)$/.test(act.action),
    )
    for (const row of acts) {
      const by = ACTORS.find(({ duty, ...who }) => may({ ...who, duties: [duty] }, row.act, row.owner ?? who))
      if (!by) continue
      const answer = await asked(row, by, { audit })
      expect([row.route, answer.status >= 400]).toEqual([row.route, true])
      if ((await answer.text()).includes('操作记录没有写成，所以没有办理')) said.push(row.route)
    }
    // The others are refused for what their forms lack.
    expect(said.length).toBeGreaterThan(15)
  })
})

describe('what one office asked of another', () => {
  const ask = async (path: string, office: Office, body?: object) =>
    app(deps).request(`http://127.0.0.1${path}`, {
      headers: {
        ...(await as({ duty: 'clerk', division: COUNTY, office })),
        origin: 'http://127.0.0.1',
        'content-type': 'application/json',
      },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
  const open = async (office: Office) =>
    ((await (await ask('/api/requests', office)).json()) as { items: OfficeRequest[] }).items

  test('is seen by its two sides, an allocation by human resources too', async () => {
    const forms = async (office: Office) => [...new Set((await open(office)).map(({ form }) => form))].sort()
    expect(await forms('social-insurance')).toEqual(['allocation', 'bank-return', 'materials'])
    expect(await forms('finance')).toEqual(['allocation'])
    expect(await forms('human-resources')).toEqual(['allocation'])
    expect(await forms('bank')).toEqual(['bank-return'])
    expect(await forms('civil-affairs')).toEqual([])
  })
})

test('files of a division are listed of all months, or of one', async () => {
  const headers = await as({ duty: 'clerk', division: COUNTY, office: 'social-insurance' })
  const listed = async (query: string) => {
    const answer = await app(deps).request(`http://127.0.0.1/api/outputs/${COUNTY}?limit=200${query}`, { headers })
    return ((await answer.json()) as { items: Output[] }).items
  }
  const all = await listed('')
  const [{ period } = { period: '' }] = all
  expect(await listed(`&period=${period}`)).toEqual(all.filter((one) => one.period === period))
  expect(await listed('&period=2017-01')).toEqual([])
})

test('no link of a page leads its reader to where they may not go', async () => {
  const web = app(deps)
  /** Of pages that are alike, so many are opened. */
  const alike = isLong ? 3 : 1
  const readers = [
    { duty: 'clerk', division: COUNTY, office: 'human-resources' },
    { duty: 'leader', division: COUNTY, office: 'human-resources' },
    { duty: 'clerk', division: COUNTY, office: 'social-insurance' },
    { duty: 'leader', division: COUNTY, office: 'social-insurance' },
    { duty: 'clerk', division: COUNTY, office: 'finance' },
    { duty: 'clerk', division: CITY, office: 'human-resources' },
  ] as const
  for (const reader of readers) {
    const headers = await as(reader)
    const opened = new Map<string, number>()
    const left = [{ path: '/', on: '' }]
    const seen = new Set<string>()
    for (let next = left.shift(); next; next = left.shift()) {
      const kind = next.path.replace(/\d[\w-]*|[0-9a-f]{30}/g, ':').replace(/=[^&]*/g, '=')
      if (seen.has(next.path) || (opened.get(kind) ?? 0) >= alike) continue
      seen.add(next.path)
      opened.set(kind, (opened.get(kind) ?? 0) + 1)
      const answer = await web.request(`http://127.0.0.1${next.path}`, { headers })
      expect(answer.status, JSON.stringify([reader, next])).toBeLessThan(400)
      if (!answer.headers.get('content-type')?.startsWith('text/html')) continue
      for (const [, href = ''] of (await answer.text()).matchAll(/<a[^>]*\shref="(\/[^"]*)"/g))
        left.push({ path: href.replaceAll('&amp;', '&').replace(/#.*/, ''), on: next.path })
    }
    expect(opened.size, JSON.stringify(reader)).toBeGreaterThan(4)
  }
})
