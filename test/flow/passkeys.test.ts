/** Passkeys as routes take them: added, used, removed, and every answer that does not hold. */
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Invited, invite } from '../../functions/shared/stages/invite.ts'
import { beginSession } from '../../functions/web/access/sign-in/begin-session.ts'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { firstAccounts } from '../../local/hub/first-accounts.ts'
import { type HubStores, hubStores } from '../../local/hub/hub-stores.ts'
import { beginCity } from '../../local/month/play-notices.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { workTable } from '../../stores/aws/work.ts'
import { optionsOf as optionsIn, Passkey, type Twist } from '../authenticator.ts'

const dir = mkdtempSync(join(tmpdir(), 'yingbao-passkeys-'))
let hub: Hub
let stores: HubStores
beforeAll(async () => {
  hub = await startHub({ dataDir: join(dir, 'data'), port: 0, log: () => {} })
  stores = hubStores(hub)
  await beginCity(stores)
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

interface Answer {
  readonly status: number
  readonly location: string | null
  readonly cookie: string | undefined
  readonly text: string
}

async function ask(path: string, cookie?: string, fields?: Record<string, string>, url = hub.url): Promise<Answer> {
  const response = await fetch(url + path, {
    redirect: 'manual',
    headers: { origin: url, ...(cookie && { cookie }) },
    ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
  })
  return {
    status: response.status,
    location: response.headers.get('location'),
    cookie: response.headers.get('set-cookie')?.split(';')[0],
    text: await response.text(),
  }
}

const optionsOf = ({ text }: Answer) => optionsIn(text)

interface Person {
  readonly id: string
  readonly cookie: string
}

let persons = 0
/** @param minutes since its sign-in */
async function person(minutes = 0): Promise<Person> {
  const id = createHash('sha256').update(`person ${++persons}`).digest('hex').slice(0, 16)
  const holder = { name: '测试人', signInName: `person${persons}@example.org` }
  const account = {
    id,
    division: '440222',
    office: 'finance' as const,
    duties: ['clerk' as const],
    invitedAt: AT,
    activeAt: AT,
  }
  await stores.accounts.create(account)
  const { keyOf } = await stores.accountSecrets()
  await stores.accounts.name(id, holder, keyOf('name', holder.signInName))
  const now = () => new Date(Date.now() - minutes * 60_000)
  const from = { address: '', local: true }
  const cookie = await beginSession({ sessions: stores.sessions, now }, { ...account, ...holder }, 'signed-in', from)
  return { id, cookie: cookie.split(';')[0] ?? '' }
}
const AT = '2018-06-06T01:00:00.000Z'

const newPasskey = () => new Passkey(hub.url)

async function add({ cookie }: Person, passkey = newPasskey(), twist?: Twist): Promise<Answer> {
  const step = await ask('/account/passkeys/new', cookie, { name: '办公室电脑' })
  return ask('/account/passkeys', cookie, { name: '办公室电脑', answer: passkey.make(optionsOf(step), twist) })
}

async function holder(): Promise<Person & { passkey: Passkey }> {
  const [own, passkey] = [await person(), newPasskey()]
  expect((await add(own, passkey)).location).toBe('/account')
  return { ...own, passkey }
}

const toSign = async (next = '') => optionsOf(await ask('/sign-in/passkey', undefined, { next }))
const answered = (answer: string, next = '') => ask('/sign-in/passkey/answer', undefined, { answer, next })
const signIn = async (passkey: Passkey, twist?: Twist) => answered(passkey.sign(await toSign(), twist))
const kept = async ({ id }: Person) => (await stores.passkeys.list(id)).length
const refOf = async ({ id }: Person) =>
  createHash('sha256')
    .update((await stores.passkeys.list(id))[0]?.id ?? '')
    .digest('hex')
    .slice(0, 16)

test('a person adds a passkey, signs in by it alone, and goes where they wanted to', async () => {
  const { passkey, id } = await holder()
  const { location, cookie } = await answered(passkey.sign(await toSign('/account')), '/account')
  expect(location).toBe('/account')
  const { text } = await ask('/account', cookie)
  expect(text).toContain('办公室电脑')
  expect(await stores.passkeys.list(id)).toMatchObject([{ counter: 2, usedAt: expect.any(String) }])
})

describe('signs nobody in:', () => {
  const wrong = async (answer: Answer, sentence = '这个通行密钥不能登录') => {
    expect([answer.status, answer.cookie]).toEqual([400, undefined])
    expect(answer.text).toContain(sentence)
  }

  test('an answer that was sent before, of a passkey that counts nothing', async () => {
    const [own, passkey] = [await person(), newPasskey()]
    await add(own, passkey, { counter: 0 })
    const once = passkey.sign(await toSign(), { counter: 0 })
    expect((await answered(once)).status).toBe(303)
    await wrong(await answered(once), '已经提交过')
    const twice = passkey.sign(await toSign(), { counter: 0 })
    const both = await Promise.all([answered(twice), answered(twice)])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 400])
  })

  test('a challenge that is late, was made for another purpose, or by nobody here', async () => {
    const { passkey, cookie } = await holder()
    const challenge = Buffer.from('late').toString('base64url')
    const hash = createHash('sha256').update(challenge).digest('hex')
    await stores.passkeys.putChallenge(hash, { purpose: 'sign-in', until: new Date(Date.now() - 1).toISOString() })
    const rpId = 'localhost'
    await wrong(await answered(passkey.sign({ challenge, rpId })), '已超过5分钟')
    await wrong(await answered(passkey.sign({ challenge: 'bmV2ZXI', rpId })), '已超过5分钟')
    const toAdd = optionsOf(await ask('/account/passkeys/new', cookie, { name: 'x' }))
    await wrong(await answered(passkey.sign({ challenge: toAdd.challenge, rpId })), '已超过5分钟')
  })

  test.each<[what: string, twist: () => Twist]>([
    ['another site’s origin', () => ({ origin: 'http://localhost:1' })],
    ['the same site by its number', () => ({ origin: hub.url.replace('localhost', '127.0.0.1') })],
    ['another RP id', () => ({ rpId: 'example.org' })],
    ['a counter that has gone back', () => ({ counter: 1 })],
    ['nobody verified', () => ({ isVerified: false })],
    ['a frame in another site’s page', () => ({ isFramed: true })],
  ])('%s', async (_, twist) => {
    const { passkey } = await holder()
    await wrong(await signIn(passkey, twist()))
    expect((await signIn(passkey, { counter: 9 })).status, 'a right one after it').toBe(303)
  })

  test('a credential of somebody else’s account', async () => {
    const [own, other] = [await holder(), await holder()]
    const handle = (id: string) => Buffer.from(id).toString('base64url')
    await wrong(await signIn(own.passkey, { userHandle: handle(other.id) }))
    await wrong(await signIn(own.passkey, { userHandle: handle('0000000000000000') }))
    expect((await signIn(own.passkey)).status).toBe(303)
  })

  test('a removed credential, and one that was never added', async () => {
    const { passkey, ...own } = await holder()
    await add(own)
    expect((await ask('/account/passkeys/remove', own.cookie, { ref: await refOf(own) })).location).toBe('/account')
    await wrong(await signIn(passkey))
    const stranger = newPasskey()
    stranger.make({ challenge: 'x', user: { id: Buffer.from(own.id).toString('base64url') } })
    await wrong(await signIn(stranger))
  })

  test('whoever tried wrongly five times: a right answer is refused too, and other accounts’ are not', async () => {
    const [own, other] = [await holder(), await holder()]
    for (let n = 0; n < 4; n++) await wrong(await signIn(own.passkey, { isVerified: false }))
    for (const twist of [{ isVerified: false } as const, {}]) {
      const { status, text } = await signIn(own.passkey, twist)
      expect([status, text.includes('已锁定')]).toEqual([409, true])
    }
    expect((await signIn(other.passkey)).status).toBe(303)
  })

  test('whoever’s account is locked', async () => {
    const { passkey, id } = await holder()
    const { WORK_TABLE = '' } = Object.entries(hub.functions).find(([name]) => /web/i.test(name))?.[1] ?? {}
    const work = workTable(makeClients({ environment: hub.env }), WORK_TABLE)
    await work.update({ pk: `ACCOUNT#${id}`, sk: 'ACCOUNT' }, { set: { lockedAt: AT } })
    await wrong(await signIn(passkey))
  })

  test.each(['', '{}', '[', JSON.stringify({ id: 'x'.repeat(5000) })])('what is no answer: %.20s', async (answer) => {
    await wrong(await answered(answer), '没有完成')
  })
})

