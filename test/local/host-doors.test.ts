import { createHmac } from 'node:crypto'
import { request } from 'node:http'
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { jsonCall } from '../../local/host/machine/json-call.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { type FixtureHub, newFolder, startFixture } from './fixture/fixture-hub.ts'

let hub: FixtureHub
let s3: S3Client
let bucket: string

beforeAll(async () => {
  hub = await startFixture({ dataDir: await newFolder() })
  s3 = (await makeClients({ environment: hub.env }).s3()).client
  bucket = hub.resources[Object.keys(hub.resources).find((id) => /inbox/i.test(id))!]!
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: 'd/kept', Body: 'rows' }))
})

afterAll(async () => {
  s3?.destroy()
  await hub?.stop()
})

/** One request as it is written here, and its status. */
function ask(url: string, method = 'GET', headers: Record<string, string> = {}, body = ''): Promise<number> {
  const { hostname, port } = new URL(url)
  // The path as it stands: URL would tidy it up.
  const path = url.slice(url.indexOf('/', 8))
  return new Promise((resolve, reject) => {
    const call = request({ hostname, port, path: path.startsWith('/') ? path : '/', method, headers }, (answer) => {
      answer.resume()
      resolve(answer.statusCode!)
    })
    call.on('error', reject)
    call.end(body)
  })
}

const kept = async () =>
  (await s3.send(new GetObjectCommand({ Bucket: bucket, Key: 'd/kept' }))).Body!.transformToString()

