/** Duties up to an instant, in sessions that stay open while the hub's clock goes on. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { beginSignedIn } from '../../functions/web/access/sign-in/begin-session.ts'
import { app } from '../../functions/web/app.ts'
import type { WebDeps } from '../../functions/web/deps.ts'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import type { Office } from '../../schemas/codes.ts'
import type { Duty } from '../../schemas/duties.ts'
import { present } from '../../schemas/present.ts'
import { accountRequests } from '../../stores/access/account-requests.ts'
import { accounts } from '../../stores/access/accounts.ts'
import { audit } from '../../stores/access/audit.ts'
import { passkeys } from '../../stores/access/passkeys.ts'
import { sessions } from '../../stores/access/sessions.ts'
import { workTable } from '../../stores/aws/work.ts'
import { deadlines } from '../../stores/deadlines/deadlines.ts'
import { policies } from '../../stores/policy/policies.ts'
import { dynalite, type Engine, WORK } from '../stores/engines.ts'

const HERE = 'http://localhost'
const CITY = '440200'
const COUNTY = '440222'
/** Nine in the morning in Shanghai. */
const BEGIN = '2018-06-06T01:00:00.000Z'

let engine: Engine
let deps: WebDeps
let hub: ReturnType<typeof app>
let time = Date.parse(BEGIN)
let told: unknown[] = []
let count = 0

beforeAll(async () => {
  engine = await dynalite()
  const work = workTable(engine.clients, WORK)
  await policies(work).put(defaultPolicy())
  const kept = {
    accounts: accounts(work),
    accountRequests: accountRequests(work),
    sessions: sessions(work),
    passkeys: passkeys(work),
    policies: policies(work),
    deadlines: deadlines(work),
    audit: audit(work),
    portal: new URL(HERE),
    identityProvider: undefined,
    deadlinesQueue: { send: async (message: unknown) => void told.push(message) },
    now: () => new Date(time),
    dayOf: () => '2018-06-06',
  }
  deps = kept as unknown as WebDeps
  hub = app(deps)
})
afterAll(() => engine.stop())
beforeEach(() => {
  time = Date.parse(BEGIN)
  told = []
})

async function newAccount(duty: Duty, office?: Office, division = COUNTY): Promise<string> {
  count++
  const id = String(count).padStart(16, '0')
  const at = new Date(time).toISOString()
  const holder = { name: `测试人${'甲乙丙丁'[count % 4]}`, signInName: `1380000${String(count).padStart(4, '0')}` }
  await deps.accounts.create({ id, ...holder, division, office, duties: [duty], invitedAt: at, activeAt: at })
  return id
}

async function signIn(id: string): Promise<string> {
  const account = present(await deps.accounts.get(id), 'an account')
  return present((await beginSignedIn(deps, account, { address: '', local: true })).split(';')[0], 'a cookie')
}

const asNew = async (duty: Duty, division = CITY) => signIn(await newAccount(duty, undefined, division))

async function ask(path: string, cookie: string, fields?: Readonly<Record<string, string>>) {
  const answer = await hub.request(HERE + path, {
    headers: { cookie, origin: HERE, ...(fields && { 'content-type': 'application/x-www-form-urlencoded' }) },
    ...(fields && { method: 'POST', body: new URLSearchParams(fields).toString() }),
  })
  return { status: answer.status, text: await answer.text() }
}

/** Whoever may prepare a batch is told what is missing; for others there is no such thing. */
async function mayPrepare(cookie: string): Promise<boolean> {
  const { status } = await hub.request(`${HERE}/api/batches`, {
    method: 'POST',
    headers: { cookie, origin: HERE, 'content-type': 'application/json' },
    body: JSON.stringify({ county: COUNTY }),
  })
  expect([400, 401, 404]).toContain(status)
  return status === 400
}

async function decide(id: string, security: string) {
  const { at } = present(await deps.accountRequests.get(COUNTY, id), 'a request')
  return ask('/people/waiting', security, { division: COUNTY, 'shown[]': `${id}/${at}`, act: 'confirm' })
}

const entriesOf = async (kind: string) => (await deps.audit.latest(CITY, 50)).filter((entry) => entry.kind === kind)

