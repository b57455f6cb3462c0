/** Sign-in as time passes, and while the audit cannot be written: the real routes on the embedded engine. */
import { createHash, randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Invited, invite } from '../../../../../functions/shared/stages/invite.ts'
import { app } from '../../../../../functions/web/app.ts'
import type { WebDeps } from '../../../../../functions/web/deps.ts'
import type { WorkTable } from '../../../../../stores/aws/work.ts'
import { optionsOf, Passkey } from '../../../../authenticator.ts'
import { asWeb } from '../../../../faults/as-stage.ts'
import { dynalite, type Engine } from '../../../../stores/engines.ts'
import { CITY, HERE, PASSWORD, signInStand, TABLES } from './sign-in-stand.ts'

const START = Date.parse('2018-06-06T01:00:00.000Z')

let engine: Engine
let work: WorkTable
const state = { time: START, isAuditBroken: false }
let web: ReturnType<typeof app>
let deps: WebDeps
beforeAll(async () => {
  engine = await dynalite()
  ;({ work, deps } = await signInStand(engine, state))
  web = asWeb(
    engine.clients,
    TABLES,
    app(deps, async () => 0),
  )
})
afterAll(() => engine.stop())
beforeEach(() => {
  state.isAuditBroken = false
  state.time += 86_400_000
})

async function ask(path: string, cookie = '', fields?: Record<string, string>) {
  const body = fields && new URLSearchParams(fields)
  const headers = { origin: HERE, cookie, ...(body && { 'content-type': 'application/x-www-form-urlencoded' }) }
  const answer = await web.request(HERE + path, {
    method: body ? 'POST' : 'GET',
    headers,
    ...(body && { body: body.toString() }),
  })
  const set = answer.headers.get('set-cookie')?.split(';')[0]
  return { status: answer.status, to: answer.headers.get('location'), cookie: set ?? '', text: await answer.text() }
}

const minutes = (count: number) => {
  state.time += count * 60_000
}
const codeAt = (secret: string, seconds = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: state.time + seconds * 1000 })

async function newLink(): Promise<Invited & { id: string }> {
  const id = randomBytes(8).toString('hex')
  await deps.accounts.create({ id, division: CITY, duties: ['auditor'], invitedAt: new Date(state.time).toISOString() })
  return { id, ...(await invite(deps, id)) }
}

const chosen = (code: string, name: string, password = PASSWORD) => ({
  ...{ code, name: '测试人', signInName: name, password, again: password },
})

async function person(name: string, password = PASSWORD) {
  const link = await newLink()
  const { text } = await ask(`/invitations/${link.token}`, '', chosen(link.code, name, password))
  const secret = /class="secret">([^<]+)/.exec(text)?.[1]?.replaceAll(' ', '') ?? ''
  const recovery = [...text.matchAll(/<li><code>([^<]+)/g)].map(([, one]) => one ?? '')
  const { cookie, to } = await ask(`/invitations/${link.token}/code`, '', { code: codeAt(secret) })
  expect(to).toBe('/')
  return { ...link, name, secret, recovery, cookie }
}

const password = (name: string, text = PASSWORD) => ask('/sign-in', '', { name, password: text })
const statuses = (answers: readonly { status: number }[]) => answers.map(({ status }) => status).sort()

test('a link is good for 48 hours', async () => {
  const { token, code } = await newLink()
  minutes(48 * 60 - 1)
  expect((await ask(`/invitations/${token}`)).status).toBe(200)
  minutes(2)
  expect((await ask(`/invitations/${token}`)).status).toBe(410)
  expect((await ask(`/invitations/${token}`, '', chosen(code, 'late@example.org'))).status).toBe(410)
})

