/** How a hub is filled with people: asked for by administration, confirmed by security, taken up by a letter's link. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import type { Identity } from '../../local/hub/identities.ts'
import { beginCity } from '../../local/month/play-notices.ts'
import { present } from '../../schemas/present.ts'
import { officeName } from '../../wording/offices.ts'
import { type Acting, acting } from '../acting.ts'
import { CITY } from '../faults/lists.ts'
import { textsOf } from '../forms/bytes-of.ts'

const COUNTY = '440222'
const dir = mkdtempSync(join(tmpdir(), 'yingbao-people-'))
let hub: Hub
let act: Acting
let stores: ReturnType<typeof hubStores>
beforeAll(async () => {
  hub = await startHub({ dataDir: join(dir, 'data'), port: 0, letters: true, log: () => {} })
  stores = hubStores(hub)
  await beginCity(stores)
  act = acting(hub)
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

const ADMIN: Identity = { duty: 'administrator', division: CITY }
const SECURITY: Identity = { duty: 'security', division: CITY }

type Fields = readonly (readonly [string, string])[]

async function ask(path: string, by: Identity, fields?: Fields) {
  const answer = await fetch(hub.url + path, {
    redirect: 'manual',
    headers: { origin: hub.url, ...(await act.as(by)) },
    ...(fields && { method: 'POST', body: new URLSearchParams(fields.map(([name, value]) => [name, value])) }),
  })
  return { status: answer.status, text: await answer.text() }
}

const wanted = (signInName: string, place = `${COUNTY}/civil-affairs`, duties = ['clerk']): Fields => [
  ['place', place],
  ['name', '测试人甲'],
  ['signInName', signInName],
  ...duties.map((duty) => ['duties[]', duty] as const),
]

const requestOf = async (signInName: string) =>
  present(
    (await stores.accountRequests.list(COUNTY)).find((one) => one.signInName === signInName),
    'a request',
  )

async function decide(signInName: string, act: string, reason = '') {
  const { account, at } = await requestOf(signInName)
  return ask('/people/waiting', SECURITY, [
    ['division', COUNTY],
    ['shown[]', `${account}/${at}`],
    ['act', act],
    ['reason', reason],
  ])
}

const Store = z.object({
  emails: z.array(
    z.object({ destination: z.object({ to: z.array(z.string()) }), body: z.object({ text: z.string() }) }),
  ),
})

/** Link and code of each letter to an address, the earliest first. */
async function lettersTo(address: string) {
  await hub.idle()
  const { emails } = Store.parse(await (await fetch(`${hub.endpoints.ses}/store`)).json())
  return emails
    .filter(({ destination }) => destination.to.includes(address))
    .map(({ body: { text } }) => ({ text, link: linkIn(text), code: /：(\d{6})/.exec(text)?.[1] ?? '' }))
}

const linkIn = (text: string) => /\/invitations\/[\w-]+/.exec(text)?.[0] ?? ''

const PASSWORD = 'Tianqi7-zuoche'

/** @returns the status of the last step, and the cookie of the session that it begins */
async function takeUp({ link, code }: { link: string; code: string }, password = PASSWORD) {
  const post = (path: string, fields: Record<string, string>) =>
    fetch(hub.url + path, {
      ...{ method: 'POST', redirect: 'manual', headers: { origin: hub.url }, body: new URLSearchParams(fields) },
    })
  const shown = await (await post(link, { code, password, again: password })).text()
  const secret = /class="secret">([^<]+)/.exec(shown)?.[1]?.replaceAll(' ', '') ?? ''
  const proof = secret && new TOTP({ secret: Secret.fromBase32(secret) }).generate()
  const { status, headers } = await post(`${link}/code`, { code: proof })
  return { status, cookie: headers.get('set-cookie')?.split(';')[0] ?? '' }
}

const accountOf = async (signInName: string) =>
  present(
    (await stores.accounts.inCounty(COUNTY)).find((one) => one.signInName === signInName),
    'an account',
  )
const pageOf = async (signInName: string) => `/people/${COUNTY}/${(await accountOf(signInName)).id}`

