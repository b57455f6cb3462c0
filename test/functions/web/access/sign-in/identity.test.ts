/** Sign-in by a city's identity provider as its user meets it: bound once, then one button; and all that opens nothing. */
import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { invite } from '../../../../../functions/shared/stages/invite.ts'
import { app } from '../../../../../functions/web/app.ts'
import type { WebDeps } from '../../../../../functions/web/deps.ts'
import { present } from '../../../../../schemas/present.ts'
import { identityProvider } from '../../../../../stores/access/identity-provider.ts'
import type { WorkTable } from '../../../../../stores/aws/work.ts'
import { asWeb } from '../../../../faults/as-stage.ts'
import { atProvider, CLIENT, startProvider, type TestProvider } from '../../../../identity/provider.ts'
import { dynalite, type Engine } from '../../../../stores/engines.ts'
import { CITY, HERE, PASSWORD, signInStand, TABLES } from './sign-in-stand.ts'

let engine: Engine
let work: WorkTable
const state = { time: Date.parse('2018-06-06T01:00:00.000Z'), isAuditBroken: false }
let deps: WebDeps
let provider: TestProvider
/** Of another issuer, with people of the same subjects. */
let otherProvider: TestProvider
type Hub = ReturnType<typeof app>
/** The provider's word is the password's there, and both factors there; the last one trusts another provider. */
let hub: Hub
let trusting: Hub
let foreign: Hub
let person: Person
let other: Person

beforeAll(async () => {
  engine = await dynalite()
  ;({ work, deps } = await signInStand(engine, state))
  ;[provider, otherProvider] = [await startProvider(), await startProvider()]
  for (const one of [provider, otherProvider])
    await one.knows({ comesBackTo: `${HERE}/sign-in/identity/callback`, leavesTo: `${HERE}/sign-in` })
  const hubOf = ({ issuer }: TestProvider, acr: string[]) => {
    const setting = { issuer, clientId: CLIENT.id, secret: async () => CLIENT.secret, acr, amr: [] }
    return asWeb(
      engine.clients,
      TABLES,
      app({ ...deps, identityProvider: identityProvider(setting) }, async () => 0),
    )
  }
  hub = hubOf(provider, [])
  trusting = hubOf(provider, ['two-factors'])
  foreign = hubOf(otherProvider, [])
  person = await firstUse('a@example.org')
  other = await firstUse('b@example.org')
})
afterAll(async () => {
  await Promise.all([engine.stop(), provider.close(), otherProvider.close()])
})
beforeEach(() => {
  state.isAuditBroken = false
  Object.assign(provider, { person: { subject: 'li' }, alter: undefined, instead: undefined })
})

const minutes = (count: number) => {
  state.time += count * 60_000
}

/** A browser: it keeps cookies, and shows where it was led. */
function browser() {
  const cookies = new Map<string, string>()
  const ask = async (path: string, fields?: Record<string, string>, of = hub) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const body = fields && new URLSearchParams(fields).toString()
    const type = { 'content-type': 'application/x-www-form-urlencoded' }
    const headers = { origin: HERE, cookie, ...(body !== undefined && type) }
    const answer = await of.request(new URL(path, HERE).href, {
      headers,
      ...(body !== undefined && { method: 'POST', body }),
    })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    const { status, headers: said } = answer
    return { status, location: said.get('location'), headers: said, text: await answer.text() }
  }
  return { ask, cookies }
}

type Browser = ReturnType<typeof browser>

const sessionOf = ({ cookies }: Browser) => cookies.get('yingbao-session') ?? ''
const leadsTo = ({ headers }: { headers: Headers }) => present(headers.get('refresh')?.split('url=')[1], 'an address')

interface Leaving {
  readonly path?: string
  readonly next?: string
  readonly of?: Hub
}

/** @returns the address at which the provider sends the browser back */
async function sentBack({ ask }: Browser, { path = '/sign-in/identity', next = '', of = hub }: Leaving = {}) {
  const to = leadsTo(await ask(path, { next }, of))
  const back = await atProvider(to, new URL(to).origin)
  return back.pathname + back.search
}

const binding = { path: '/account/identity' }

interface Person {
  readonly id: string
  readonly secret: string
  readonly at: Browser
}

async function firstUse(signInName: string, id = randomBytes(8).toString('hex')): Promise<Person> {
  if (!(await deps.accounts.get(id)))
    await deps.accounts.create({
      id,
      division: CITY,
      duties: ['auditor'],
      invitedAt: new Date(state.time).toISOString(),
    })
  const { token, code } = await invite(deps, id)
  const at = browser()
  const password = `${PASSWORD}${token.slice(0, 6)}`
  const { text } = await at.ask(`/invitations/${token}`, {
    code,
    password,
    again: password,
    name: '测试人',
    signInName,
  })
  const secret = /class="secret">([^<]+)/.exec(text)?.[1]?.replaceAll(' ', '') ?? ''
  expect((await at.ask(`/invitations/${token}/code`, { code: codeOf(secret) })).location).toBe('/')
  return { id, secret, at }
}

const codeOf = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: state.time })

