/** Sign-in as its user meets it: the first link, two factors, sessions, locks, and what the audit keeps of it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { identityPages } from '../../functions/web/access/sign-in/identity-pages.ts'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { type FirstAccount, firstAccounts } from '../../local/hub/first-accounts.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { beginCity } from '../../local/month/play-notices.ts'

const dir = mkdtempSync(join(tmpdir(), 'yingbao-sign-in-'))
let hub: Hub
let first: FirstAccount[]
let lost: FirstAccount[]
beforeAll(async () => {
  hub = await startHub({ dataDir: join(dir, 'data'), port: 0, log: () => {} })
  await beginCity(hubStores(hub))
  lost = await firstAccounts(hubStores(hub), new Date())
  first = await firstAccounts(hubStores(hub), new Date())
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

const PASSWORD = 'Tianqi7-zuoche'

interface Answer {
  readonly status: number
  readonly location: string | null
  readonly cookie: string | undefined
  readonly clears: string | null
  readonly text: string
}

async function ask(path: string, cookie?: string, fields?: Record<string, string>): Promise<Answer> {
  const response = await fetch(hub.url + path, {
    redirect: 'manual',
    headers: { origin: hub.url, ...(cookie && { cookie }) },
    ...(fields && { method: 'POST', body: new URLSearchParams(fields) }),
  })
  return {
    status: response.status,
    location: response.headers.get('location'),
    cookie: response.headers.get('set-cookie')?.split(';')[0],
    clears: response.headers.get('clear-site-data'),
    text: await response.text(),
  }
}

interface Person {
  readonly name: string
  readonly recovery: readonly string[]
  readonly secret: string
  readonly cookie: string
}

/** @param later 1 for the code after the one that first use took: a code counts once, and half a minute early */
const codeOf = (secret: string, later: 0 | 1) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + later * 30_000 })

/** As a Chinese keyboard may write digits. */
const fullWidth = (digits: string) => digits.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))

async function firstUse({ token, code }: FirstAccount, name: string): Promise<Person> {
  const link = `/invitations/${token}`
  const chosen = { code, password: PASSWORD, again: PASSWORD, name: '测试人', signInName: name }
  const { text } = await ask(link, undefined, chosen)
  const secret = /class="secret">([^<]+)/.exec(text)?.[1]?.replaceAll(' ', '') ?? ''
  const recovery = [...text.matchAll(/<li><code>([^<]+)/g)].map(([, one]) => one ?? '')
  const { cookie = '' } = await ask(`${link}/code`, undefined, { code: codeOf(secret, 0) })
  return { name, recovery, secret, cookie }
}

const signIn = async ({ name }: Pick<Person, 'name'>, code: string) => {
  const half = await ask('/sign-in', undefined, { name, password: PASSWORD })
  return ask('/sign-in/code', half.cookie, { code })
}

const accountOf = (number: number): FirstAccount => {
  const account = first[number]
  if (!account) throw new Error('three accounts are made')
  return account
}

