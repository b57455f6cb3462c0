/** Password, recovery codes and authenticator as their holder changes them, and a password that policy lets grow old. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { firstAccounts } from '../../local/hub/first-accounts.ts'
import { type HubStores, hubStores } from '../../local/hub/hub-stores.ts'
import { beginCity } from '../../local/month/play-notices.ts'
import type { SignInPolicy } from '../../schemas/records/sign-in-policy.ts'
import { tries } from '../../stores/access/tries.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { type WorkTable, workTable } from '../../stores/aws/work.ts'

const dir = mkdtempSync(join(tmpdir(), 'yingbao-own-factors-'))
let hub: Hub
let stores: HubStores
let work: WorkTable
let person: Person
beforeAll(async () => {
  hub = await startHub({ dataDir: join(dir, 'data'), port: 0, log: () => {} })
  stores = hubStores(hub)
  const { WORK_TABLE = '' } = Object.entries(hub.functions).find(([name]) => /web/i.test(name))?.[1] ?? {}
  work = workTable(makeClients({ environment: hub.env }), WORK_TABLE)
  await beginCity(stores)
  person = await firstUse()
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

const NAME = 'lina@example.org'
const FIRST = 'Tianqi7-zuoche'

interface Answer {
  readonly status: number
  readonly location: string | null
  readonly cookie: string
  readonly text: string
}

async function ask(path: string, cookie: string, fields?: Record<string, string>): Promise<Answer> {
  const response = await fetch(hub.url + path, {
    redirect: 'manual',
    headers: { origin: hub.url, cookie },
    ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
  })
  return {
    status: response.status,
    location: response.headers.get('location'),
    cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '',
    text: await response.text(),
  }
}

interface Person {
  readonly id: string
  secret: string
  password: string
}

const secretOf = ({ text }: Answer) => /class="secret">([^<]+)/.exec(text)?.[1]?.replaceAll(' ', '') ?? ''
const codesOf = ({ text }: Answer) => [...text.matchAll(/<li><code>([^<]+)/g)].map(([, one]) => one ?? '')
const codeOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate()

async function firstUse(): Promise<Person> {
  const [first] = await firstAccounts(stores, new Date())
  const link = `/invitations/${first?.token}`
  const chosen = { code: first?.code ?? '', password: FIRST, again: FIRST, name: '测试人', signInName: NAME }
  const shown = await ask(link, '', chosen)
  const { cookie } = await ask(`${link}/code`, '', { code: codeOf(secretOf(shown)) })
  const [id = ''] = cookie.split('=')[1]?.split('.') ?? []
  return { id, secret: secretOf(shown), password: FIRST }
}

const factors = async () => {
  const found = await stores.accounts.factors(person.id)
  if (!found) throw new Error('the person has factors')
  return found
}

let codes = 0
/** A code of the authenticator counts once, and half a minute apart: the person has as many recovery codes as needed. */
async function nextCode(): Promise<string> {
  const code = `test${String(++codes).padStart(6, '0')}`
  const recovery = [(await stores.accountSecrets()).digest(code)]
  expect(await stores.accounts.changeFactors(person.id, 'recovery', await factors(), { recovery })).toBe(true)
  return code
}

async function signIn(code?: string): Promise<Answer> {
  const half = await ask('/sign-in', '', { name: NAME, password: person.password })
  return half.status === 303 ? ask('/sign-in/code', half.cookie, { code: code ?? (await nextCode()) }) : half
}

async function change(cookie: string, password: string, more: Record<string, string> = {}): Promise<Answer> {
  const code = more.code ?? (await nextCode())
  return ask('/account/password', cookie, { present: person.password, password, again: password, code, ...more })
}

/** The session as if it had begun earlier. */
async function aged(cookie: string, minutes: number): Promise<string> {
  const [account = '', token = ''] = cookie.split('=')[1]?.split('.') ?? []
  const hash = createHash('sha256').update(token).digest('hex')
  const startedAt = new Date(Date.now() - minutes * 60_000).toISOString()
  await work.update({ pk: `SESSIONS#${account}`, sk: `SESSION#${hash}` }, { set: { startedAt } })
  return cookie
}