/** A code counts once, so that the next one is waited for. */
async function withCode({ at, secret }: Pick<Person, 'at' | 'secret'>) {
  minutes(1)
  return at.ask('/sign-in/code', { code: codeOf(secret) })
}

const latest = async () => (await deps.audit.latest(CITY, 1))[0]
const refused = (object: string) => ({ kind: 'sign-in-refused', outcome: 'refused', object })

describe('an account', () => {
  test('is not opened before it is bound', async () => {
    const at = browser()
    expect((await at.ask('/sign-in')).text).toContain('统一身份认证登录')
    const answer = await at.ask(await sentBack(at))
    expect(answer).toMatchObject({ status: 409, text: expect.stringContaining('还没有绑定') })
    expect(sessionOf(at)).toBe('')
    expect(await latest()).toMatchObject(refused('identity-unbound'))
  })

  test('is bound by its holder, soon after signing in to the hub, and after signing in to the provider anew', async () => {
    const { at, id } = person
    const to = leadsTo(await at.ask('/account/identity', {}))
    expect(new URL(to).searchParams.get('prompt')).toBe('login')
    const back = await atProvider(to, provider.issuer)
    expect((await at.ask(back.pathname + back.search)).location).toBe('/account')
    expect((await at.ask('/account')).text).toContain('解除绑定')
    expect(await latest()).toMatchObject({ kind: 'identity-bound', outcome: 'allowed', account: id })
  })

  test('is not bound to the identity of another, by another session, or long after signing in', async () => {
    const { at } = other
    const taken = { kind: 'identity-bound', outcome: 'refused', object: 'identity-taken' }
    const answer = await at.ask(await sentBack(at, binding))
    expect(answer).toMatchObject({ status: 409, text: expect.stringContaining('已经绑定另一个账号') })
    expect(await latest()).toMatchObject({ ...taken, account: other.id })
    provider.person = { subject: 'wang' }
    const back = await sentBack(at, binding)
    const lured = browser()
    lured.cookies.set('yingbao-browser', at.cookies.get('yingbao-browser') ?? '')
    lured.cookies.set('yingbao-session', sessionOf(person.at))
    expect((await lured.ask(back)).text).toContain('请重新开始')
    minutes(16)
    expect((await at.ask('/account/identity', {})).status).toBe(409)
    expect((await at.ask('/account/identity/end', {})).status).toBe(409)
    expect((await at.ask('/account')).text).toContain('15分钟内才能绑定')
    expect(await deps.identityBindings.of(other.id)).toBeUndefined()
  })
})