describe('the first accounts', () => {
  test('are three, one each of administration, security and audit, and opening a link changes nothing', async () => {
    expect(first.map(({ duty }) => duty)).toEqual(['administrator', 'security', 'auditor'])
    const { token } = accountOf(0)
    for (const _ of Array(3)) expect((await ask(`/invitations/${token}`)).status).toBe(200)
    const { status } = await fetch(`${hub.url}/invitations/${token}`, { method: 'HEAD' })
    expect(status).toBe(200)
    expect((await hubStores(hub).accounts.inCounty('440200')).length).toBe(3)
  })

  test('are taken up by link, code, password and authenticator, and the link is used once', async () => {
    const account = accountOf(0)
    const link = `/invitations/${account.token}`
    const chosen = { password: PASSWORD, again: PASSWORD, name: '张三', signInName: '138 0000 0001' }
    const wrong = account.code === '000000' ? '000001' : '000000'
    expect((await ask(link, undefined, { ...chosen, code: wrong })).text).toContain('信中的6位数字不对')
    expect((await ask(link, undefined, { ...chosen, code: account.code, again: 'x' })).text).toContain(
      '两遍填写的密码不同',
    )
    const common = { ...chosen, code: account.code, password: 'P@ssw0rd2018!', again: 'P@ssw0rd2018!' }
    expect((await ask(link, undefined, common)).text).toContain('太常见')
    const address = { signInName: 'a1@b.example', password: 'A1@b.example-7', again: 'A1@b.example-7' }
    expect((await ask(link, undefined, { ...common, ...address })).text).toContain('密码中不能有姓名')
    const half = await ask(link, undefined, { ...chosen, code: account.code.slice(1) })
    expect(half.text, 'no try').toContain('信中的数字有6位')
    const person = await firstUse({ ...account, code: fullWidth(account.code) }, '13800000001')
    expect((await ask('/account', person.cookie)).text).toContain('系统管理员')
    expect(await ask(link)).toMatchObject({ status: 410, text: expect.stringContaining('已经用过') })
    expect(await ask(`${link}/code`, undefined, { code: codeOf(person.secret, 1) })).toMatchObject({ status: 410 })
  })

  test('are opened by the latest link only: whoever finds an earlier letter opens nothing', async () => {
    expect(lost).toHaveLength(3)
    for (const { token } of lost) expect((await ask(`/invitations/${token}`)).status).toBe(410)
  })

  test('are not made again once somebody has taken one up', async () => {
    expect(await firstAccounts(hubStores(hub), new Date())).toEqual([])
  })
})

describe('a person', () => {
  let person: Person
  beforeAll(async () => {
    person = await firstUse(accountOf(1), 'lina@example.org')
  })

  test('signs in by password and code; neither alone opens anything, and a code counts once', async () => {
    const half = await ask('/sign-in', undefined, { name: 'LiNa@example.org', password: PASSWORD })
    expect(half.location).toBe('/sign-in/code')
    expect((await ask('/account', half.cookie)).location).toBe('/sign-in?next=%2Faccount')
    const code = codeOf(person.secret, 1)
    const whole = await ask('/sign-in/code', half.cookie, { code: fullWidth(code) })
    expect(whole.location).toBe('/')
    expect((await ask('/account', whole.cookie)).status).toBe(200)
    expect((await ask('/account', half.cookie)).location, 'the half session has ended').toMatch(/^\/sign-in/)
    expect((await signIn(person, code)).text).toContain('已经用过')
  })

  test('signs in by a recovery code, once', async () => {
    const [code = ''] = person.recovery
    expect((await signIn(person, code)).location).toBe('/')
    expect((await signIn(person, code)).status).toBe(400)
    expect((await signIn(person, person.recovery[1] ?? '')).location).toBe('/')
  })

  test('sees where the account is signed in, and no place where the session is over', async () => {
    const stores = hubStores(hub)
    const id = (await stores.accounts.inCounty('440200')).map((account) => account.id)
    const seen = async () => (await ask('/account', person.cookie)).text.match(/192\.0\.2\.\d+/g) ?? []
    const before = new Date(Date.now() - 31 * 60_000).toISOString()
    for (const account of id) {
      const actor = { id: account, name: '测试人', division: '440200', duties: ['security' as const] }
      const session = { stage: 'signed-in' as const, actor, startedAt: before, next: undefined }
      const begin = (hash: string, usedAt: string, address: string) =>
        stores.sessions.begin({ account, hash }, { ...session, usedAt, address }, new Date().toISOString())
      await begin('a', before, '192.0.2.1')
      await begin('b', new Date().toISOString(), '192.0.2.2')
    }
    expect(await seen()).toEqual(['192.0.2.2'])
  })

  test('signs out on the server, everywhere if wished', async () => {
    const [a, b] = [await signIn(person, person.recovery[2] ?? ''), await signIn(person, person.recovery[3] ?? '')]
    expect(await ask('/sign-out', a.cookie, {})).toMatchObject({ location: '/sign-in', clears: '"cache", "storage"' })
    expect((await ask('/account', a.cookie)).location).toMatch(/^\/sign-in/)
    expect((await ask('/account', b.cookie)).status).toBe(200)
    await ask('/account/sessions/end', b.cookie, {})
    for (const { cookie } of [b, person]) expect((await ask('/account', cookie)).location).toMatch(/^\/sign-in/)
  })

  test('is locked out by the fifth wrong password, which says so, like a name that nobody has', async () => {
    const name = 'lina@example.org'
    const tries = (who: string) =>
      Promise.all(Array.from({ length: 6 }, () => ask('/sign-in', undefined, { name: who, password: 'x' })))
    const before = await refusals()
    const [known, unknown] = [await tries(name), await tries('nobody@example.org')]
    const seen = (answers: Answer[]) =>
      answers.map(({ status, text }) => [status, text.replaceAll(/value="[^"]+"/g, '')])
    const inOrder = (answers: Answer[]) => seen(answers).sort(([a], [b]) => Number(a) - Number(b))
    expect(inOrder(known)).toEqual(inOrder(unknown))
    expect(known.filter(({ status }) => status === 409)).toHaveLength(2)
    expect(await ask('/sign-in', undefined, { name, password: PASSWORD })).toMatchObject({ status: 409 })
    expect(await refusals(), 'those that met the lock too').toBe(before + 13)
  })
})

const refusals = async () =>
  (await hubStores(hub).audit.latest('440200', 1000)).filter(({ outcome }) => outcome === 'refused').length

describe('whoever has a link', () => {
  test('and types somebody else’s name in is told so, and locks nobody out', async () => {
    const { token, code } = accountOf(2)
    const other = { code, password: PASSWORD, again: PASSWORD, name: '测试人', signInName: '13800000001' }
    const { text } = await ask(`/invitations/${token}`, undefined, other)
    expect(text).toContain('已有账号')
    expect(await ask(`/invitations/${token}/code`, undefined, { code: '000000' })).toMatchObject({ status: 410 })
  })

  test('has five wrong codes, each in the audit, and then no link', async () => {
    const { token, code } = accountOf(2)
    const link = `/invitations/${token}`
    const wrong = code === '000000' ? '000001' : '000000'
    const chosen = { password: PASSWORD, again: PASSWORD, name: '测试人', signInName: '13800000003' }
    const before = await refusals()
    for (const _ of Array(4)) await ask(link, undefined, { ...chosen, code: wrong })
    expect((await ask(link, undefined, { ...chosen, code })).status, 'a right one starts the count again').toBe(200)
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => ask(link, undefined, { ...chosen, code: wrong })),
    )
    expect(answers.filter(({ status }) => status !== 410)).toHaveLength(5)
    expect(await refusals()).toBe(before + 9)
    expect((await ask(link, undefined, { ...chosen, code })).status).toBe(410)
    expect((await ask(link)).status, 'nobody fills in a form for nothing').toBe(410)
  })
})