describe('a deputy', () => {
  const deputy = (until: string, duty: Duty = 'preparer') => ({ 'duties[]': duty, until })

  test('has the duty once security has confirmed it, to the end of the day, in a session that stays open', async () => {
    const [admin, security] = [await asNew('administrator'), await asNew('security')]
    const id = await newAccount('clerk', 'social-insurance')
    const before = await signIn(id)
    const path = `/people/${COUNTY}/${id}`
    expect((await ask(path, admin)).text).toContain('代理至（含当日）')
    expect((await ask(`${path}/deputy`, admin, deputy('2018-06-06'))).status).toBe(303)
    expect(await mayPrepare(before)).toBe(false)
    expect((await ask(`/people/waiting?division=${COUNTY}`, security)).text).toContain('代理至2018年6月6日：组批')
    expect((await decide(id, security)).status).toBe(303)
    expect((await ask('/account', before)).status).toBe(303)
    time = Date.parse('2018-06-06T15:45:00.000Z')
    const cookie = await signIn(id)
    expect(await mayPrepare(cookie)).toBe(true)
    const shown = '组批（代理至2018年6月6日）'
    for (const one of ['/account', '/people']) {
      const { text } = await ask(one === '/people' ? path : one, one === '/people' ? await asNew('security') : cookie)
      expect(text).toContain(shown)
    }
    time = Date.parse('2018-06-06T15:59:59.999Z')
    expect(await mayPrepare(cookie)).toBe(true)
    time += 1
    expect(await mayPrepare(cookie)).toBe(false)
    const { status, text } = await ask('/account', cookie)
    expect([status, text.includes(shown)]).toEqual([200, false])
    expect((await ask(path, await asNew('security'))).text).not.toContain(shown)
    // Nor does a later session have it.
    expect(await mayPrepare(await signIn(id))).toBe(false)
    expect((await entriesOf('account-confirmed')).map(({ object, purpose }) => [object, purpose])).toContainEqual([
      id,
      'preparer,2018-06-06',
    ])
  })

  test('ends at once where security takes it back', async () => {
    const [admin, security] = [await asNew('administrator'), await asNew('security')]
    const id = await newAccount('clerk', 'social-insurance')
    await ask(`/people/${COUNTY}/${id}/deputy`, admin, deputy('2018-09-06'))
    await decide(id, security)
    const cookie = await signIn(id)
    expect(await mayPrepare(cookie)).toBe(true)
    expect((await ask(`/people/${COUNTY}/${id}`, security)).text).toContain('收回代理')
    expect((await ask(`/people/${COUNTY}/${id}/acts`, security, { act: 'withdraw' })).status).toBe(303)
    expect((await ask('/account', cookie)).status).toBe(303)
    expect(await mayPrepare(await signIn(id))).toBe(false)
    expect((await ask(`/people/${COUNTY}/${id}/acts`, security, { act: 'withdraw' })).status).toBe(409)
  })

  test('has one duty beside another deputy’s, each to its own end', async () => {
    const [admin, security] = [await asNew('administrator'), await asNew('security')]
    const id = await newAccount('clerk', 'social-insurance')
    for (const [until, duty] of [
      ['2018-06-07', 'approver'],
      ['2018-06-06', 'preparer'],
    ] as const) {
      await ask(`/people/${COUNTY}/${id}/deputy`, admin, deputy(until, duty))
      expect((await decide(id, security)).status).toBe(303)
    }
    const { text } = await ask('/account', await signIn(id))
    expect(text).toContain('审批（代理至2018年6月7日）')
    expect(text).toContain('组批（代理至2018年6月6日）')
  })

  test.each([
    ['longer than 92 days', deputy('2018-09-07'), '92天'],
    ['up to yesterday', deputy('2018-06-05'), '92天'],
    ['with a duty that it has', deputy('2018-06-07', 'clerk'), '已有其中的职责'],
    ['as security', deputy('2018-06-07', 'security'), '三个账号'],
  ])('is not asked for %s', async (_, fields, sentence) => {
    const id = await newAccount('clerk', 'social-insurance')
    const { status, text } = await ask(`/people/${COUNTY}/${id}/deputy`, await asNew('administrator'), fields)
    expect([status, text.includes(sentence)]).toEqual([400, true])
    expect(await deps.accountRequests.get(COUNTY, id)).toBe(undefined)
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
    const security = await asNew('security')
    const id = await newAccount('clerk', 'social-insurance')
    const before = await signIn(id)
    expect((await ask(`/people/${COUNTY}/${id}`, security)).text).toContain('最多3小时')
    expect((await ask(`/people/${COUNTY}/${id}/urgent`, security, urgent())).status).toBe(303)
    expect((await ask('/account', before)).status).toBe(303)
    const until = '2018-06-06T03:00:00.000Z'
    expect(told).toEqual([
      { type: 'account.urgent', division: COUNTY, account: id, duty: 'preparer', until, at: BEGIN },
    ])
    const [entry] = (await entriesOf('account-urgent')).filter(({ object }) => object === id)
    expect(entry?.purpose).toBe('preparer 经办人员突发疾病，月底必须办结')
    const cookie = await signIn(id)
    expect([await mayPrepare(cookie), (await ask('/account', cookie)).text.includes(BAR)]).toEqual([true, true])
    for (const minutes of [25, 25, 25, 25, 19]) {
      time += minutes * 60_000
      expect((await ask('/account', cookie)).text).toContain(BAR)
    }
    time = Date.parse(until)
    expect([await mayPrepare(cookie), (await ask('/account', cookie)).text.includes(BAR)]).toEqual([false, false])
  })

  test('security takes it back at once', async () => {
    const security = await asNew('security')
    const id = await newAccount('clerk', 'social-insurance')
    await ask(`/people/${COUNTY}/${id}/urgent`, security, urgent())
    const cookie = await signIn(id)
    expect((await ask(`/people/${COUNTY}/${id}/acts`, security, { act: 'withdraw' })).status).toBe(303)
    expect((await ask('/account', cookie)).status).toBe(303)
    expect(await mayPrepare(await signIn(id))).toBe(false)
  })

  test.each<readonly [string, Record<string, string>]>([
    ['for four hours', urgent({ hours: '4' })],
    ['without a reason', urgent({ reason: '急' })],
    ['with a number of a person in the reason', urgent({ reason: '办理 440222195001011234 的缴费' })],
    ...['administrator', 'security', 'auditor'].map((duty) => [`as ${duty}`, urgent({ duty })] as const),
  ])('not %s', async (_, fields) => {
    const id = await newAccount('clerk', 'social-insurance')
    expect((await ask(`/people/${COUNTY}/${id}/urgent`, await asNew('security'), fields)).status).toBe(400)
    expect((await deps.accounts.get(id))?.grants).toBe(undefined)
    expect(told).toEqual([])
  })

  test('not by a county’s security, for whom there is no such page', async () => {
    const id = await newAccount('clerk', 'social-insurance')
    const security = await asNew('security', COUNTY)
    expect((await ask(`/people/${COUNTY}/${id}/urgent`, security, urgent())).status).toBe(404)
    expect((await ask(`/people/${COUNTY}/${id}`, security)).text).not.toContain('最多3小时')
  })
})