describe('sign-in', () => {
  test('by the provider stands for the password: the code is asked for, then the page that was asked for', async () => {
    const at = browser()
    const before = sessionOf(person.at)
    at.cookies.set('yingbao-session', before)
    const half = await at.ask(await sentBack(at, { next: '/account' }))
    expect(half.location).toBe('/sign-in/code')
    expect(sessionOf(at)).not.toBe(before)
    expect((await person.at.ask('/account')).location, 'the number from before has ended').toMatch(/^\/sign-in/)
    expect((await at.ask('/account')).location, 'one factor opens nothing').toMatch(/^\/sign-in/)
    expect((await withCode({ ...person, at })).location).toBe('/account')
    expect((await at.ask('/account')).status).toBe(200)
    expect(await latest()).toMatchObject({
      kind: 'sign-in',
      outcome: 'allowed',
      object: 'identity',
      account: person.id,
    })
    const left = await at.ask('/sign-out', {})
    expect(left.location).toBe('/sign-in?left=provider')
    expect((await at.ask(left.location ?? '')).text).toContain(`href="${provider.issuer}/session/end?`)
  })

  test('is of the browser that set out, once, for ten minutes; whoever else comes uses nothing up', async () => {
    const [at, lured] = [browser(), browser()]
    const back = await sentBack(at)
    for (const cookie of ['', 'x']) {
      lured.cookies.set('yingbao-browser', cookie)
      expect(await lured.ask(back)).toMatchObject({ status: 409, text: expect.stringContaining('请重新开始') })
      expect(sessionOf(lured)).toBe('')
    }
    const kept = at.cookies.get('yingbao-browser') ?? ''
    expect((await at.ask(back)).location).toBe('/sign-in/code')
    at.cookies.set('yingbao-browser', kept)
    expect((await at.ask(back)).status).toBe(409)
    expect(await latest()).toMatchObject(refused('identity-lapsed'))
    for (const query of ['', '?state=made-up&code=x']) {
      const answer = await at.ask(`/sign-in/identity/callback${query}`)
      expect(answer.status).toBe(409)
    }
    const late = await sentBack(at)
    minutes(10)
    expect((await at.ask(late)).text).toContain('请重新开始')
  })

  test('leads to no page of others', async () => {
    const at = browser()
    await at.ask(await sentBack(at, { next: '//evil.example' }))
    expect((await withCode({ ...person, at })).location).toBe('/')
  })

  test.each([
    ['another nonce', { nonce: 'x' }, 'identity-invalid'],
    ['another issuer', { iss: 'https://id.example.org' }, 'identity-invalid'],
    ['a token of long ago', { exp: 1 }, 'identity-clock'],
    ['a subject that nobody has', { sub: 'nobody' }, 'identity-unbound'],
  ])('is refused for %s', async (_, claims, object) => {
    const at = browser()
    const back = await sentBack(at)
    provider.alter = (said) => ({ claims: { ...said, ...claims } })
    expect((await at.ask(back)).status).toBe(409)
    expect(sessionOf(at)).toBe('')
    expect(await latest()).toMatchObject(refused(object))
  })

  test('is refused for the same subject at another provider', async () => {
    otherProvider.person = { subject: 'li' }
    const at = browser()
    expect((await at.ask(await sentBack(at, { of: foreign }), undefined, foreign)).text).toContain('还没有绑定')
    expect(sessionOf(at)).toBe('')
  })

  test('is refused where the provider declines, or is down on the way there or back', async () => {
    const at = browser()
    provider.person = undefined
    expect((await at.ask(await sentBack(at))).text).toContain('没有通过')
    expect(await latest()).toMatchObject(refused('identity-declined'))
    provider.person = { subject: 'li' }
    const back = await sentBack(at)
    provider.instead = (_, response) => response.writeHead(502).end()
    expect((await at.ask(back)).text).toContain('没有应答')
    expect(await latest()).toMatchObject(refused('identity-unreachable'))
    expect((await at.ask('/sign-in/identity', { next: '/account' })).text).toMatch(/没有应答.*value="\/account"/s)
  })

  test('is refused for a locked account', async () => {
    const at = browser()
    const lock = (lockedAt?: string) =>
      work.update({ pk: `ACCOUNT#${person.id}`, sk: 'ACCOUNT' }, { set: { lockedAt } })
    await lock(new Date(state.time).toISOString())
    expect((await at.ask(await sentBack(at))).text).toContain('账号已锁定')
    expect(await latest()).toMatchObject({ ...refused('identity-locked'), account: person.id })
    await lock()
  })

  test('is whole where the provider says that it asked for two factors, and refused where it does not', async () => {
    const at = browser()
    const back = (next = '') => sentBack(at, { next, of: trusting })
    expect((await at.ask(await back(), undefined, trusting)).text).toContain('两种方式')
    expect(await latest()).toMatchObject(refused('identity-weak'))
    provider.person = { subject: 'li', acr: 'two-factors' }
    expect((await at.ask(await back('/account'), undefined, trusting)).location).toBe('/account')
    expect((await at.ask('/account')).status).toBe(200)
    expect(await latest()).toMatchObject({ kind: 'sign-in', object: 'identity', account: person.id })
  })

  test('is refused by a provider that is one factor where the account has no authenticator for the other', async () => {
    const key = { pk: `ACCOUNT#${person.id}`, sk: 'FACTORS' }
    const { totp } = present(await deps.accounts.factors(person.id), 'factors')
    await work.update(key, { set: { totp: undefined } })
    const at = browser()
    expect((await at.ask(await sentBack(at))).text).toContain('没有手机验证器')
    await work.update(key, { set: { totp } })
  })

  test('does not happen where the audit cannot be written', async () => {
    provider.person = { subject: 'li', acr: 'two-factors' }
    const at = browser()
    const back = await sentBack(at, { of: trusting })
    state.isAuditBroken = true
    expect((await at.ask(back, undefined, trusting)).status).toBe(500)
    expect(sessionOf(at)).toBe('')
  })
})

test('a binding ends by its holder’s wish, and by a new invitation', async () => {
  const at = browser()
  await at.ask(await sentBack(at))
  await withCode({ ...person, at })
  expect((await at.ask('/account/identity/end', {})).location).toBe('/account')
  expect(await latest()).toMatchObject({ kind: 'identity-unbound', account: person.id })
  const shut = async () => (await at.ask(await sentBack(at))).text
  expect(await shut()).toContain('还没有绑定')
  await at.ask(await sentBack(at, binding))
  expect(await deps.identityBindings.of(person.id)).toBeDefined()
  await firstUse('a@example.org', person.id)
  expect(await shut()).toContain('还没有绑定')
})

test('the provider leads back to the hub’s own address only', async () => {
  const shown = await hub.request('http://127.0.0.1/sign-in')
  expect(await shown.text()).toMatch(/统一身份认证登录的，请换这个网址打开本平台：/)
  const body = new URLSearchParams({ next: '' }).toString()
  const headers = { origin: 'http://127.0.0.1', 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await hub.request('http://127.0.0.1/sign-in/identity', { method: 'POST', body, headers })
  expect([answer.status, (await answer.text()).includes(`请用 ${HERE} 打开`)]).toEqual([409, true])
})

test('no token, name or subject is kept, and the page that leads on lets nothing else in', async () => {
  const entries = await deps.audit.latest(CITY, 1000)
  expect(JSON.stringify(entries)).not.toMatch(/测试人|"li"|eyJ|example\.org/)
  const { headers } = await browser().ask('/sign-in/identity', {})
  expect(headers.get('content-security-policy')).toContain("form-action 'self'; base-uri 'none'")
  expect(headers.getSetCookie()).toEqual([
    expect.stringMatching(/^yingbao-browser=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/),
  ])
})
