import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FixtureHub, newFolder, startFixture } from './fixture/fixture-hub.ts'

let hub: FixtureHub

beforeAll(async () => {
  hub = await startFixture({ dataDir: await newFolder() })
})

afterAll(() => hub.stop())

const put = (url: string, body = 'rows', headers: Record<string, string> = {}) =>
  fetch(url, { method: 'PUT', body, headers })

describe('an object by signed URL', () => {
  test('goes bucket -> queue -> function -> FIFO queue -> function -> table', async () => {
    const key = 'g1/名单 a+b.csv'
    const answer = await put(await hub.sign(key), '姓名,身份证号\n')
    expect(answer.status).toBe(200)
    await hub.idle()
    expect(await hub.order('g1')).toEqual([key])
    const thing = await hub.thing(key)
    expect(JSON.parse(thing?.rest?.S ?? '')).toEqual({
      size: 20,
      eTag: answer.headers.get('etag')?.replaceAll('"', ''),
    })
    expect(hub.count('arrivals')).toEqual({ sent: 1, received: 1, deleted: 1, deadLettered: 0 })
    expect(hub.count('keeping')).toEqual({ sent: 1, received: 1, deleted: 1, deadLettered: 0 })
  })

  test('is written once: a second PUT to the URL is refused and changes nothing', async () => {
    const url = await hub.sign('g2/once')
    expect((await put(url, 'first')).status).toBe(200)
    const second = await put(url, 'second')
    expect(second.status).toBe(412)
    expect(await second.text()).toContain('PreconditionFailed')
    await hub.idle()
    expect(await hub.order('g2')).toEqual(['g2/once'])
  })

  test('is written once however many PUTs come at a time', async () => {
    const url = await hub.sign('g3/race')
    const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => put(url, `body ${i}`.repeat(1000))))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    await hub.idle()
    expect(await hub.order('g3')).toEqual(['g3/race'])
  })

  test('is refused when the URL was altered, has expired, or is not signed at all', async () => {
    const url = await hub.sign('g4/mine')
    const refused = {
      'another key': await put(url.replace('g4/mine', 'g4/yours')),
      'another bucket': await put(url.replace(/(:\d+\/)[^/]+/, '$1other')),
      'another expiry': await put(url.replace('X-Amz-Expires=60', 'X-Amz-Expires=6000')),
      'another method': await fetch(url),
      'another signature': await put(
        url.replace(/(X-Amz-Signature=)(.)/, (_, name, digit) => name + (digit === '0' ? '1' : '0')),
      ),
      'no signature': await put(url.split('?')[0] ?? ''),
      'no signature, read': await fetch(url.split('?')[0] ?? ''),
      'a copy ordered beside it': await put(url, '', { 'x-amz-copy-source': '/inbox/g1/other' }),
      expired: await put(await hub.sign('g4/late', -1)),
    }
    expect(Object.entries(refused).map(([what, { status }]) => [what, status])).toEqual(
      Object.keys(refused).map((what) => [what, 403]),
    )
    expect((await put(url)).status).toBe(200)
  })

  test('that breaks off half way leaves nothing behind, and the URL still serves', async () => {
    const url = await hub.sign('g5/broken')
    await new Promise<void>((resolve) => {
      const half = request(url, { method: 'PUT', headers: { 'content-length': 1_000_000 } })
      half.on('error', () => resolve())
      half.write('x'.repeat(300_000), () => half.destroy(new Error('cable')))
    })
    expect((await put(url, 'whole')).status).toBe(200)
    await hub.idle()
    expect(JSON.parse((await hub.thing('g5/broken'))?.rest?.S ?? '').size).toBe(5)
    expect(await hub.order('g5')).toEqual(['g5/broken'])
  })

  test('may come from a page of another origin', async () => {
    const preflight = await fetch(await hub.sign('g6/cors'), {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost:8080', 'access-control-request-method': 'PUT' },
    })
    expect(await preflight.text()).toBe('')
    expect(preflight.status).toBe(200)
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT')
  })
})

describe('the web function', () => {
  test('is given payload 2.0 events and answers in kind', async () => {
    const answer = await fetch(`${hub.url}/a%20b/c?x=1&x=2&y=`, {
      method: 'POST',
      headers: { cookie: 'k=v; l=w', 'content-type': 'application/json' },
      body: '{"村":1}',
    })
    expect(answer.status).toBe(201)
    expect(answer.headers.get('x-seen')).toBe('yes')
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
    expect(await answer.json()).toMatchObject({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/a b/c',
      rawQueryString: 'x=1&x=2&y=',
      queryStringParameters: { x: '1,2', y: '' },
      cookies: ['k=v', 'l=w'],
      requestContext: { http: { method: 'POST', path: '/a b/c' }, stage: '$default' },
      body: '{"村":1}',
      isBase64Encoded: false,
    })
  })

  test('is given what is not text in base64', async () => {
    const answer = await fetch(hub.url, { method: 'POST', body: new Uint8Array([0, 255, 128]) })
    expect(await answer.json()).toMatchObject({ body: 'AP+A', isBase64Encoded: true })
  })

  test('is asked by pages of this machine only', async () => {
    const status = await new Promise((resolve) => {
      request(hub.url, { headers: { host: 'evil.example' } }, ({ statusCode }) => resolve(statusCode)).end()
    })
    expect(status).toBe(403)
  })

  test('finds the secret, which is made once', async () => {
    const first = await (await fetch(`${hub.url}/secret`)).text()
    expect(first).toMatch(/^[A-Za-z0-9]{64}$/)
  })
})

test.each(['dynamodb', 's3', 'sqs'] as const)(
  '%s survives a client that dies in the middle of a request',
  async (engine) => {
    await new Promise<void>((resolve) => {
      const half = request(hub.endpoints[engine], {
        method: 'POST',
        headers: { 'content-length': 1000, 'content-type': 'application/x-amz-json-1.0' },
      })
      half.on('error', () => resolve())
      half.write('{', () => half.destroy(new Error('killed')))
    })
    expect((await put(await hub.sign(`g7/${engine}`))).status).toBe(200)
    await hub.idle()
    expect(await hub.order('g7')).toContain(`g7/${engine}`)
  },
)