describe('a hub that dies between an act and the end of the sessions', () => {
  /** The act comes through, and then nothing does. */
  async function dyingAfter(change: 'lock' | 'end' | 'grantUntil' | 'grant', work: () => Promise<{ status: number }>) {
    const kept = { change: deps.accounts[change], list: deps.sessions.list }
    Object.assign(deps.accounts, {
      [change]: async (...asked: never[]) => {
        const done = await (kept.change as (...asked: never[]) => Promise<unknown>)(...asked)
        deps.sessions.list = () => Promise.reject(new Error('died'))
        return done
      },
    })
    const { status } = await work()
    Object.assign(deps.accounts, { [change]: kept.change })
    deps.sessions.list = kept.list
    expect(status).toBeGreaterThanOrEqual(500)
  }
  const isIn = async (cookie: string) => (await ask('/account', cookie)).status === 200

  test.each(['lock', 'end'] as const)('%s: nobody stays signed in', async (act) => {
    const security = await asNew('security')
    await newAccount('clerk', 'social-insurance')
    const id = await newAccount('clerk', 'social-insurance')
    const cookie = await signIn(id)
    expect(await isIn(cookie)).toBe(true)
    await dyingAfter(act, () => ask(`/people/${COUNTY}/${id}/acts`, security, { act }))
    expect(await isIn(cookie)).toBe(false)
  })

  test('duties taken back: they are not in a session from before', async () => {
    const security = await asNew('security')
    const id = await newAccount('clerk', 'social-insurance')
    const until = new Date(time + 3_600_000).toISOString()
    const account = present(await deps.accounts.get(id), 'an account')
    await deps.accounts.grantUntil(account, [{ duty: 'preparer', until, kind: 'urgent' }])
    const cookie = await signIn(id)
    expect(await mayPrepare(cookie)).toBe(true)
    await dyingAfter('grantUntil', () => ask(`/people/${COUNTY}/${id}/acts`, security, { act: 'withdraw' }))
    expect(await isIn(cookie)).toBe(false)
  })
})
