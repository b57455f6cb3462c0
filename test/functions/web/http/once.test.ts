/** An act under an `Idempotency-Key` happens once, however often and at once it is asked for. */
import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import type { WebDeps } from '../../../../functions/web/deps.ts'
import { apiRoute } from '../../../../functions/web/http/api-route.ts'
import { once } from '../../../../functions/web/http/once.ts'
import { refuse } from '../../../../functions/web/http/refuse.ts'
import { repeats } from '../../../../stores/access/repeats.ts'
import { workTable } from '../../../../stores/aws/work.ts'
import { dynalite, type Engine, WORK } from '../../../stores/engines.ts'

let engine: Engine
let deps: WebDeps
let now = new Date('2018-06-06T01:00:00.000Z')
let acts: string[] = []
let fails: (() => Error) | undefined
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000)
}
beforeAll(async () => {
  engine = await dynalite()
  const audit = { write: async () => {} }
  deps = { repeats: repeats(workTable(engine.clients, WORK)), audit, now: () => now } as unknown as WebDeps
})
afterAll(() => engine?.stop())
beforeEach(() => {
  acts = []
  fails = undefined
})

const making = apiRoute({
  method: 'POST',
  path: '/api/lists/:id',
  summary: 'Sends a list',
  does: { action: 'send', resource: 'name-list' },
  params: { id: z.string() },
  body: z.object({ of: z.string() }),
  status: 201,
  answer: z.object({ nth: z.int(), signed: z.int() }),
  async run(_, { body }) {
    acts.push(body.of)
    if (fails) throw fails()
    return { nth: acts.length, signed: 1 }
  },
  again: async (_, __, { nth, signed }) => ({ nth, signed: signed + 1 }),
})

/** Of an account, as `mount` hands it on. */
function asking(account = '0'.repeat(16), duty = 'clerk') {
  const web = new Hono()
  const actor = { id: account, name: '甲', division: '440222', office: 'civil-affairs', duties: [duty] } as const
  web.on('POST', making.path, (c) => {
    c.set('caller', { address: '', browser: undefined, session: { stage: 'signed-in', actor } as never })
    return making.carryOut(deps, c)
  })
  web.onError((error) => ('getResponse' in error ? error.getResponse() : new Response(error.message, { status: 500 })))
  return async (key: string | undefined, of: unknown = '甲', path = '/api/lists/1') => {
    const headers = { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) }
    const answer = await web.request(path, { method: 'POST', body: JSON.stringify({ of }), headers })
    return { status: answer.status, said: await answer.text() }
  }
}

test('is answered the same, with what runs out made anew; without a key it is another act', async () => {
  const ask = asking()
  expect(await ask('first')).toEqual({ status: 201, said: '{"nth":1,"signed":1}' })
  // With the marks of the standard's draft it is the same key.
  expect(await ask('"first"')).toEqual({ status: 201, said: '{"nth":1,"signed":2}' })
  expect(acts).toHaveLength(1)
  expect((await ask(undefined)).said).toBe('{"nth":2,"signed":1}')
})

test('two at once are one act', async () => {
  const ask = asking()
  const statuses = (await Promise.all(Array.from({ length: 4 }, () => ask('at-once')))).map(({ status }) => status)
  expect(acts).toHaveLength(1)
  expect(statuses.filter((status) => status === 201).length).toBeGreaterThan(0)
  expect(statuses.filter((status) => status !== 201 && status !== 409)).toEqual([])
})

test('another body or path under the same key is refused; of another account it is another key', async () => {
  const ask = asking()
  await ask('mine', '甲')
  expect((await ask('mine', '乙')).status).toBe(422)
  expect((await ask('mine', '甲', '/api/lists/2')).status).toBe(422)
  expect((await asking('1'.repeat(16))('mine', '乙')).status).toBe(201)
  expect(acts).toEqual(['甲', '乙'])
})

test('whoever may not, and a body that does not fit, learn nothing of the key', async () => {
  const ask = asking()
  await ask('seen')
  expect((await asking('0'.repeat(16), 'leader')('seen')).status).toBe(404)
  expect((await ask('seen', 1)).status).toBe(400)
})

test('what was refused or failed may be tried again', async () => {
  const ask = asking()
  for (const fault of [() => refuse('list-waits'), () => new Error('failed')]) {
    fails = fault
    expect((await ask('tried')).status).toBeGreaterThanOrEqual(409)
  }
  fails = undefined
  expect((await ask('tried', '乙')).status).toBe(201)
})

test('who died is followed after a minute, and an answer is kept for a day', async () => {
  const ask = asking()
  const { begin } = deps.repeats
  fails = () => new Error('never')
  // Its process is gone: nobody forgets the act or keeps its answer.
  const dead = { begin, keep: async () => {}, forget: async () => {} }
  const live = deps.repeats
  deps = { ...deps, repeats: dead }
  await ask('dead')
  deps = { ...deps, repeats: live }
  fails = undefined
  expect((await ask('dead')).status).toBe(409)
  later(61)
  expect((await ask('dead')).status).toBe(201)
  later(23 * 3600)
  expect((await ask('dead')).said).toContain('"signed":2')
  later(2 * 3600)
  expect((await ask('dead', '乙')).status).toBe(201)
})

test('who was overtaken neither keeps its answer nor forgets the other’s', async () => {
  const key = { account: 'a', key: 'k', asked: 'x' }
  const first = await deps.repeats.begin(key, now)
  later(61)
  const second = await deps.repeats.begin(key, now)
  if (first.is !== 'new' || second.is !== 'new') throw new Error('not begun')
  await deps.repeats.keep(key, first.at, '"late"')
  await deps.repeats.forget(key, first.at)
  expect(await deps.repeats.begin(key, now)).toEqual({ is: 'running' })
  await deps.repeats.keep(key, second.at, '"right"')
  expect(await deps.repeats.begin(key, now)).toEqual({ is: 'answered', answer: '"right"' })
})

test('an act that is done is answered, though nothing could be noted', async () => {
  const keep = async () => Promise.reject(new Error('no table'))
  const broken = { repeats: { ...deps.repeats, keep }, now: () => now }
  const repeat = { account: 'a', key: 'unnoted', asked: 'x' }
  expect(
    await once(
      broken,
      repeat,
      async () => 1,
      async () => 2,
    ),
  ).toBe(1)
})

test.each(['', 'a b', '\u00e9', 'x'.repeat(201)])('%j is no key', async (key) => {
  expect((await asking()(key)).status).toBe(400)
  expect(acts).toEqual([])
})