const entries = async () => (await stores.audit.latest('440200', 1000)).map(({ kind, outcome }) => `${kind} ${outcome}`)
const isOpen = async (cookie: string) => (await ask('/account', cookie)).status === 200

describe('a password', () => {
  test('is changed by whoever knows it and has a code; every other session ends', async () => {
    const [here, there] = [await signIn(), await signIn()]
    expect((await ask('/account', here.cookie)).text).toContain('同时在3处登录')
    expect((await change(here.cookie, 'Xiatian8-qiche')).location).toBe('/account')
    expect([await isOpen(here.cookie), await isOpen(there.cookie)]).toEqual([true, false])
    expect((await signIn()).status, 'the old one').toBe(400)
    person.password = 'Xiatian8-qiche'
    expect((await signIn()).location).toBe('/')
    expect(await entries()).toContain('password-changed allowed')
  })

  test('is held against the rules of first use, and against the last five', async () => {
    const { cookie } = await signIn()
    const code = await nextCode()
    const refused = async (password: string, more = {}) => (await change(cookie, password, { code, ...more })).text
    expect(await refused('short')).toContain('密码太短')
    expect(await refused('Qiutian9-huoche', { again: 'x' })).toContain('两遍填写的密码不同')
    expect(await refused(FIRST)).toContain('最近5次用过')
    expect(await refused(person.password)).toContain('最近5次用过')
    expect(await refused('')).toContain('请填写现在的密码')
    expect((await change(cookie, 'Qiutian9-huoche', { code })).location, 'no refusal has used the code up').toBe(
      '/account',
    )
    person.password = 'Qiutian9-huoche'
  })

  test('is not changed with a wrong code, nor with a wrong present one, the fifth of which locks it', async () => {
    const { cookie } = await signIn()
    expect((await change(cookie, 'Dongtian1-feiji', { code: 'aaaaa-aaaaa' })).text).toContain('验证码不对')
    const before = (await entries()).filter((one) => one === 'password-refused refused').length
    const wrong = { present: 'x', code: 'aaaaa-aaaaa' }
    for (const _ of Array(4)) expect((await change(cookie, 'Dongtian1-feiji', wrong)).text).toContain('现在的密码不对')
    expect((await change(cookie, 'Dongtian1-feiji', wrong)).text).toContain('已锁定')
    expect((await entries()).filter((one) => one === 'password-refused refused')).toHaveLength(before + 5)
    expect((await change(cookie, 'Dongtian1-feiji', { code: '000000' })).text, 'the right one too').toContain('已锁定')
    expect((await signIn()).status, 'as where one signs in').toBe(409)
    await tries(work).forget({ whose: (await stores.accountSecrets()).keyOf('name', NAME), what: 'password' })
  })
})

test('recovery codes are made anew: those from before end, the new ones are shown once', async () => {
  const { cookie } = await signIn()
  const old = await nextCode()
  const made = codesOf(await ask('/account/recovery-codes', cookie, {}))
  expect(new Set(made).size).toBe(10)
  const { text } = await ask('/account', cookie)
  for (const code of made) expect(text).not.toContain(code)
  expect((await signIn(old)).status).toBe(400)
  for (const code of made.slice(0, 2)) expect((await signIn(code)).location).toBe('/')
  expect(await entries()).toContain('recovery-renewed allowed')
})

describe('an authenticator', () => {
  test('is exchanged once a code of the new one is right: the old one ends, and other sessions', async () => {
    const [here, there] = [await signIn(), await signIn()]
    const shown = await ask('/account/authenticator/new', here.cookie, {})
    const sealed = /name="sealed" value="([^"]+)"/.exec(shown.text)?.[1] ?? ''
    const code = codeOf(secretOf(shown))
    const wrong = await ask('/account/authenticator', here.cookie, { sealed, code: code === '000000' ? '1' : '000000' })
    expect([wrong.status, secretOf(wrong)], 'the picture is there again').toEqual([400, secretOf(shown)])
    expect((await ask('/account/authenticator', here.cookie, { sealed, code })).location).toBe('/account')
    expect([await isOpen(here.cookie), await isOpen(there.cookie)]).toEqual([true, false])
    const again = await ask('/account/authenticator', here.cookie, { sealed, code })
    expect(again, 'it was exchanged').toMatchObject({ status: 409, text: expect.stringContaining('重新开始') })
    const half = await ask('/sign-in', '', { name: NAME, password: person.password })
    const ahead = { timestamp: Date.now() + 30_000 }
    const codeAhead = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate(ahead)
    expect((await ask('/sign-in/code', half.cookie, { code: codeAhead(person.secret) })).status).toBe(400)
    person.secret = secretOf(shown)
    expect((await ask('/sign-in/code', half.cookie, { code: codeAhead(person.secret) })).location).toBe('/')
    expect(await entries()).toEqual(
      expect.arrayContaining(['authenticator-refused refused', 'authenticator-changed allowed']),
    )
  })

  test('is not exchanged by what was sealed otherwise', async () => {
    const { cookie } = await signIn()
    for (const sealed of ['', 'x', Buffer.alloc(60).toString('base64')])
      expect((await ask('/account/authenticator', cookie, { sealed, code: '000000' })).status).toBe(409)
  })
})

