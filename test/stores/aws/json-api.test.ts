/** Requests to tables beside what AWS's SDK sends, and what becomes of answers that are none. */
import { createHash, createHmac } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as sdk from '@aws-sdk/client-dynamodb'
import { afterEach, expect, test, vi } from 'vitest'
import { makeClients } from '../../../stores/aws/clients.ts'
import { type DynamoDb, dynamoDb } from '../../../stores/aws/dynamodb.ts'
import { endpointOf } from '../../../stores/aws/json-api.ts'

const ended: (() => void)[] = []
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllEnvs()
  for (const end of ended.splice(0)) end()
})

interface Came {
  readonly headers: IncomingMessage['headers']
  readonly body: string
}
type Answer = (response: ServerResponse) => void

/** @param answers in turn, the last of them for all that follow */
async function service(answers: readonly Answer[], more: { patience?: number; sessionToken?: string } = {}) {
  const came: Came[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const answer = answers[Math.min(came.length, answers.length - 1)]
    came.push({ headers: request.headers, body: Buffer.concat(parts).toString() })
    answer?.(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { sessionToken, ...rest } = more
  const credentials = {
    accessKeyId: 'AKIDEXAMPLE',
    secretAccessKey: 'a/secret+key',
    ...(sessionToken && { sessionToken }),
  }
  const region = 'cn-north-1'
  const own = dynamoDb({
    reach: async () => ({ endpoint: new URL(endpoint), region, credentials }),
    pause: async () => {},
    ...rest,
  })
  const theirs = new sdk.DynamoDBClient({ endpoint, region, credentials })
  ended.push(
    own.destroy,
    () => theirs.destroy(),
    () => server.closeAllConnections(),
    () => server.close(),
  )
  return { came, own, theirs, endpoint }
}

const says =
  (status: number, body: object | string): Answer =>
  (response) =>
    void response
      .writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
      .end(typeof body === 'string' ? body : JSON.stringify(body))
const refuses = (name: string) => says(400, { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: 'No.' })
const breaks: Answer = (response) => void response.destroy()
const KEY = { pk: { S: 'UPLOAD#440203' }, sk: { S: '1' } }
const asks = (own: DynamoDb) => own.send('GetItem', { TableName: 'work', Key: KEY })

const TEXTS = ['{"name":"张三"}', 'a\\b\n\t"\u0001', '𠮷田', '', 'B']
const ITEMS = TEXTS.map((S, at) => ({ pk: { S: `P#${at}` }, B: { S }, bytes: { B: new Uint8Array([at, 255]) } }))

test.each<[what: string, own: (client: DynamoDb) => Promise<unknown>, theirs: (client: sdk.DynamoDBClient) => unknown]>(
  [
    ['a read', asks, (client) => client.send(new sdk.GetItemCommand({ TableName: 'work', Key: KEY }))],
    [
      'a batch of puts, texts and bytes of all kinds',
      (client) =>
        client.send('BatchWriteItem', { RequestItems: { work: ITEMS.map((Item) => ({ PutRequest: { Item } })) } }),
      (client) =>
        client.send(
          new sdk.BatchWriteItemCommand({ RequestItems: { work: ITEMS.map((Item) => ({ PutRequest: { Item } })) } }),
        ),
    ],
    [
      'a map whose member is called as bytes are, and what is undefined',
      (client) =>
        client.send('PutItem', {
          TableName: 'work',
          Item: { ...KEY, m: { M: { B: { N: '1' } } }, set: { SS: ['a', 'b'] } },
          ConditionExpression: undefined,
        }),
      (client) =>
        client.send(
          new sdk.PutItemCommand({
            TableName: 'work',
            Item: { ...KEY, m: { M: { B: { N: '1' } } }, set: { SS: ['a', 'b'] } },
            ConditionExpression: undefined,
          }),
        ),
    ],
  ],
)('%s is sent as the SDK sends it, and signed as it signs it', async (_, own, theirs) => {
  const answers = [says(200, {})]
  const on = await service(answers, { sessionToken: 'IQoJb3JpZ2luX2Vj' })
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2018-06-05T08:00:00Z') })
  await own(on.own)
  await theirs(on.theirs)
  const [mine, other] = on.came
  expect(JSON.parse(mine?.body ?? '')).toEqual(JSON.parse(other?.body ?? '-'))
  for (const name of ['x-amz-target', 'content-type', 'host', 'x-amz-security-token', 'x-amz-date'])
    expect(mine?.headers[name], name).toBe(other?.headers[name])
  expect(mine?.headers['x-amz-date']).toBe('20180605T080000Z')
  expect(mine?.headers.authorization).toBe(mine && signatureOf(mine))
})

/** As AWS reckons it anew from what has come. */
function signatureOf({ headers, body }: Came): string {
  const [, signed = ''] = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '') ?? []
  for (const name of ['host', 'x-amz-date', 'x-amz-security-token', 'x-amz-target'])
    expect(signed.split(';')).toContain(name)
  const lines = signed.split(';').map((name) => `${name}:${headers[name]}`)
  const sha = (text: string) => createHash('sha256').update(text).digest('hex')
  const request = ['POST', '/', '', ...lines, '', signed, sha(body)].join('\n')
  const scope = '20180605/cn-north-1/dynamodb/aws4_request'
  const toSign = ['AWS4-HMAC-SHA256', '20180605T080000Z', scope, sha(request)].join('\n')
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  const key = scope.split('/').reduce<string | Buffer>(hmac, 'AWS4a/secret+key')
  const signature = hmac(key, toSign).toString('hex')
  return `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/${scope}, SignedHeaders=${signed}, Signature=${signature}`
}

test('bytes come back as bytes, and a member of that name as what it is', async () => {
  const Item = { bytes: { B: 'AP8=' }, m: { M: { B: { S: 'AP8=' } } } }
  // Emulators put spaces between.
  const { own } = await service([says(200, { Item }), says(200, JSON.stringify({ Item }, undefined, 1))])
  for (const answer of [await asks(own), await asks(own)]) {
    expect(answer.Item?.m).toEqual(Item.m)
    expect([...(answer.Item?.bytes?.B ?? [])]).toEqual([0, 255])
  }
})

test.each<[what: string, answers: readonly Answer[], sent: number]>([
  ['is busy', [refuses('ProvisionedThroughputExceededException'), refuses('ThrottlingException'), says(200, {})], 3],
  ['fails', [says(500, { __type: 'InternalServerError' }), says(503, '<html>'), says(200, {})], 3],
  ['breaks the connection', [breaks, breaks, says(200, {})], 3],
])('where the service %s, the same is sent again', async (_, answers, sent) => {
  const { own, came } = await service(answers)
  expect(await asks(own)).toEqual({})
  expect(came.length).toBe(sent)
  expect(new Set(came.map(({ body }) => body)).size).toBe(1)
})

test('a service that says nothing is asked anew, and after five times given up', { timeout: 10_000 }, async () => {
  const { own, came } = await service([() => {}], { patience: 30 })
  await expect(asks(own)).rejects.toMatchObject({ name: 'TimeoutError' })
  expect(came.length).toBe(5)
})

test('a service that stays busy is given up after five times, by its own name', async () => {
  const { own, came } = await service([refuses('ProvisionedThroughputExceededException')])
  await expect(asks(own)).rejects.toMatchObject({ name: 'ProvisionedThroughputExceededException', message: 'No.' })
  expect(came.length).toBe(5)
})

test.each(['ConditionalCheckFailedException', 'ValidationException', 'AccessDeniedException'])(
  'a refusal by %s is not sent again',
  async (name) => {
    const { own, came } = await service([refuses(name)])
    await expect(asks(own)).rejects.toMatchObject({ name })
    expect(came.length).toBe(1)
  },
)

test('where the environment does not say it, the region and whose credentials are those that the SDK finds', async () => {
  const home = mkdtempSync(join(tmpdir(), 'aws-'))
  const told = (name: string, text: string) => {
    const path = join(home, name)
    writeFileSync(path, text)
    return path
  }
  for (const name of ['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, undefined)
  vi.stubEnv('AWS_CONFIG_FILE', told('config', '[default]\nregion = cn-northwest-1\n'))
  vi.stubEnv(
    'AWS_SHARED_CREDENTIALS_FILE',
    told('keys', '[default]\naws_access_key_id = ONE\naws_secret_access_key = two\n'),
  )
  const { came, endpoint } = await service([says(200, {})])
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', endpoint)
  const { dynamodb } = makeClients()
  await asks(dynamodb)
  dynamodb.destroy()
  expect(came[0]?.headers.authorization).toContain('Credential=ONE/')
  expect(came[0]?.headers.authorization).toContain('/cn-northwest-1/dynamodb/')
  rmSync(home, { recursive: true })
})

test('each partition has its own address, and the environment the last word', () => {
  const at = (region: string, environment: Record<string, string>) => endpointOf('dynamodb', region, environment).href
  expect(at('cn-northwest-1', {})).toBe('https://dynamodb.cn-northwest-1.amazonaws.com.cn/')
  expect(at('us-gov-west-1', {})).toBe('https://dynamodb.us-gov-west-1.amazonaws.com/')
  expect(at('cn-north-1', { AWS_ENDPOINT_URL: 'https://one' })).toBe('https://one/')
  const both = { AWS_ENDPOINT_URL: 'https://one', AWS_ENDPOINT_URL_DYNAMODB: 'https://two' }
  expect(at('cn-north-1', both)).toBe('https://two/')
})