describe("S3's door", () => {
  const VERBS = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND']
  const QUERIES = [
    '',
    '?X-Amz-Signature=x',
    '?X-Amz-Signature',
    '?X-Amz-Signature=x&X-Amz-Signature=y',
    '?x-amz-signature=x',
    '?X-Amz-Algorithm=AWS4-HMAC-SHA256',
    '?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=x',
    '?X-Amz-Algorithm=&X-Amz-Signature=x',
    '?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=x',
    '?X-Amz-Algoritm=AWS4-HMAC-SHA256&X-Amz-Signature=x&X-Amz-Expires=60',
    '?Signature=x',
    '?Signature=x&AWSAccessKeyId=S3RVER&Expires=99999999999',
    '?Signature=x&X-Amz-Algorithm=AWS4-HMAC-SHA256',
    '?authorization=AWS4-HMAC-SHA256',
    '?list-type=2&X-Amz-Signature=x',
    '?delete&X-Amz-Signature=x',
    '?uploads&X-Amz-Signature=x',
    '?cors&X-Amz-Signature=x',
    '?website&X-Amz-Signature=x',
  ]
  const HEADERS: Record<string, string>[] = [
    {},
    { authorization: 'AWS4-HMAC-SHA256 ' },
    {
      authorization:
        'AWS4-HMAC-SHA256 Credential=S3RVER/20180501/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=x',
    },
    { authorization: 'AWS S3RVER:x', date: new Date().toUTCString() },
    { 'x-amz-copy-source': '/inbox/d/kept' },
    { 'x-http-method-override': 'DELETE' },
  ]
  /** The key's name stands in every signed URL: whoever has seen one comes past the first look. */
  const naming = (query: string) => `${query}${query ? '&' : '?'}x=Credential=${hub.env.AWS_ACCESS_KEY_ID}`
  const paths = () => [
    '/',
    `/${bucket}`,
    `/${bucket}/`,
    `/${bucket}/d/kept`,
    `//${bucket}/d/kept`,
    `/${bucket}//d/kept`,
    `/${bucket}/d%2Fkept`,
  ]

  test.each(VERBS)('refuses %s whatever an unsigned request looks like', async (verb) => {
    const passed: string[] = []
    for (const path of paths())
      for (const query of QUERIES)
        for (const headers of HEADERS) {
          const status = await ask(hub.endpoints.s3 + path + naming(query), verb, headers)
          if (status < 400 || status === 500)
            passed.push(`${verb} ${path}${query} ${JSON.stringify(headers)} ${status}`)
        }
    expect(passed).toEqual([])
    expect(await kept()).toBe('rows')
  })

  test('refuses a form that posts a file, with a policy of its own or without', async () => {
    const form = (fields: string) =>
      `--b\r\nContent-Disposition: form-data; name="key"\r\n\r\nd/kept\r\n${fields}--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nContent-Type: application/octet-stream\r\n\r\nforged\r\n--b--\r\n`
    const field = (name: string) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\nx\r\n`
    const headers = { 'content-type': 'multipart/form-data; boundary=b' }
    for (const fields of ['', ['policy', 'x-amz-signature', 'X-Amz-Algorithm', 'X-Amz-Credential'].map(field).join('')])
      for (const query of ['', '?X-Amz-Signature=x'])
        expect(await ask(`${hub.endpoints.s3}/${bucket}${naming(query)}`, 'POST', headers, form(fields))).toBe(403)
    expect(await kept()).toBe('rows')
  })

  test('refuses a signed URL beside a signed header, and an order that was not signed', async () => {
    const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket: bucket, Key: 'd/kept' }), { expiresIn: 60 })
    expect(await ask(url)).toBe(200)
    expect(await ask(url, 'GET', { authorization: 'AWS4-HMAC-SHA256 x' })).toBeGreaterThanOrEqual(400)
    expect(await ask(`${url}&X-Amz-Expires=600000`)).toBe(403)
    expect(await ask(`${url}&Signature=x`)).toBeGreaterThanOrEqual(400)
    expect(await ask(url, 'GET', { 'x-amz-copy-source': '/inbox/x' })).toBe(403)
    expect(await ask(url, 'HEAD')).toBe(403)
    expect(await ask(url, 'DELETE')).toBe(403)
  })

  test('lets a URL write once however its parameters are spelt', async () => {
    const url = await getSignedUrl(s3, new PutObjectCommand({ Bucket: bucket, Key: 'd/once' }), { expiresIn: 60 })
    expect(await ask(url, 'PUT', {}, 'first')).toBe(200)
    expect(await ask(url.replace('X-Amz-Signature', 'X-Amz-Signatur%65'), 'PUT', {}, 'second')).toBe(412)
    expect(await ask(url.replace('X-Amz-Algorithm', 'X-Amz-Algorith%6d'), 'PUT', {}, 'second')).toBe(412)
  })

  test('refuses the pair of keys that the engine comes with', async () => {
    const known = { ...hub.env, AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' }
    const { client: other } = await makeClients({ environment: known }).s3()
    await expect(other.send(new DeleteObjectCommand({ Bucket: bucket, Key: 'd/kept' }))).rejects.toThrow()
    const named = { Bucket: bucket, Key: 'd/kept', ResponseContentType: `Credential=${hub.env.AWS_ACCESS_KEY_ID}` }
    const statuses = []
    for (const client of [s3, other]) {
      const url = await getSignedUrl(client, new GetObjectCommand(named), { expiresIn: 60 })
      statuses.push(await ask(url.replace('Credential%3D', 'Credential=')))
    }
    expect(statuses, 'of the hub’s own keys and of those').toEqual([200, 403])
    other.destroy()
    expect(await kept()).toBe('rows')
  })

  test('is known by its own name only', async () => {
    const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket: bucket, Key: 'd/kept' }), { expiresIn: 60 })
    expect(await ask(url, 'GET', { host: 'evil.example' })).toBe(403)
    expect(await ask(`${hub.endpoints.s3}/${bucket}${naming('')}`, 'OPTIONS', { host: 'evil.example' })).toBe(403)
  })
})

describe('every other engine', () => {
  const ENGINES = ['dynamodb', 'sqs', 'sns', 'secretsManager', 'ses'] as const
  const target = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'DynamoDB_20120810.ListTables',
    'x-amz-date': '20000101T000000Z',
    authorization: 'AWS4-HMAC-SHA256 Credential=a/20000101/us-east-1/b/aws4_request, SignedHeaders=host, Signature=c',
  }

  test.each(ENGINES)('%s answers who has the key of this hub, and nobody else', async (engine) => {
    const own = new URL(hub.endpoints[engine])
    const { origin, pathname, host } = own
    const wrong = createHmac('sha256', 'another secret').update('door').digest('base64url')
    const refused: Record<string, number> = {}
    for (const [what, url, more] of [
      ['without key', `${origin}/`, {}],
      ['with a wrong key', `${origin}/${wrong}`, {}],
      ['with half a key', own.href.slice(0, -4), {}],
      ['with the key further down', `${origin}/x${pathname}`, {}],
      ['of a page elsewhere', own.href, { origin: 'https://evil.example' }],
      ['of a page of the portal', own.href, { origin: hub.url }],
      ['of a page without origin', own.href, { origin: 'null' }],
      ['by a foreign name', own.href, { host: 'evil.example' }],
      ['by its address with another port', own.href, { host: '127.0.0.1:1' }],
    ] as const)
      for (const method of ['GET', 'POST', 'OPTIONS'])
        refused[`${method} ${what}`] = await ask(
          url,
          method,
          { ...target, host, ...more },
          method === 'POST' ? '{}' : '',
        )
    expect(Object.entries(refused).filter(([, status]) => status !== 403)).toEqual([])
  })

  test('with the key it works', async () => {
    expect(await jsonCall(hub.endpoints.dynamodb, 'DynamoDB_20120810.ListTables', {})).toHaveProperty('TableNames')
    expect(await jsonCall(hub.endpoints.sqs, 'AmazonSQS.ListQueues', {})).toHaveProperty('QueueUrls')
  })
})

describe('the mails', () => {
  test('are opened by a person with the URL that the terminal shows, whose page goes on by a cookie', async () => {
    const opened = await fetch(hub.endpoints.ses, { redirect: 'manual' })
    expect(opened.status).toBe(303)
    const { origin } = new URL(hub.endpoints.ses)
    const cookie = opened.headers.get('set-cookie')!.split(';')[0]!
    expect(opened.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/)
    const page = await fetch(origin + opened.headers.get('location'), { headers: { cookie } })
    expect(await page.text()).toContain('<html')
    expect((await fetch(`${origin}/store?since=0`, { headers: { cookie } })).status).toBe(200)
    expect((await fetch(`${origin}/clear-store`, { method: 'POST', headers: { cookie, origin } })).status).toBe(200)
    expect((await fetch(`${origin}/store`)).status).toBe(403)
    expect((await fetch(`${origin}/store`, { headers: { cookie: `${cookie}x` } })).status).toBe(403)
    const foreign = { cookie, origin: 'https://evil.example' }
    expect((await fetch(`${origin}/clear-store`, { method: 'POST', headers: foreign })).status).toBe(403)
  })

  test('are read and sent by who has the URL', async () => {
    expect(await (await fetch(`${hub.endpoints.ses}/store`)).json()).toHaveProperty('emails')
  })
})
