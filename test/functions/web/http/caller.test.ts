/** Whose session a request has, and what keeps it alive. */
import { hash } from 'node:crypto'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { callerOf } from '../../../../functions/web/http/caller.ts'
import type { Session } from '../../../../schemas/records/account.ts'
import type { SessionKey } from '../../../../stores/access/sessions.ts'

const id = '0000000000000001'
const START = '2018-06-06T01:00:00.000Z'
const HERE = 'http://localhost/'
const THERE = 'https://hub.example.org/'

function hub(session: Partial<Session> = {}) {
  const kept: Session = {
    stage: 'signed-in',
    actor: { id, name: '测试人', division: '440200', duties: ['security'] },
    startedAt: START,
    usedAt: START,
    address: '',
    ...session,
  }
  const sessions = {
    get: async (key: SessionKey) => (key.hash === hash('sha256', 'number', 'hex') ? kept : undefined),
    use: async (_: SessionKey, usedAt: string) => {
      kept.usedAt = usedAt
    },
  }
  /** Whether it has a session, minutes after it began. */
  return async (minute: number, headers: Record<string, string> = {}, url = HERE) => {
    const now = () => new Date(Date.parse(START) + minute * 60_000)
    const web = new Hono()
    const deps = { sessions: { ...sessions, begin: never, say: never, list: never, end: never }, now }
    web.all('/', async (c) => c.json((await callerOf(deps, c)).session !== undefined))
    return (await web.request(url, { headers: { cookie: `yingbao-session=${id}.number`, ...headers } })).json()
  }
}

const RENEWAL = { 'x-page-renewal': '1' }
const never = () => Promise.reject(new Error('not asked for'))

test('a session ends after 30 minutes without use, and after 10 hours in all', async () => {
  const at = hub()
  for (const minute of [1, 30, 59, 88]) expect(await at(minute)).toBe(true)
  expect(await at(119)).toBe(false)
  const busy = hub()
  for (let minute = 0; minute <= 600; minute += 20) expect(await busy(minute)).toBe(true)
  expect(await busy(601)).toBe(false)
})

test('a session lasts as the policy had it at sign-in: it says so itself, and nothing else is read', async () => {
  const limits = { idleMinutes: 10, wholeHours: 1 }
  const at = hub({ limits })
  for (const minute of [9, 19]) expect(await at(minute)).toBe(true)
  expect(await at(30)).toBe(false)
  const busy = hub({ limits })
  for (let minute = 0; minute <= 60; minute += 5) expect(await busy(minute)).toBe(true)
  expect(await busy(61)).toBe(false)
})

test('a page that renews itself keeps no session alive, a person who loads one does', async () => {
  const at = hub()
  for (const minute of [10, 20, 30]) expect(await at(minute, RENEWAL)).toBe(true)
  expect(await at(31, RENEWAL)).toBe(false)
  const used = hub()
  expect(await used(20, {})).toBe(true)
  expect(await used(49, RENEWAL)).toBe(true)
})

test.each(['code', 'renewal'] as const)('ten minutes pass between the password and signing in: %s', async (stage) => {
  const at = hub({ stage })
  expect(await at(10)).toBe(true)
  expect(await at(11)).toBe(false)
})

test('elsewhere than on this computer only a cookie counts that no neighbour can set', async () => {
  const at = hub()
  expect(await at(1, {}, THERE)).toBe(false)
  expect(await at(1, { cookie: `yingbao-session=x.y; __Host-yingbao-session=${id}.number` }, THERE)).toBe(true)
})