test('a reset ends every session, takes none of the last five passwords, and leaves the old factors nothing', async () => {
  const holder = await person('reset@example.org')
  const half = (await password(holder.name)).cookie
  let last = await person('other@example.org')
  for (const round of [1, 2, 3, 4, 5]) {
    const { token, code } = await invite(deps, holder.id)
    const used = round === 5 ? PASSWORD : `${PASSWORD}${round - 1}`.replace(/0$/, '')
    expect((await ask(`/invitations/${token}`, '', chosen(code, 'a@example.org', used))).text).toContain('用过')
    const { text } = await ask(`/invitations/${token}`, '', chosen(code, 'not-mine@example.org', `${PASSWORD}${round}`))
    const secret = /class="secret">([^<]+)/.exec(text)?.[1]?.replaceAll(' ', '') ?? ''
    const { cookie } = await ask(`/invitations/${token}/code`, '', { code: codeAt(secret) })
    last = { ...holder, secret, cookie }
  }
  expect((await ask('/account', last.cookie)).status).toBe(200)
  expect((await ask('/account', holder.cookie)).status).toBe(303)
  expect((await ask('/sign-in/code', half, { code: codeAt(holder.secret, 30) })).to).toBe('/sign-in')
  expect((await password(holder.name)).status).toBe(400)
  expect((await password('not-mine@example.org', `${PASSWORD}5`)).status).toBe(400)
  const { token, code } = await invite(deps, holder.id)
  expect(
    (await ask(`/invitations/${token}`, '', chosen(code, 'a@example.org', PASSWORD))).status,
    'the sixth is free',
  ).toBe(200)
})

test('a lock holds for 15 minutes, for its own factor only', async () => {
  const { name, secret } = await person('locked@example.org')
  const half = (await password(name)).cookie
  const wrong = await Promise.all(Array.from({ length: 12 }, (_, at) => password(name, `${PASSWORD}${at}`)))
  expect(statuses(wrong)).toEqual([...Array(4).fill(400), ...Array(8).fill(409)])
  minutes(14)
  expect((await password(name)).status).toBe(409)
  minutes(2)
  expect((await password(name)).to).toBe('/sign-in/code')
  const other = (await password(name)).cookie
  for (const _ of Array(5)) await ask('/sign-in/code', other, { code: '000000' })
  expect((await ask('/sign-in/code', other, { code: codeAt(secret, 30) })).status).toBe(409)
  expect((await password(name)).to, 'the password is another factor').toBe('/sign-in/code')
  expect((await ask('/sign-in/code', half, { code: codeAt(secret) })).to, 'a half session has ten minutes').toBe(
    '/sign-in',
  )
})

test('a password that is a year old signs in, and nobody is asked for another one', async () => {
  const { name, secret } = await person('year@example.org')
  for (let month = 0; month < 12; month += 2) {
    minutes(60 * 24 * 60)
    const half = await password(name)
    expect(half.to).toBe('/sign-in/code')
    expect((await ask('/sign-in/code', half.cookie, { code: codeAt(secret) })).to).toBe('/')
  }
})

test('of a code’s thirty seconds those to either side count, each once, and none before the last', async () => {
  const { name, secret } = await person('drift@example.org')
  minutes(5)
  const at = async (seconds: number) =>
    (await ask('/sign-in/code', (await password(name)).cookie, { code: codeAt(secret, seconds) })).status
  expect(await at(-60)).toBe(400)
  expect(await at(60)).toBe(400)
  expect(await at(-30)).toBe(303)
  expect(await at(-30)).toBe(400)
  expect(await at(30)).toBe(303)
  expect(await at(0)).toBe(400)
  minutes(5)
  const halves = await Promise.all([1, 2, 3].map(() => password(name)))
  const code = codeAt(secret)
  expect(statuses(await Promise.all(halves.map(({ cookie }) => ask('/sign-in/code', cookie, { code }))))).toEqual([
    303, 400, 400,
  ])
})

test('of two who use a recovery code at once one is signed in', async () => {
  const { name, recovery } = await person('paper@example.org')
  const halves = await Promise.all([1, 2, 3].map(() => password(name)))
  const code = (recovery[0] ?? '').toUpperCase().replace('-', '－')
  expect(statuses(await Promise.all(halves.map(({ cookie }) => ask('/sign-in/code', cookie, { code }))))).toEqual([
    303, 400, 400,
  ])
})

