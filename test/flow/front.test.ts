/** What comes in by the web front, whoever sends it: refused with a sentence, and nobody else waits for it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { beginCity } from '../../local/month/play-notices.ts'
import { UploadShown } from '../../schemas/api/uploads.ts'
import { type Acting, acting } from '../acting.ts'

const dir = mkdtempSync(join(tmpdir(), 'yingbao-front-'))
let hub: Hub
let act: Acting
beforeAll(async () => {
  hub = await startHub({ dataDir: dir, port: 0, log: () => {} })
  await beginCity(hubStores(hub))
  act = acting(hub)
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

const get = (path: string) => act.ask(path, { of: '440222' })
const AGENCY = { duty: 'clerk', division: '440222', office: 'social-insurance' } as const
const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  act.ask(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  })
const list = { division: '440222', office: 'civil-affairs', form: 'dibao-full', fileName: 'a.xlsx', size: 9 }
const thisMonth = new Date().toISOString().slice(0, 7)

describe('divisions of uploads', () => {
  test('are read once each, however long the question', async () => {
    expect((await act.ask(`/api/uploads?division=${','.repeat(7000)}`, { by: AGENCY })).status).toBe(400)
    await post('/api/uploads', { ...list, period: thisMonth })
    const { items: one } = (await (await get('/api/uploads?division=440222')).json()) as { items: UploadShown[] }
    const many = await act.ask(`/api/uploads?division=${'440222,'.repeat(1000)}`, { by: AGENCY })
    expect(((await many.json()) as { items: UploadShown[] }).items).toHaveLength(one.length)
  })
})

describe('a month', () => {
  test.each(['9999-12', '2106-01', '0001-01', '1999-12'])('%s is nobody’s, and said so', async (period) => {
    const answer = await post('/api/uploads', { ...list, period })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({
      code: 'period-out-of-range',
      message: expect.stringContaining(`所属期 ${period} 不在可报送的范围内`),
    })
    const close = await post('/api/month-closes', { county: '440222', period })
    expect(close.status).toBe(400)
    expect(await (await get(`/lists?period=${period}`)).text()).not.toContain(period)
    // Nor has it a page with a button that could only be refused.
    for (const path of [
      `/closing?county=440222&period=${period}`,
      `/nil-returns/440222/civil-affairs/dibao-new/${period}`,
    ])
      expect([path, (await get(path)).status]).toEqual([path, 400])
  })

  test('that is coming may be prepared', async () => {
    const day = new Date()
    const next = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 1)).toISOString().slice(0, 7)
    expect((await post('/api/uploads', { ...list, period: next })).status).toBe(201)
  })
})

test('a month of which nobody has reported anything has no button to close it, and says why', async () => {
  const by = { duty: 'preparer', division: '440281', office: 'social-insurance' } as const
  const html = await (await act.ask(`/closing?county=440281&period=${thisMonth}`, { by })).text()
  expect(html).toContain('没有已接收的名单，也没有零报告，不能办结本月')
  expect(html).not.toContain('action="/month-closes"')
})

describe('an id longer than any', () => {
  const long = 'a'.repeat(3000)
  test.each([
    `/api/uploads/440222/${long}`,
    `/api/uploads/${long}/x`,
    `/uploads/440222/${long}`,
    `/api/determination-runs/440222/${long}`,
    `/api/batches/${long}`,
    `/batches/440222/${long}`,
    `/api/outputs/440222/2018-05/${long}/x`,
    `/api/outputs/${encodeURIComponent('名'.repeat(1000))}`,
    `/nil/${long}`,
    `/templates/${long}.xlsx`,
    `/${'%'.repeat(3000)}`,
  ])('%.40s is not found', async (path) => {
    expect((await act.ask(path, { by: AGENCY })).status).toBe(404)
  })

  test.each([
    ['/api/uploads', { ...list, period: thisMonth, form: `${long}-full` }],
    ['/api/batches', { county: '440222', run: long, by: '经办' }],
    ['/api/nil-returns', { division: '440222', office: 'civil-affairs', form: `${long}-full`, period: '2018-05' }],
    ['/api/nil-returns', { division: '440222', office: 'civil-affairs', form: 'dibao-new', period: '1900-01' }],
    [`/api/notices/open/${long}/close`, {}],
  ])('is refused in what is posted to %.30s', async (path, body) => {
    expect([400, 404]).toContain((await post(path, body)).status)
  })
})

describe('a page of another site', () => {
  const body = { ...list, period: thisMonth }
  test('posts nothing, whatever it calls what it sends', async () => {
    for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'application/xlsx', ''])
      for (const path of ['/api/uploads', '/api/policy', '/policy', '/month-closes', '/batches', '/nil-returns'])
        for (const origin of ['https://evil.example', 'http://localhost:1', 'null']) {
          const headers = { origin, ...(type && { 'content-type': type }) }
          const answer = await fetch(hub.url + path, {
            method: 'POST',
            body: Buffer.from(JSON.stringify(body)),
            headers,
          })
          expect([path, type, origin, answer.status]).toEqual([path, type, origin, 403])
        }
    expect((await post('/api/uploads', body, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await post('/api/uploads', body, { origin: hub.url })).status).toBe(201)
  })
})

test('a request without a type and a page is refused, and told how a system sends it', async () => {
  const answer = await fetch(`${hub.url}/api/uploads/440222/x/discard`, { method: 'POST' })
  expect(answer.status).toBe(403)
  const message = expect.stringContaining('application/json')
  expect(await answer.json()).toMatchObject({ code: 'page-unnamed', message, status: 403, detail: message })
})

test('nothing that the hub answers is kept, guessed at or embedded', async () => {
  for (const path of ['/api/uploads', '/api/policy', '/templates/dibao.xlsx', '/', '/nowhere', '/api/nowhere']) {
    const { headers } = await get(path)
    expect([path, headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual([
      path,
      'no-store',
      'nosniff',
    ])
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    if (headers.get('content-type')?.startsWith('text/html'))
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  }
})

test("a file's name is kept without what nobody sees", async () => {
  const fileName = '表\u202Excsx.exe\u0000\r\nX: y\u2028\u200F\uD800.xlsx'
  const { id } = (await (await post('/api/uploads', { ...list, period: thisMonth, fileName })).json()) as { id: string }
  const upload = (await (await get(`/api/uploads/440222/${id}`)).json()) as UploadShown
  expect(upload.fileName).toBe('表xcsx.exeX: y.xlsx')
  // What the hub works with stays inside, alone and in a list.
  const { items: all } = (await (await get('/api/uploads?division=440222')).json()) as { items: object[] }
  for (const one of [upload, ...all]) {
    expect(() => z.strictObject(UploadShown.shape).parse(one)).not.toThrow()
    expect(Object.keys(one)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/Key|^(sequence|version|notified|unit|awaited)/)]),
    )
  }
  expect((await post('/api/uploads', { ...list, period: thisMonth, fileName: '\u202E\u0007' })).status).toBe(400)
})

describe('bodies that do not end', () => {
  const sockets: Socket[] = []
  afterAll(() => {
    for (const one of sockets) one.destroy()
  })

  test('are held up to a sum, and who looks or sends a little is answered', async () => {
    const port = Number(new URL(hub.url).port)
    const answers: string[] = []
    for (let i = 0; i < 40; i++) {
      const socket = connect(port, '127.0.0.1')
      sockets.push(socket)
      socket.on('error', () => {})
      // An answer may come in pieces.
      socket.once('data', (data) => answers.push(data.toString().slice(9, 12)))
      socket.write(`POST /api/policy HTTP/1.1\r\nHost: localhost:${port}\r\nContent-Length: 9000000\r\n\r\n`)
      socket.write(Buffer.alloc(8_900_000))
    }
    // The fourth would be over the sum: all but three are sent away.
    await expect.poll(() => answers.length).toBe(37)
    expect(new Set(answers)).toEqual(new Set(['503']))
    expect((await get('/')).status).toBe(200)
    expect((await post('/api/uploads', { ...list, period: thisMonth })).status).toBe(201)
  })
})

test('a connection serves a request that comes later than its client was told', async () => {
  const { hostname, port } = new URL(hub.url)
  const socket = connect(Number(port), hostname)
  const closed = new Promise((resolve) => socket.once('close', () => resolve('closed')))
  const answer = () => new Promise<string>((resolve) => socket.once('data', (data) => resolve(data.toString())))
  const ask = () => socket.write(`GET /nowhere HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`)
  ask()
  const told = Number((await answer()).match(/keep-alive: timeout=(\d+)/i)?.[1])
  expect(told).toBeGreaterThan(0)
  const later = new Promise((resolve) => setTimeout(resolve, (told + 2) * 1000))
  expect(await Promise.race([closed, later])).toBeUndefined()
  ask()
  expect(await Promise.race([closed, answer()])).toContain('HTTP/1.1 404')
  socket.destroy()
})