describe('a new account', () => {
  test('is no account before security has confirmed it; its letter goes out then, and its holder is signed in by it', async () => {
    const name = 'li.na@example.org'
    expect((await ask('/people/new', ADMIN, wanted(name))).status).toBe(303)
    expect(await stores.accounts.inCounty(COUNTY)).toEqual([])
    expect((await ask(`/people?division=${COUNTY}`, ADMIN)).text).toContain('待确认')
    expect(await lettersTo(name)).toEqual([])
    expect((await ask(`/people/waiting?division=${COUNTY}`, SECURITY)).text).toContain(name)
    expect((await decide(name, 'confirm')).status).toBe(303)
    const letters = await lettersTo(name)
    expect(letters.length).toBe(1)
    const [letter = { link: '', code: '', text: '' }] = letters
    expect(letter.text).not.toContain('测试人')
    expect((await ask(`/people?division=${COUNTY}`, ADMIN)).text).toContain('已邀请')
    const { status, cookie } = await takeUp(letter)
    expect(status).toBe(303)
    const account = await (await fetch(`${hub.url}/account`, { headers: { cookie } })).text()
    expect(account).toContain('测试人甲')
    expect(account).toContain('经办')
    const { text } = await ask(`/people?division=${COUNTY}`, ADMIN)
    expect(text).toContain('在用')
    expect(text).not.toContain('同时在')
    const { id } = await accountOf(name)
    const [session] = await stores.sessions.list(id)
    const elsewhere = { ...present(session, 'a session'), address: '192.0.2.7' }
    await stores.sessions.begin({ account: id, hash: 'elsewhere' }, elsewhere, new Date().toISOString())
    const list = (await ask(`/people?division=${COUNTY}`, ADMIN)).text
    expect(list).toContain('同时在两处登录')
    expect(list).not.toContain('192.0.2.7')
    await stores.sessions.end({ account: id, hash: 'elsewhere' })
  })

  test('without mail is invited on paper, once; a later letter ends the one before', async () => {
    await ask('/people/new', ADMIN, wanted('13800000011'))
    await decide('13800000011', 'confirm')
    expect((await ask(`/people?division=${COUNTY}`, ADMIN)).text).toContain('待交邀请信')
    const path = `${await pageOf('13800000011')}/letter`
    const paper = async () => {
      const { text } = await ask(path, ADMIN, [['by', 'paper']])
      return { link: linkIn(text), code: />(\d{6})</.exec(text)?.[1] ?? '' }
    }
    const [first, second] = [await paper(), await paper()]
    expect((await fetch(hub.url + first.link)).status).toBe(410)
    expect((await takeUp(second)).status).toBe(303)
    expect((await ask(path, ADMIN, [['by', 'paper']])).text).toContain('不需要邀请信')
  })

  test('is refused with a reason that its administrator reads, and can be asked for again', async () => {
    await ask('/people/new', ADMIN, wanted('13800000012'))
    expect((await decide('13800000012', 'refuse', '短')).text).toContain('还要填写理由')
    expect((await decide('13800000012', 'refuse', '此人已调离本局')).status).toBe(303)
    expect((await ask(`/people?division=${COUNTY}`, ADMIN)).text).toContain('此人已调离本局')
    expect((await ask(`/people/waiting?division=${COUNTY}`, SECURITY)).text).not.toContain('13800000012')
    expect((await ask('/people/new', ADMIN, wanted('13800000012'))).status).toBe(303)
  })

  test('is not asked for twice, nor for duties that its office has not', async () => {
    for (const name of ['13800000011', '13800000012', '138 0000 0012'])
      expect(await ask('/people/new', ADMIN, wanted(name))).toMatchObject({
        status: 409,
        text: expect.stringContaining('已有账号，或者正在等待确认'),
      })
    const approver = wanted('13800000013', `${COUNTY}/civil-affairs`, ['clerk', 'approver'])
    const { status, text } = await ask('/people/new', ADMIN, approver)
    expect([status, text.includes('组批、审批只属于社保经办机构')]).toEqual([400, true])
    expect(text).toContain('value="13800000013"')
    expect(text.match(/checked/g)?.length).toBe(2)
  })
})

describe('duties', () => {
  test('change once security has confirmed them, and every session ends', async () => {
    const name = 'wang.fang@example.org'
    await ask('/people/new', ADMIN, wanted(name))
    await decide(name, 'confirm')
    const [letter = { link: '', code: '' }] = await lettersTo(name)
    const { cookie } = await takeUp(letter)
    const isSignedIn = async () =>
      (await fetch(`${hub.url}/account`, { headers: { cookie }, redirect: 'manual' })).status === 200
    const path = `${await pageOf(name)}/duties`
    await ask(path, ADMIN, [
      ['duties[]', 'clerk'],
      ['duties[]', 'confirmer'],
    ])
    expect((await accountOf(name)).duties).toEqual(['clerk'])
    expect(await isSignedIn()).toBe(true)
    await decide(name, 'confirm')
    expect((await accountOf(name)).duties).toEqual(['clerk', 'confirmer'])
    expect(await isSignedIn()).toBe(false)
  })

  test('that an office needs stay with their last account', async () => {
    for (const name of ['13800000021', '13800000022']) {
      await ask('/people/new', ADMIN, wanted(name, `${COUNTY}/finance`))
      await decide(name, 'confirm')
      const { text } = await ask(`${await pageOf(name)}/letter`, ADMIN, [['by', 'paper']])
      if (name.endsWith('1')) await takeUp({ link: linkIn(text), code: />(\d{6})</.exec(text)?.[1] ?? '' })
    }
    await ask(`${await pageOf('13800000021')}/duties`, ADMIN, [['duties[]', 'leader']])
    expect((await decide('13800000021', 'confirm')).text).toContain('这是最后一个能用的“经办”账号')
    expect((await accountOf('13800000021')).duties).toEqual(['clerk'])
  })
})

