/** Duties up to an instant, in sessions that stay open while the hub's clock goes on. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Duty } from '../../schemas/duties.ts'
import { present } from '../../schemas/present.ts'
import { BEGIN, type ClockedWeb, COUNTY, clockedWeb } from './clocked-web.ts'

let web: ClockedWeb
beforeAll(async () => {
  web = await clockedWeb()
})
afterAll(() => web.stop())
beforeEach(() => {
  web.clock.time = Date.parse(BEGIN)
  web.told.length = 0
})

/** Whoever may prepare a batch is told what is missing; for others there is no such thing. */
async function mayPrepare(cookie: string): Promise<boolean> {
  const { status } = await web.post('/api/batches', cookie, { county: COUNTY })
  expect([400, 401, 404]).toContain(status)
  return status === 400
}

describe('a deputy', () => {
  const deputy = (until: string, duty: Duty = 'preparer') => ({ 'duties[]': duty, until })

  test('has the duty once security has confirmed it, to the end of the day, in a session that stays open', async () => {
    const [admin, security] = [await web.asNew('administrator'), await web.asNew('security')]
    const id = await web.newAccount('clerk', 'social-insurance')
    const before = await web.signIn(id)
    const path = `/people/${COUNTY}/${id}`
    expect((await web.ask(path, admin)).text).toContain('代理至（含当日）')
    expect((await web.ask(`${path}/deputy`, admin, deputy('2018-06-06'))).status).toBe(303)
    expect(await mayPrepare(before)).toBe(false)
    expect((await web.ask(`/people/waiting?division=${COUNTY}`, security)).text).toContain('代理至2018年6月6日：组批')
    expect((await web.decide(id, security)).status).toBe(303)
    expect((await web.ask('/account', before)).status).toBe(303)
    web.clock.time = Date.parse('2018-06-06T15:45:00.000Z')
    const cookie = await web.signIn(id)
    expect(await mayPrepare(cookie)).toBe(true)
    const shown = '组批（代理至2018年6月6日）'
    for (const one of ['/account', '/people']) {
      const { text } = await web.ask(
        one === '/people' ? path : one,
        one === '/people' ? await web.asNew('security') : cookie,
      )
      expect(text).toContain(shown)
    }
    web.clock.time = Date.parse('2018-06-06T15:59:59.999Z')
    expect(await mayPrepare(cookie)).toBe(true)
    web.clock.time += 1
    expect(await mayPrepare(cookie)).toBe(false)
    const { status, text } = await web.ask('/account', cookie)
    expect([status, text.includes(shown)]).toEqual([200, false])
    expect((await web.ask(path, await web.asNew('security'))).text).not.toContain(shown)
    // Nor does a later session have it.
    expect(await mayPrepare(await web.signIn(id))).toBe(false)
    expect((await web.entriesOf('account-confirmed')).map(({ object, purpose }) => [object, purpose])).toContainEqual([
      id,
      'preparer,2018-06-06',
    ])
  })

  test('ends at once where security takes it back', async () => {
    const [admin, security] = [await web.asNew('administrator'), await web.asNew('security')]
    const id = await web.newAccount('clerk', 'social-insurance')
    await web.ask(`/people/${COUNTY}/${id}/deputy`, admin, deputy('2018-09-06'))
    await web.decide(id, security)
    const cookie = await web.signIn(id)
    expect(await mayPrepare(cookie)).toBe(true)
    expect((await web.ask(`/people/${COUNTY}/${id}`, security)).text).toContain('收回代理')
    expect((await web.ask(`/people/${COUNTY}/${id}/acts`, security, { act: 'withdraw' })).status).toBe(303)
    expect((await web.ask('/account', cookie)).status).toBe(303)
    expect(await mayPrepare(await web.signIn(id))).toBe(false)
    expect((await web.ask(`/people/${COUNTY}/${id}/acts`, security, { act: 'withdraw' })).status).toBe(409)
  })

  test('has one duty beside another deputy’s, each to its own end', async () => {
    const [admin, security] = [await web.asNew('administrator'), await web.asNew('security')]
    const id = await web.newAccount('clerk', 'social-insurance')
    for (const [until, duty] of [
      ['2018-06-07', 'approver'],
      ['2018-06-06', 'preparer'],
    ] as const) {
      await web.ask(`/people/${COUNTY}/${id}/deputy`, admin, deputy(until, duty))
      expect((await web.decide(id, security)).status).toBe(303)
    }
    const { text } = await web.ask('/account', await web.signIn(id))
    expect(text).toContain('审批（代理至2018年6月7日）')
    expect(text).toContain('组批（代理至2018年6月6日）')
  })

  test.each([
    ['longer than 92 days', deputy('2018-09-07'), '92天'],
    ['up to yesterday', deputy('2018-06-05'), '92天'],
    ['with a duty that it has', deputy('2018-06-07', 'clerk'), '已有其中的职责'],
    ['as security', deputy('2018-06-07', 'security'), '三个账号'],
  ])('is not asked for %s', async (_, fields, sentence) => {
    const id = await web.newAccount('clerk', 'social-insurance')
    const { status, text } = await web.ask(`/people/${COUNTY}/${id}/deputy`, await web.asNew('administrator'), fields)
    expect([status, text.includes(sentence)]).toEqual([400, true])
    expect(await web.deps.accountRequests.get(COUNTY, id)).toBe(undefined)
  })
})