test('a body that is no form is a fault of the sender, not of the hub', async () => {
  for (const path of ['/sign-in', '/sign-in/code', `/invitations/${first[0]?.token}`]) {
    const headers = { origin: hub.url, 'content-type': 'multipart/form-data; boundary=x' }
    const response = await fetch(hub.url + path, { method: 'POST', headers, body: 'no form', redirect: 'manual' })
    expect([path, response.status]).toEqual([path, 400])
  }
})

test('where the city has no identity provider, its routes are as if they were not', async () => {
  const nowhere = await ask('/nowhere')
  expect(nowhere.status).toBe(404)
  for (const { path } of identityPages)
    for (const fields of [undefined, {}]) expect(await ask(path, undefined, fields)).toEqual(nowhere)
  expect((await ask('/sign-in')).text).not.toContain('统一身份认证')
})

test('the audit has each sign-in and each refused one, and nobody’s name', async () => {
  const entries = await hubStores(hub).audit.latest('440200', 1000)
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, at) => entries.length - at))
  const kinds = new Set(entries.map(({ kind }) => kind))
  expect([...kinds].sort()).toEqual(
    [
      'invited',
      'first-use',
      'second-factor-refused',
      'sessions-ended',
      'sign-in',
      'sign-in-refused',
      'sign-out',
    ].sort(),
  )
  expect(JSON.stringify(entries)).not.toMatch(/测试人|张三|lina|nobody|1380000/)
})