describe('security', () => {
  const name = 'zhao.min@example.org'
  let cookie = ''
  const act = async (what: string) => ask(`${await pageOf(name)}/acts`, SECURITY, [['act', what]])
  const isSignedIn = async () =>
    (await fetch(`${hub.url}/account`, { headers: { cookie }, redirect: 'manual' })).status === 200
  const signsIn = async (password = PASSWORD) => {
    const fields = new URLSearchParams({ name, password })
    const headers = { origin: hub.url }
    return (
      (await fetch(`${hub.url}/sign-in`, { method: 'POST', redirect: 'manual', headers, body: fields })).status === 303
    )
  }
  beforeAll(async () => {
    // A second clerk, so that one can go.
    for (const one of ['qian.duo@example.org', name]) {
      await ask('/people/new', ADMIN, wanted(one, `${COUNTY}/human-resources`))
      await decide(one, 'confirm')
      const [letter = { link: '', code: '' }] = await lettersTo(one)
      ;({ cookie } = await takeUp(letter))
    }
  })

  test('locks at once, and unlocks', async () => {
    expect(await isSignedIn()).toBe(true)
    expect((await ask(await pageOf(name), SECURITY)).text).toContain('立即退出登录，不能再登录')
    expect((await act('lock')).status).toBe(303)
    expect([await isSignedIn(), await signsIn()]).toEqual([false, false])
    expect((await act('lock')).text).toContain('账号的状态已有变化')
    await act('unlock')
    expect([await isSignedIn(), await signsIn()]).toEqual([false, true])
  })

  test('takes the factors away: only a new letter opens the account', async () => {
    await act('reset')
    expect(await signsIn()).toBe(false)
    const letter = present((await lettersTo(name)).at(-1), 'a letter')
    expect((await takeUp(letter, PASSWORD)).status).toBe(400)
    expect((await takeUp(letter, 'Chunjie8-huijia')).status).toBe(303)
    expect([await signsIn(), await signsIn('Chunjie8-huijia')]).toEqual([false, true])
  })

  test('ends an account, whose name to sign in by is free again', async () => {
    expect((await act('end')).status).toBe(303)
    expect(await signsIn()).toBe(false)
    expect((await ask('/people/new', ADMIN, wanted(name))).status).toBe(303)
  })
})

test('a duty of an emergency is told at once to the city’s auditors and human resources, without a name', async () => {
  const at = '2018-05-01T00:00:00.000Z'
  const account = { name: '测试人乙', invitedAt: at, activeAt: at }
  const [auditor, id] = ['00000000000000a1', '00000000000000a2']
  const mail = { signInName: 'auditor@example.org' }
  await stores.accounts.create({ ...account, ...mail, id: auditor, division: CITY, duties: ['auditor'] })
  await stores.accounts.create({ ...account, id, division: COUNTY, office: 'social-insurance', duties: ['clerk'] })
  const wish = Object.entries({ duty: 'approver', hours: '1', reason: '停电，审批人员无法登录' })
  expect((await ask(`/people/${COUNTY}/${id}/urgent`, SECURITY, wish)).status).toBe(303)
  const letters = await lettersTo(mail.signInName)
  expect(letters.map(({ text }) => [text.includes(id), text.includes('审批'), text.includes('测试人')])).toEqual([
    [true, true, false],
  ])
  const day = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const told = (await stores.notices.ofDay(day)).filter(
    ({ about }) => 'type' in about && about.type === 'account.urgent',
  )
  expect(told.map(({ to }) => to.account ?? to.office).sort()).toEqual([auditor, 'human-resources'])
})