describe('in an emergency', () => {
  const urgent = (more: Record<string, string> = {}): Record<string, string> => ({
    duty: 'preparer',
    hours: '2',
    reason: '经办人员突发疾病，月底必须办结',
    ...more,
  })
  const BAR = '应急授权：组批，至11:00'

  test('the city’s security gives a duty for hours: seen on every page, told at once, over by itself', async () => {
    const security = await web.asNew('security')
    const id = await web.newAccount('clerk', 'social-insurance')
    const before = await web.signIn(id)
    expect((await web.ask(`/people/${COUNTY}/${id}`, security)).text).toContain('最多3小时')
    expect((await web.ask(`/people/${COUNTY}/${id}/urgent`, security, urgent())).status).toBe(303)
    expect((await web.ask('/account', before)).status).toBe(303)
    const until = '2018-06-06T03:00:00.000Z'
    expect(web.told).toEqual([
      { type: 'account.urgent', division: COUNTY, account: id, duty: 'preparer', until, at: BEGIN },
    ])
    const [entry] = (await web.entriesOf('account-urgent')).filter(({ object }) => object === id)
    expect(entry?.purpose).toBe('preparer 经办人员突发疾病，月底必须办结')
    const cookie = await web.signIn(id)
    expect([await mayPrepare(cookie), (await web.ask('/account', cookie)).text.includes(BAR)]).toEqual([true, true])
    // Also on what is not there, not theirs, and not right.
    for (const path of ['/nowhere', '/people', '/batches/440222/none', '/closing?county=x'])
      expect((await web.ask(path, cookie)).text, path).toContain(BAR)
    for (const minutes of [25, 25, 25, 25, 19]) {
      web.clock.time += minutes * 60_000
      expect((await web.ask('/account', cookie)).text).toContain(BAR)
    }
    const given = async () =>
      /<tbody>.*<\/tbody>/s.exec((await web.ask('/people/urgent', await web.asNew('security'))).text)?.[0] ?? ''
    expect(await given()).toMatch(/测试人.*组批.*经办人员突发疾病，月底必须办结.*有效至11:00/s)
    web.clock.time = Date.parse(until)
    expect([await mayPrepare(cookie), (await web.ask('/account', cookie)).text.includes(BAR)]).toEqual([false, false])
    const again = await web.asNew('security')
    expect((await web.ask(`/people/${COUNTY}/${id}/urgent`, again, urgent())).status).toBe(303)
    const { text } = await web.ask('/people/urgent', again)
    // The later one lasts, the earlier one with the same duty is over.
    expect(text).toMatch(/有效至13:00.*已结束/s)
    expect(text.match(/有效至/g)).toHaveLength(1)
    expect((await web.ask('/people/urgent', await web.asNew('security', COUNTY))).status).toBe(404)
  })

  test('security takes it back at once', async () => {
    const security = await web.asNew('security')
    const id = await web.newAccount('clerk', 'social-insurance')
    await web.ask(`/people/${COUNTY}/${id}/urgent`, security, urgent())
    const cookie = await web.signIn(id)
    expect((await web.ask(`/people/${COUNTY}/${id}/acts`, security, { act: 'withdraw' })).status).toBe(303)
    expect((await web.ask('/account', cookie)).status).toBe(303)
    expect(await mayPrepare(await web.signIn(id))).toBe(false)
  })

  test.each<readonly [string, Record<string, string>]>([
    ['for four hours', urgent({ hours: '4' })],
    ['without a reason', urgent({ reason: '急' })],
    ['with a number of a person in the reason', urgent({ reason: '办理 440222195001011234 的缴费' })],
    ...['administrator', 'security', 'auditor'].map((duty) => [`as ${duty}`, urgent({ duty })] as const),
  ])('not %s', async (_, fields) => {
    const id = await web.newAccount('clerk', 'social-insurance')
    expect((await web.ask(`/people/${COUNTY}/${id}/urgent`, await web.asNew('security'), fields)).status).toBe(400)
    expect((await web.deps.accounts.get(id))?.grants).toBe(undefined)
    expect(web.told).toEqual([])
  })

  test('not by a county’s security, for whom there is no such page', async () => {
    const id = await web.newAccount('clerk', 'social-insurance')
    const security = await web.asNew('security', COUNTY)
    expect((await web.ask(`/people/${COUNTY}/${id}/urgent`, security, urgent())).status).toBe(404)
    expect((await web.ask(`/people/${COUNTY}/${id}`, security)).text).not.toContain('最多3小时')
  })
})