test('nothing of this is done by a session that is older than a quarter of an hour', async () => {
  const { cookie } = await signIn()
  await aged(cookie, 16)
  for (const path of ['/account', '/account/password'])
    expect((await ask(path, cookie)).text).toContain('登录后15分钟内才能')
  const code = await nextCode()
  const before = await stores.accounts.factors(person.id)
  for (const [path, fields] of [
    ['/account/password', { present: person.password, password: 'Dongtian1-feiji', again: 'Dongtian1-feiji', code }],
    ['/account/recovery-codes', {}],
    ['/account/authenticator/new', {}],
    ['/account/authenticator', { sealed: 'x', code: '000000' }],
  ] as const)
    expect([path, (await ask(path, cookie, { ...fields })).status]).toEqual([path, 409])
  expect(await stores.accounts.factors(person.id)).toEqual(before)
})

describe('policy', () => {
  const inForce = async (signIn: Partial<SignInPolicy>) => {
    const policy = await stores.policies.inForce()
    const next = { ...policy, version: policy.version + 1, signIn: { ...policy.signIn, ...signIn } }
    expect(await stores.policies.put(next)).toBe(true)
  }

  test('lets no password grow old that it says nothing of; one that is older is renewed before anything else', async () => {
    await stores.accounts.changeFactors(person.id, 'password', await factors(), { passwordSetAt: daysAgo(100) })
    expect((await signIn()).location).toBe('/')
    await inForce({ passwordDays: 90 })
    const half = await ask('/sign-in', '', { name: NAME, password: person.password, next: '/account' })
    const due = await ask('/sign-in/code', half.cookie, { code: await nextCode() })
    expect(due.location).toBe('/sign-in/password')
    expect((await ask('/account', due.cookie)).location, 'no session yet').toBe('/sign-in?next=%2Faccount')
    expect((await ask('/sign-in/password', due.cookie)).text).toContain('密码已满90天')
    const renew = (password: string) => ask('/sign-in/password', due.cookie, { password, again: password })
    expect((await renew(person.password)).text).toContain('最近5次用过')
    const renewed = await renew('Dongtian1-feiji')
    expect(renewed.location).toBe('/account')
    person.password = 'Dongtian1-feiji'
    expect([await isOpen(renewed.cookie), (await signIn()).location]).toEqual([true, '/'])
    expect(
      (await ask('/sign-in/password', '', { password: 'Chuntian2-chuan', again: 'Chuntian2-chuan' })).location,
    ).toBe('/sign-in')
  })

  test('says how long sessions last that begin from then on', async () => {
    const seconds = async (cookie: string) => JSON.parse((await ask('/account/session', cookie)).text).seconds
    const before = await signIn()
    await inForce({ idleMinutes: 10, wholeHours: 1 })
    const after = await signIn()
    expect(await seconds(before.cookie)).toBeGreaterThan(15 * 60)
    expect(await seconds(after.cookie)).toBeLessThanOrEqual(10 * 60)
    expect(await isOpen(await aged(after.cookie, 61))).toBe(false)
    expect(await isOpen(await aged(before.cookie, 61))).toBe(true)
  })

  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
})

test('the audit has no name, and no code', async () => {
  const all = JSON.stringify(await stores.audit.latest('440200', 1000))
  expect(all).not.toMatch(/测试人|lina|Tianqi/)
})
