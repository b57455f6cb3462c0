/** A command on a slow computer waits for a hub that has no time, and what it asks for happens once. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listenForWeb, type WebFront } from '../../../local/host/fronts/web-front.ts'
import type { Outcome, PooledFunction } from '../../../local/host/functions/function-pool.ts'
import { hubClient } from '../../../local/hub/hub-client.ts'
import type { HubStores } from '../../../local/hub/hub-stores.ts'
import { PROBLEM_STATUSES, type ProblemCode } from '../../../schemas/api/problem.ts'
import { type PlainCode, problemOf, refusalSentence } from '../../../wording/refusals.ts'

let front: WebFront
let outcomes: Outcome[] = []
let asked: { readonly path: string; readonly key: string | undefined }[] = []
beforeAll(async () => {
  front = await listenForWeb(0)
  const invoke = async ({ rawPath, headers }: { rawPath: string; headers: Record<string, string> }) => {
    asked.push({ path: rawPath, key: headers['idempotency-key'] })
    return outcomes.shift()
  }
  front.open({ size: 2, invoke } as unknown as PooledFunction)
})
afterAll(() => front.close())

const client = () => {
  const stores = { sessions: { begin: async () => {} } } as unknown as HubStores
  return hubClient({ url: `http://localhost:${front.port}`, playedOn: front.playedOn }, stores, '2018-06-06')
}

const TOO_SLOW: Outcome = { ok: false, code: 'Sandbox.Timedout', message: '' }
const said = (statusCode: number, body: object): Outcome => ({
  ok: true,
  result: { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
})
const refused = (code: ProblemCode) => said(PROBLEM_STATUSES[code], problemOf(code, refusalSentence(code as PlainCode)))

test('an act is asked for again under its first key until the hub has time, another under another', async () => {
  asked = []
  outcomes = [
    ...[
      TOO_SLOW,
      refused('idempotency-running'),
      refused('act-unrecorded'),
      refused('busy'),
      said(202, { done: true }),
    ],
    ...[TOO_SLOW, said(202, { done: true })],
  ]
  await client().approve('440222', '440222-2018-001')
  await client().approve('440222', '440222-2018-002')
  expect(asked.map(({ path }) => path.slice(-'002/approve'.length))).toEqual([
    ...Array.from({ length: 5 }, () => '001/approve'),
    ...Array.from({ length: 2 }, () => '002/approve'),
  ])
  const keys = asked.map(({ key }) => key)
  expect(new Set(keys.slice(0, 5)).size).toBe(1)
  expect(new Set(keys).size).toBe(2)
  expect(keys).not.toContain(undefined)
})

test('a look is asked for again without a key', async () => {
  asked = []
  outcomes = [refused('look-unrecorded'), said(200, { items: [] })]
  expect(await client().batches('440222')).toEqual([])
  expect(asked.map(({ key }) => key)).toEqual([undefined, undefined])
})

const UNHEARD: Outcome = { ok: true, result: { statusCode: 408, body: '' } }

test('an act that the front did not hear in time is asked for again', async () => {
  asked = []
  outcomes = [UNHEARD, said(202, { done: true })]
  await client().approve('440222', '440222-2018-001')
  expect(new Set(asked.map(({ key }) => key)).size).toBe(1)
  expect(asked).toHaveLength(2)
})

test('a file that the front did not hear in time is sent again', async () => {
  asked = []
  outcomes = [UNHEARD, said(412, {})]
  const ticket = { id: '1', expires: '', url: `http://localhost:${front.port}/1`, headers: {} }
  expect(await client().put(ticket, import.meta.filename)).toBe(true)
  expect(asked).toHaveLength(2)
})

test.each(['stopping', 'policy-missing', 'batch-empty'] as const)('%s is final', async (code) => {
  asked = []
  outcomes = [refused(code), said(202, { done: true })]
  await expect(client().approve('440222', '440222-2018-001')).rejects.toThrow(String(PROBLEM_STATUSES[code]))
  expect(asked).toHaveLength(1)
})