test('an account is signed in at twenty places at most: where one more is, the one unused for longest is not', async () => {
  const id = await web.newAccount('clerk', 'social-insurance')
  const isIn = async (cookie: string) => (await web.ask('/account', cookie)).status === 200
  const cookies: string[] = []
  for (let n = 0; n < 20; n++) {
    web.clock.time += 1000
    cookies.push(await web.signIn(id))
  }
  const [first = '', second = ''] = cookies
  web.clock.time += 61_000
  expect(await isIn(first)).toBe(true)
  const last = await web.signIn(id)
  expect([await isIn(first), await isIn(second), await isIn(last)]).toEqual([true, false, true])
  expect((await web.deps.sessions.list(id)).length).toBe(20)
})

describe('a hub that dies between an act and the end of the sessions', () => {
  /** The act comes through, and then nothing does. */
  async function dyingAfter(change: 'lock' | 'end' | 'grantUntil' | 'grant', work: () => Promise<{ status: number }>) {
    const kept = { change: web.deps.accounts[change], list: web.deps.sessions.list }
    Object.assign(web.deps.accounts, {
      [change]: async (...asked: never[]) => {
        const done = await (kept.change as (...asked: never[]) => Promise<unknown>)(...asked)
        web.deps.sessions.list = () => Promise.reject(new Error('died'))
        return done
      },
    })
    const { status } = await work()
    Object.assign(web.deps.accounts, { [change]: kept.change })
    web.deps.sessions.list = kept.list
    expect(status).toBeGreaterThanOrEqual(500)
  }
  const isIn = async (cookie: string) => (await web.ask('/account', cookie)).status === 200

  test.each(['lock', 'end'] as const)('%s: nobody stays signed in', async (act) => {
    const security = await web.asNew('security')
    await web.newAccount('clerk', 'social-insurance')
    const id = await web.newAccount('clerk', 'social-insurance')
    const cookie = await web.signIn(id)
    expect(await isIn(cookie)).toBe(true)
    await dyingAfter(act, () => web.ask(`/people/${COUNTY}/${id}/acts`, security, { act }))
    expect(await isIn(cookie)).toBe(false)
  })

  test('duties taken back: they are not in a session from before', async () => {
    const security = await web.asNew('security')
    const id = await web.newAccount('clerk', 'social-insurance')
    const until = new Date(web.clock.time + 3_600_000).toISOString()
    const account = present(await web.deps.accounts.get(id), 'an account')
    await web.deps.accounts.grantUntil(account, [{ duty: 'preparer', until, kind: 'urgent' }])
    const cookie = await web.signIn(id)
    expect(await mayPrepare(cookie)).toBe(true)
    await dyingAfter('grantUntil', () => web.ask(`/people/${COUNTY}/${id}/acts`, security, { act: 'withdraw' }))
    expect(await isIn(cookie)).toBe(false)
  })
})