describe('a workbook of people', () => {
  const HEAD = '单位*,姓名*,手机号或者电子邮箱*,经办,复核,组批,审批,负责人'
  const OFFICE = '韶关市始兴县残联'
  const send = async (content: Uint8Array<ArrayBuffer> | string, by = ADMIN) => {
    const body = new FormData()
    body.set('division', COUNTY)
    body.set('file', new File([content], '人员.csv'))
    const headers = { origin: hub.url, ...(await act.as(by)) }
    const answer = await fetch(`${hub.url}/people/workbook`, { method: 'POST', headers, body })
    return { status: answer.status, text: await answer.text() }
  }
  const csv = (...rows: string[]) => [HEAD, ...rows].join('\n')
  let office = OFFICE
  beforeAll(async () => {
    office = officeName(await stores.policies.inForce(), { division: COUNTY, office: 'disabled-federation' })
  })

  test('is made with the offices of the county and its townships, and says nothing before it is filled in', async () => {
    const headers = await act.as(ADMIN)
    const template = await fetch(`${hub.url}/people/template?division=${COUNTY}`, { headers })
    const bytes = new Uint8Array(await template.arrayBuffer())
    const cells = [...(await textsOf(bytes)).values()].flat().flatMap(({ texts }) => texts)
    expect(cells).toContain(office)
    expect((await send(bytes)).text).toContain('已提交安全管理员确认 0 人；已有账号、没有变化 0 人；有误 0 行')
  })

  test('takes good rows, returns the others with what is wrong, and changes nothing when it comes again', async () => {
    const file = csv(
      `${office},赵甲,13900000001,是,,,,`,
      `${office},赵乙,13900000002,,是,,,是`,
      `${office},赵丙,13900000001,是,,,,`,
      `${office},赵丁,139,是,,,,`,
      `${office},赵戊,13900000005,,,,是,`,
      `${office},赵己,13900000006,,,,,`,
      '某某局,赵庚,13900000007,是,,,,',
      `${office},,13900000008,是,,,,`,
      `${office},赵辛,li.na@example.org,是,,,,`,
    )
    const first = await send(file)
    expect(first.text).toContain('已提交安全管理员确认 2 人；已有账号、没有变化 0 人；有误 7 行')
    for (const fault of [
      '与第2行相同',
      '不是手机号，也不是电子邮箱',
      '组批、审批只属于社保经办机构',
      '没有勾选职责',
      '没有这个单位',
      '没有填姓名',
      '已有账号',
    ])
      expect(first.text).toContain(fault)
    const before = await stores.accountRequests.list(COUNTY)
    expect((await send(file)).text).toContain('已提交安全管理员确认 0 人；已有账号、没有变化 2 人；有误 7 行')
    expect(await stores.accountRequests.list(COUNTY)).toEqual(before)
  })

  test('is confirmed all at once', async () => {
    const { text } = await ask(`/people/waiting?division=${COUNTY}&all=yes`, SECURITY)
    const shown = [...text.matchAll(/name="shown\[\]" value="([^"]+)"[^>]*checked/g)].map(([, one]) => one ?? '')
    expect(shown.length).toBeGreaterThan(2)
    const fields = shown.map((one) => ['shown[]', one] as const)
    const decided: Fields = [['division', COUNTY], ...fields, ['act', 'confirm'], ['reason', '']]
    // One that would leave an office without its last clerk holds up none of the others.
    expect((await ask('/people/waiting', SECURITY, decided)).text).toContain('这是最后一个能用的')
    const left = (await stores.accountRequests.list(COUNTY)).filter(({ refused }) => !refused)
    expect(left.map(({ signInName }) => signInName)).toEqual(['13800000021'])
    expect((await accountOf('13900000002')).duties).toEqual(['confirmer', 'leader'])
  })

  test('that is none, or of too many, is refused with what to do', async () => {
    expect(await send('%PDF-1.7')).toMatchObject({ status: 400, text: expect.stringContaining('PDF') })
    const many = Array.from({ length: 501 }, (_, n) => `某某局,赵甲,1390001${String(n).padStart(4, '0')},是,,,,`)
    expect((await send(csv(...many))).text).toContain('一次最多500人')
  })
})

test('the audit has who asked, who confirmed and who refused, with ids and nothing of a person', async () => {
  const entries = (await stores.audit.latest(CITY, 200)).filter(({ kind }) => /^(account-|invited)/.test(kind))
  expect(new Set(entries.map(({ kind }) => kind))).toEqual(
    new Set([
      ...['account-asked', 'account-confirmed', 'account-declined', 'invited-on-paper'],
      ...['account-urgent'],
      ...['account-lock', 'account-unlock', 'account-reset', 'account-end'],
    ]),
  )
  for (const { account, object } of entries) for (const id of [account, object]) expect(id).toMatch(/^[0-9a-f]{16}$/)
  expect(JSON.stringify(entries)).not.toMatch(/测试人|1380000|example/)
})