describe('one’s own account', () => {
  test('takes ten, and none twice', async () => {
    const own = await person()
    const first = newPasskey()
    await add(own, first)
    expect((await add(own, first)).text).toContain('已经添加过')
    for (let n = 1; n < 10; n++) await add(own)
    expect((await add(own)).text).toContain('已有10个')
    expect(await kept(own)).toBe(10)
  })

  test.each<[string, Twist]>([
    ['another origin', { origin: 'https://example.org' }],
    ['another RP id', { rpId: 'example.org' }],
    ['nobody verified', { isVerified: false }],
  ])('does not take one made with %s', async (_, twist) => {
    const own = await person()
    expect((await add(own, newPasskey(), twist)).status).toBe(400)
    expect(await kept(own)).toBe(0)
  })

  test('does not take an answer to somebody else’s question, or to a question to sign in', async () => {
    const [own, other] = [await person(), await person()]
    const step = await ask('/account/passkeys/new', other.cookie, { name: 'x' })
    const asked = [optionsOf(step), { ...(await toSign()), rp: { id: 'localhost' } }]
    for (const one of asked) {
      const answer = await ask('/account/passkeys', own.cookie, { name: 'x', answer: newPasskey().make(one) })
      expect([answer.status, answer.text.includes('已超过5分钟')]).toEqual([400, true])
    }
    expect(await kept(own)).toBe(0)
  })

  test('keeps its last way to sign in, of two removed at once too', async () => {
    const { passkey, ...own } = await holder()
    await add(own)
    const refs = (await stores.passkeys.list(own.id)).map(({ id }) => createHash('sha256').update(id).digest('hex'))
    const removed = await Promise.all(
      refs.map((ref) => ask('/account/passkeys/remove', own.cookie, { ref: ref.slice(0, 16) })),
    )
    expect(removed.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(removed.find(({ status }) => status === 409)?.text).toContain('唯一方式')
    const factors = { password: 'p', earlier: [], totp: 't', step: 0, recovery: [] }
    await stores.accounts.putFactors(own.id, factors, AT)
    expect((await ask('/account/passkeys/remove', own.cookie, { ref: await refOf(own) })).location).toBe('/account')
    expect(await kept(own)).toBe(0)
  })

  test('changes only soon after signing in', async () => {
    const own = await person(16)
    const { text } = await ask('/account', own.cookie)
    expect(text).toContain('重新登录')
    expect(text).not.toContain('/account/passkeys/new')
    expect((await ask('/account/passkeys/new', own.cookie, { name: 'x' })).status).toBe(409)
    expect((await ask('/account/passkeys/remove', own.cookie, { ref: '0'.repeat(16) })).status).toBe(409)
  })

  test('opened by a number instead of a name says where passkeys are', async () => {
    const byNumber = hub.url.replace('localhost', '127.0.0.1')
    const { cookie } = await person()
    for (const path of ['/sign-in', '/account']) {
      const { text } = await ask(path, cookie, undefined, byNumber)
      expect(text).toContain(`href="${hub.url}${path}"`)
      expect(text).not.toContain('data-passkeys')
    }
    const { status, text } = await ask('/sign-in/passkey', undefined, { next: '' }, byNumber)
    expect([status, text.includes(`请用 ${hub.url} 打开`)]).toEqual([409, true])
  })
})

describe('first use by a passkey', () => {
  const firstUse = async ({ token, code }: Invited, passkey: Passkey, more: Record<string, string> = {}) => {
    const step = await ask(`/invitations/${token}/passkey`, undefined, { code, ...more })
    return ask(`/invitations/${token}/passkey/answer`, undefined, { answer: passkey.make(optionsOf(step)) })
  }
  const own = { name: '李娜', signInName: 'lina@example.org' }
  const deps = () => ({ ...stores, now: () => new Date() })

  test('needs the letter’s code and no password; a reset ends it', async () => {
    const [first] = await firstAccounts(stores, new Date())
    if (!first) throw new Error('three accounts are made')
    const link = `/invitations/${first.token}`
    const { status } = await ask(`${link}/passkey/answer`, undefined, { answer: newPasskey().make({ challenge: 'x' }) })
    expect(status, 'before the code').toBe(410)
    expect((await ask(`${link}/passkey`, undefined, { code: first.code })).text).toContain('请把密码以外的各项填写完整')
    const code = first.code === '000000' ? '000001' : '000000'
    expect((await ask(`${link}/passkey`, undefined, { ...own, code })).text).toContain('数字不对')
    const step = await ask(`${link}/passkey`, undefined, { ...own, code: first.code })
    const bad = newPasskey().make(optionsOf(step), { isVerified: false })
    expect((await ask(`${link}/passkey/answer`, undefined, { answer: bad })).status).toBe(400)

    const passkey = newPasskey()
    const { location, cookie } = await firstUse(first, passkey, own)
    expect(location).toBe('/')
    expect((await ask('/account', cookie)).text).toContain('首次使用')
    expect((await ask(link)).status).toBe(410)
    expect((await signIn(passkey)).location).toBe('/')
    expect((await ask('/sign-in', undefined, { name: own.signInName, password: 'x' })).status).toBe(400)

    const { keyOf } = await stores.accountSecrets()
    const id = (await stores.accounts.idOf(keyOf('name', own.signInName))) ?? ''
    const another = newPasskey()
    expect((await firstUse(await invite(deps(), id), another)).location).toBe('/')
    expect((await ask('/account', cookie)).location, 'sessions of before').toMatch(/^\/sign-in/)
    expect([(await signIn(passkey)).status, (await signIn(another)).status]).toEqual([400, 303])
  })

  test('leaves no passkey where the reset is by a password', async () => {
    const { passkey, id, cookie } = await holder()
    const { token, code } = await invite(deps(), id)
    const toBegin = optionsOf(await ask(`/invitations/${token}/passkey`, undefined, { code }))
    const added = await ask('/account/passkeys', cookie, { name: 'x', answer: newPasskey().make(toBegin) })
    expect(added.text, 'an answer to another question').toContain('已超过5分钟')
    const password = 'Tianqi7-zuoche'
    const { text } = await ask(`/invitations/${token}`, undefined, { code, password, again: password })
    const secret = /class="secret">([^<]+)/.exec(text)?.[1]?.replaceAll(' ', '') ?? ''
    const now = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
    expect((await ask(`/invitations/${token}/code`, undefined, { code: now })).location).toBe('/')
    expect((await signIn(passkey)).status).toBe(400)
    expect((await stores.accounts.factors(id))?.password).toBeDefined()
  })
})

test('the audit has each of these, also refused, and says by which passkey', async () => {
  const entries = (await stores.audit.latest('440222', 1000)).filter(({ kind }) =>
    /^(sign-in|passkey|first-use)/.test(kind),
  )
  const kinds = new Set(entries.map(({ kind, outcome }) => `${kind} ${outcome}`))
  expect([...kinds].sort()).toEqual([
    'first-use allowed',
    'passkey-added allowed',
    'passkey-added refused',
    'passkey-removed allowed',
    'passkey-removed refused',
    'sign-in allowed',
    'sign-in-refused refused',
  ])
  for (const { kind, outcome, object } of entries)
    if (kind.startsWith('sign-in') || (kind.startsWith('passkey') && outcome === 'allowed'))
      expect(object).toMatch(/^passkey\/[0-9a-f]{16}$/)
  expect(JSON.stringify(entries)).not.toMatch(/测试人|李娜|person|办公室/)
})
