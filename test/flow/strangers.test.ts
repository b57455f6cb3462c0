/** Another user of the same computer, who has none of the hub's keys, gets nothing by any port of `npm start`. */
import { readFileSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guardedUrl } from '../../local/host/engines/guard.ts'
import { listeningPorts } from './listening-ports.ts'
import { newDataFolder, type StartedHub, startHub } from './start-hub.ts'

let hub: StartedHub
let web: number
let kept: Record<string, string>
const dataDir = join(await newDataFolder(), 'data')
beforeAll(async () => {
  hub = await startHub(dataDir, '--port', '0', '--empty')
  web = Number(new URL(hub.url).port)
  kept = JSON.parse(readFileSync(join(dataDir, 'keep.json'), 'utf8')).values
  // The engine of mails starts with the first look.
  const mails = guardedUrl(Number(kept['port of mail']), kept['secret key'] ?? '')
  expect((await fetch(`${mails}/store`)).status).toBe(200)
})
afterAll(() => hub?.interrupt())

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'CONNECT']
const PATHS = ['/', '*', '/store', '/health-check', '/_messages', `/${'a'.repeat(43)}/`, '/?list-type=2', '//', '/%']
const AWS = 'authorization: AWS4-HMAC-SHA256 Credential=local/20000101/us-east-1/local/aws4_request, SignedHeaders=host'
const HEADERS = [
  [],
  [AWS, 'x-amz-target: DynamoDB_20120810.ListTables', 'content-type: application/x-amz-json-1.0'],
  [AWS, 'x-amz-target: AmazonSQS.ListQueues', 'content-type: application/x-amz-json-1.0'],
  [AWS, 'x-amz-target: secretsmanager.GetSecretValue', 'content-type: application/x-amz-json-1.1'],
  ['upgrade: websocket', 'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==', 'sec-websocket-version: 13'],
  ['upgrade: h2c', 'http2-settings: AAMAAABkAAQAAP__'],
  ['expect: 100-continue'],
  ['cookie: hub-mails=x; yingbao-session=x'],
]

/** @returns everything that comes back until the connection ends */
function say(port: number, host: string, [first = '', ...lines]: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, host)
    const parts: Buffer[] = []
    socket.on('data', (part) => parts.push(part))
    socket.on('error', () => {})
    socket.on('close', () => resolve(Buffer.concat(parts).toString()))
    socket.write(`${first}\r\n${lines.map((line) => `${line}\r\n`).join('')}connection: close\r\n\r\n`)
  })
}

/** Several at a time, so that ports answer as fast as they can. */
async function answersTo(port: number, requests: readonly (readonly string[])[]): Promise<[string, string][]> {
  const answers: [string, string][] = []
  const left = [...requests]
  const ask = async () => {
    for (let next = left.pop(); next; next = left.pop())
      answers.push([next.join(' | '), await say(port, '127.0.0.1', next)])
  }
  await Promise.all(Array.from({ length: 16 }, ask))
  return answers
}

/** A connection that ends, or a refusal without a body. */
const isNothing = (answer: string) =>
  answer === '' || /^(HTTP\/1\.1 100 Continue\r\n\r\n)?HTTP\/1\.1 40[03] ([^\r]+\r\n)+\r\n$/.test(answer)

function requestsOf(port: number): string[][] {
  const origin = `http://localhost:${web}`
  const preflight = [`origin: ${origin}`, 'access-control-request-method: PUT']
  const paths = [...PATHS, `http://127.0.0.1:${port}/`]
  const all = METHODS.flatMap((method) =>
    paths.flatMap((path) => [...HEADERS, preflight].map((headers) => ({ method, path, headers }))),
  )
  return all.flatMap(({ method, path, headers }) => [
    [`${method} ${path} HTTP/1.1`, `host: 127.0.0.1:${port}`, ...headers],
    ...(headers.length === 0
      ? [[`${method} ${path} HTTP/1.0`], [`${method} ${path} HTTP/1.1`, `host: localhost:${port}`]]
      : []),
  ])
}

describe.skipIf(process.platform !== 'linux')('a stranger on the same computer', () => {
  const doors = () => [...listeningPorts(hub.pid)].filter((port) => port !== web)

  test('finds the doors of every engine', () => {
    const known = Object.entries(kept).flatMap(([name, port]) => (name.startsWith('port ') ? Number(port) : []))
    expect(known.length).toBeGreaterThanOrEqual(4)
    expect(doors()).toEqual(expect.arrayContaining(known))
  })

  test('gets nothing from any of them', async () => {
    for (const port of doors()) {
      const answers = await answersTo(port, requestsOf(port))
      expect(answers.filter(([, answer]) => !isNothing(answer)).slice(0, 5)).toEqual([])
    }
  })

  test('gets no page by a foreign name that points here', async () => {
    for (const host of [
      'evil.example',
      `evil.example:${web}`,
      'localhost.evil.example',
      '127.0.0.1.nip.io',
      '',
      '0.0.0.0',
    ])
      for (const method of ['GET', 'POST', 'OPTIONS'])
        for (const address of ['127.0.0.1', '::1']) {
          const answer = await say(web, address, [`${method} /api/policy HTTP/1.1`, `host: ${host}`])
          expect([method, host, answer.split('\r\n')[0]]).toEqual([method, host, expect.stringMatching(/ 421 | 403 /)])
        }
  })

  test('cannot look into the folder', () => {
    for (const name of ['', 'dynamodb', 's3', 'messages', 'mail']) expect([name, modeOf(name)]).toEqual([name, 0o700])
    for (const name of ['keep.json', 'keep.copy.json', 'messages/fauxqs.db', 'dynamodb/level/CURRENT'])
      expect([name, modeOf(name)]).toEqual([name, 0o600])
  })

  const modeOf = (name: string) => statSync(join(dataDir, name)).mode & 0o777
})