test('whoever signs in again in the same browser is not at two places', async () => {
  const { id, name, recovery, cookie } = await person('again@example.org')
  const wrong = await ask('/sign-in', cookie, { name, password: 'x' })
  expect(wrong.status).toBe(400)
  expect((await ask('/account', cookie)).status, 'a wrong password ends nothing').toBe(200)
  const half = await ask('/sign-in', cookie, { name, password: PASSWORD })
  await ask('/sign-in/code', half.cookie, { code: recovery[0] ?? '' })
  expect((await ask('/account', cookie)).status).toBe(303)
  expect(await deps.sessions.list(id)).toHaveLength(1)
})

test('what the audit cannot keep does not happen', async () => {
  const { name, secret, recovery, cookie } = await person('unwritten@example.org')
  const half = (await password(name)).cookie
  const link = await newLink()
  const { text } = await ask(`/invitations/${link.token}`, '', chosen(link.code, 'unborn@example.org'))
  const unborn = /class="secret">([^<]+)/.exec(text)?.[1]?.replaceAll(' ', '') ?? ''
  const lost = await newLink()
  state.isAuditBroken = true
  for (const [path, of, fields] of [
    ['/sign-in', '', { name, password: 'x' }],
    ['/sign-in/code', half, { code: codeAt(secret, 30) }],
    ['/sign-in/code', half, { code: recovery[0] ?? '' }],
    ['/sign-out', cookie, {}],
    ['/account/sessions/end', cookie, {}],
    [`/invitations/${link.token}/code`, '', { code: codeAt(unborn) }],
    [`/invitations/${lost.token}`, '', chosen('000000', 'lost@example.org')],
  ] as const)
    expect([path, await ask(path, of, fields)]).toEqual([path, expect.objectContaining({ status: 500, cookie: '' })])
  state.isAuditBroken = false
  expect((await ask('/account', cookie)).status).toBe(200)
  expect(await deps.sessions.list(link.id)).toEqual([])
  expect((await deps.accounts.get(link.id))?.activeAt).toBeUndefined()
  expect((await ask(`/invitations/${link.token}/code`, '', { code: codeAt(unborn) })).to).toBe('/')
})

test('nor is a passkey added, used or removed', async () => {
  const { id, cookie } = await person('passkeys@example.org')
  const passkey = new Passkey(HERE)
  const made = async (one: Passkey) => {
    const { text } = await ask('/account/passkeys/new', cookie, { name: 'x' })
    return { name: 'x', answer: one.make(optionsOf(text)) }
  }
  expect((await ask('/account/passkeys', cookie, await made(passkey))).to).toBe('/account')
  const ref = createHash('sha256').update(passkey.id.toString('base64url')).digest('hex').slice(0, 16)
  const signed = passkey.sign(optionsOf((await ask('/sign-in/passkey', '', {})).text))
  const other = await made(new Passkey(HERE))
  state.isAuditBroken = true
  for (const [path, of, fields] of [
    ['/sign-in/passkey/answer', '', { answer: signed }],
    ['/account/passkeys', cookie, other],
    ['/account/passkeys/remove', cookie, { ref }],
  ] as const)
    expect([path, await ask(path, of, fields)]).toEqual([path, expect.objectContaining({ status: 500, cookie: '' })])
  expect((await deps.passkeys.list(id)).length).toBe(1)
})

test('a question to a passkey is good for five minutes, and an address has a thousand in fifteen', async () => {
  const step = async () => ask('/sign-in/passkey', '', { next: '' })
  const stranger = new Passkey(HERE)
  const answerAfter = async (gone: number) => {
    const options = optionsOf((await step()).text)
    minutes(gone)
    const userHandle = Buffer.from('0000000000000000').toString('base64url')
    const answer = stranger.sign(options, { userHandle })
    return (await ask('/sign-in/passkey/answer', '', { next: '', answer })).text
  }
  expect(await answerAfter(4)).toContain('这个通行密钥不能登录')
  expect(await answerAfter(5)).toContain('已超过5分钟')
  const place = (await deps.accountSecrets()).keyOf('address', 'challenges ')
  const since = new Date(state.time).toISOString()
  await work.update({ pk: `TRIES#${place}`, sk: 'address' }, { set: { count: 999, since } })
  expect([(await step()).status, (await step()).status]).toEqual([200, 409])
  minutes(15)
  expect((await step()).status).toBe(200)
})
