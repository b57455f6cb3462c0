/** Every list has a search, a count, a download and what to do where it is empty; tabs where something waits for somebody. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { settingsOf } from '../../local/hub/hub-access.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import type { Identity } from '../../local/hub/identities.ts'
import { beginCity } from '../../local/month/play-notices.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { workTable } from '../../stores/aws/work.ts'
import { deliveries } from '../../stores/webhooks/deliveries.ts'
import { acting } from '../acting.ts'
import { CITY, COUNTY } from '../faults/lists.ts'
import { textsOf } from '../forms/bytes-of.ts'

const dir = mkdtempSync(join(tmpdir(), 'yingbao-every-list-'))
let hub: Hub
beforeAll(async () => {
  hub = await startHub({ dataDir: join(dir, 'data'), port: 0, log: () => {} })
  await beginCity(hubStores(hub))
  hub.livesOn('2018-07-31')
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

const page = async (by: Identity, path: string) => (await acting(hub).ask(path, { by })).text()
const book = async (by: Identity, path: string) => cellsOf(await acting(hub).ask(path, { by }))
const cellsOf = async (answer: Response) => {
  expect(answer.headers.get('content-type')).toContain('spreadsheetml')
  const sheets = await textsOf(new Uint8Array(await answer.arrayBuffer()))
  return [...sheets.values()].flatMap((rows) => rows.flatMap(({ texts }) => texts))
}
const unescaped = (text: string) => text.replaceAll('&amp;', '&')

describe('问题清单', () => {
  const CITY_HR: Identity = { duty: 'clerk', division: CITY, office: 'human-resources' }
  const CLERK: Identity = { duty: 'clerk', division: COUNTY, office: 'disabled-federation' }
  const rows = (html: string) => [...html.matchAll(/<tr><th scope="row">([^<]*)<\/th>/g)].map(([, owner]) => owner)

  test('what nobody has been ordered to do waits for whoever issues orders; it is searched, counted and downloaded', async () => {
    const whole = await page(CITY_HR, '/problems')
    const [, count] = /<h2>逾期和有争议的事项（(\d+)）<\/h2>/.exec(whole) ?? []
    expect(Number(count)).toBeGreaterThan(20)
    expect(whole).toContain(`待办 ${count}`)
    expect(whole).not.toContain('已办结 0')

    const found = await page(CITY_HR, '/problems?matterTab=all&matterFind=始兴县残联')
    expect(rows(found).length).toBeGreaterThan(0)
    expect(new Set(rows(found))).toEqual(new Set(['始兴县残联']))
    expect(found).toContain(`含“始兴县残联”的共${rows(found).length}件。`)

    const [, file] = /href="(\/problems\/list\.xlsx[^"]*)"/.exec(found) ?? []
    const cells = await book(CITY_HR, unescaped(file ?? ''))
    expect(cells.filter((text) => text === '始兴县残联')).toHaveLength(rows(found).length)
    expect(cells.filter((text) => text.startsWith('乐昌市'))).toEqual([])
  })

  test('to the office that owes it, it is its own to do', async () => {
    const own = await page(CLERK, '/problems')
    expect(own).toMatch(/aria-current="page">待办 [1-9]/)
    expect(rows(own).every((owner) => owner?.startsWith('始兴县'))).toBe(true)
  })

  test('what is asked of one list of the page leaves the other as it is', async () => {
    const found = await page(CITY_HR, '/problems?matterTab=all&matterFind=始兴县&tab=done')
    expect(found).toMatch(/name="tab" value="done"/)
    expect(unescaped(found)).toContain('/problems?tab=done&matterFind=')
  })
})

describe('as data', () => {
  const CLERK: Identity = { duty: 'clerk', division: COUNTY, office: 'disabled-federation' }

  test('a program is told what the home page says an office has to do', async () => {
    const html = await page(CLERK, '/')
    const answer = await acting(hub).ask('/api/tasks?limit=1', { by: CLERK })
    const { items, next } = await answer.json()
    const rest = await acting(hub).ask(`/api/tasks?cursor=${next}`, { by: CLERK })
    const tasks = [...items, ...(await rest.json()).items].filter(({ whose }) => whose === 'mine')
    const [, count] = /待办 <b>(\d+)<\/b>/.exec(html) ?? []
    expect([tasks.length, tasks.length > 1]).toEqual([Number(count), true])
    for (const { what, href } of tasks) {
      expect(html).toContain(what)
      expect(unescaped(html)).toContain(`"${href}"`)
    }
  })

  test('an order and its words are told to whoever sees it, and to nobody else', async () => {
    const issuer: Identity = { duty: 'clerk', division: CITY, office: 'human-resources' }
    const { items } = await (await acting(hub).ask('/api/problems', { by: issuer })).json()
    const { problem } = items.find(({ division, office }: Problem) => division === COUNTY && office === CLERK.office)
    const body = new URLSearchParams({ problem, due: '2018-08-10', text: '请尽快报送名单' })
    const issued = await acting(hub).ask('/orders', {
      ...{ by: issuer, method: 'POST', headers: { origin: hub.url }, body, redirect: 'manual' },
    })
    expect(issued.status).toBe(303)
    const seenBy = async (by: Identity) => (await (await acting(hub).ask('/api/orders', { by })).json()).items
    const [order, ...others] = await seenBy(CLERK)
    expect(others).toEqual([])
    expect(order).toMatchObject({ state: 'open', due: '2018-08-10', acts: [{ act: 'issue', text: '请尽快报送名单' }] })
    expect(order.acts[0].by).toEqual({ division: CITY, office: 'human-resources' })
    expect(await seenBy({ ...CLERK, office: 'civil-affairs' })).toEqual([])
  })
})

describe('as data, for those who keep watch', () => {
  const THIRD = '440232'
  const ADMINISTRATOR: Identity = { duty: 'administrator', division: THIRD }
  const json = async (by: Identity, path: string) => (await acting(hub).ask(path, { by })).json()
  const said = (by: Identity, path: string, body: object, repeat = '') =>
    acting(hub).ask(path, {
      ...{ by, method: 'POST', body: JSON.stringify(body) },
      headers: { 'content-type': 'application/json', ...(repeat && { 'idempotency-key': repeat }) },
    })

  test('accounts, those that are asked for, keys and webhooks are told without what opens anything', async () => {
    const { accounts, accountRequests, apiKeys } = hubStores(hub)
    const at = '2018-07-01T00:00:00.000Z'
    const [id, asked, key] = ['00000000000000b1', '00000000000000b2', '00000000000000b3']
    const of = { division: THIRD, office: 'finance', duties: ['clerk'] } as const
    await accounts.create({ id, name: '李三', signInName: '13800000009', ...of, duties: ['clerk'], invitedAt: at })
    await accountRequests.put({
      ...{ account: asked, isNew: true, name: '王四', signInName: '13800000008', by: id, at },
      ...{ ...of, duties: ['clerk'] },
    })
    await apiKeys.create({
      ...{ id: key, hash: 'f'.repeat(64), name: '系统', division: THIRD, office: 'civil-affairs' },
      ...{ scopes: ['read-states'], until: '2999-12-31', by: id, madeAt: at },
    })
    const { items } = await json(ADMINISTRATOR, `/api/people?division=${THIRD}`)
    expect(items).toMatchObject([
      { id, name: '李三', state: 'uninvited' },
      { id: asked, name: '王四', state: 'asked', request: { duties: ['clerk'] } },
    ])
    const one = await json(ADMINISTRATOR, `/api/people/${THIRD}/${id}`)
    expect(one).toMatchObject({ signInName: '13800000009', sessions: [] })
    const { items: keys } = await json(ADMINISTRATOR, '/api/keys')
    expect(keys).toMatchObject([{ id: key, name: '系统', scopes: ['read-states'] }])
    expect(JSON.stringify([keys, items])).not.toContain('f'.repeat(64))
    expect(JSON.stringify(items)).not.toContain('13800000009')
    expect(await json(ADMINISTRATOR, '/api/webhooks')).toEqual({ items: [] })
  })

  test('the audit is read from its latest entry to its first, each once, and one kind of it alone', async () => {
    const auditor: Identity = { duty: 'auditor', division: COUNTY }
    const entries = async (query: string) => {
      const all = []
      for (let next: string | undefined = ''; next !== undefined; ) {
        const page = await json(auditor, `/api/audit/entries?limit=2${query}${next && `&cursor=${next}`}`)
        all.push(...page.items)
        next = page.next
      }
      return all
    }
    const { audit } = hubStores(hub)
    const event = {
      division: COUNTY,
      time: '2018-07-31T00:00:00.000Z',
      outcome: 'allowed',
      address: '127.0.0.1',
    } as const
    for (const kind of ['sign-out', 'act', 'sign-out', 'act', 'act'] as const) await audit.write({ ...event, kind })
    const all = await entries('')
    expect(all.length).toBeGreaterThan(2)
    expect(all.map(({ seq }) => seq)).toEqual(all.map((_, i) => all.length - i))
    const acts = all.filter(({ kind }) => kind === 'act')
    expect(await entries('&kind=act')).toEqual(acts)
    expect(await entries('&day=2018-01-01')).toEqual([])
    const [last, before] = all
    expect(await json(auditor, `/api/audit/entries/${last.seq}`)).toEqual(last)
    expect(last.previous).toBe(before.hash)
    const unfit = async (query: string) =>
      (await acting(hub).ask(`/api/audit/entries?${query}`, { by: auditor })).status
    expect(await unfit(`cursor=${Buffer.from('["x"]').toString('base64url')}`)).toBe(400)
    expect(await unfit('object=李三')).toBe(400)
    expect(await json(auditor, '/api/audit')).toMatchObject({ division: COUNTY, unusual: [] })
  })

  test('an office is urged by a program as by the page, once under one key, and nothing is on record where nothing waits', async () => {
    const overseer: Identity = { duty: 'clerk', division: COUNTY, office: 'human-resources' }
    const list = { division: COUNTY, office: 'civil-affairs', form: 'dibao-new', year: 2018 }
    const urge = () => said(overseer, '/api/timeliness/urges', list, 'one')
    expect([await urge(), await urge()].map(({ status }) => status)).toEqual([202, 202])
    const { audit } = hubStores(hub)
    const [entry, earlier] = await audit.latest(COUNTY, 2)
    expect(entry).toMatchObject({ kind: 'act', action: 'send', resource: 'timeliness', outcome: 'allowed' })
    expect(earlier).not.toMatchObject({ kind: 'act', resource: 'timeliness' })
    expect((await said(overseer, '/api/timeliness/urges', { ...list, year: 2017 }, 'one')).status).toBe(422)
    expect((await said(overseer, '/api/timeliness/urges', { ...list, year: 2099 })).status).toBe(409)
    const latest = async () => (await audit.latest(COUNTY, 1))[0]?.seq
    const until = await latest()
    const thing = { division: COUNTY, office: 'civil-affairs', matter: 'held', ref: 'none' }
    expect((await said(overseer, '/api/urges', thing)).status).toBe(409)
    expect(await latest()).toBe(until)
    expect((await said({ ...overseer, office: 'bank' }, '/api/urges', thing)).status).toBe(404)
  })
})

interface Problem {
  readonly division: string
  readonly office: string
}

describe('人员账号', () => {
  const ADMINISTRATOR: Identity = { duty: 'administrator', division: COUNTY }
  const PERSONS = [
    ['00000000000000a1', '李一', 'disabled-federation'],
    ['00000000000000a2', '王二', 'finance'],
  ] as const
  const search = async (find: string) =>
    (
      await acting(hub).ask('/people/search', {
        ...{ by: ADMINISTRATOR, method: 'POST', headers: { origin: hub.url } },
        body: new URLSearchParams({ division: COUNTY, find }),
      })
    ).text()

  test('is counted, searched by what stands in no address, and downloaded', async () => {
    const { accounts } = hubStores(hub)
    for (const [id, name, office] of PERSONS) {
      const invitedAt = '2018-07-01T00:00:00.000Z'
      await accounts.create({ id, name, division: COUNTY, office, duties: ['clerk'], invitedAt })
    }
    const whole = await page(ADMINISTRATOR, `/people?division=${COUNTY}`)
    const [, count] = /共(\d+)个账号。/.exec(whole) ?? []
    expect(count).toBe('2')
    expect(await search('李一')).toMatch(/含“李一”的共1个账号。[\s\S]*<h3>始兴县残联<\/h3>/)
    const found = await search('始兴县残联')
    expect(found).toContain('含“始兴县残联”的共1个账号。')
    expect(found).toContain('<h3>始兴县残联</h3>')
    expect(found).not.toContain('<h3>始兴县财政局</h3>')
    expect(await search('没有这个人')).toContain('没有含“没有这个人”的账号。请换一个')
    const cells = await book(ADMINISTRATOR, `/people/list.xlsx?division=${COUNTY}`)
    expect(cells.filter((text) => text === '始兴县残联')).toHaveLength(1)
    expect(cells).toContain('始兴县财政局')
  })

  test('who has no letter waits for the administrator; whoever is asked for waits for security', async () => {
    const { accountRequests } = hubStores(hub)
    await accountRequests.put({
      ...{ account: '00000000000000a3', division: COUNTY, office: 'bank', name: '张三', signInName: 'z@city.example' },
      ...{ isNew: true, duties: ['clerk'], by: '00000000000000a1', at: '2018-07-01T00:00:00.000Z' },
    })
    const security: Identity = { duty: 'security', division: COUNTY }
    const [own, ofSecurity] = [await page(ADMINISTRATOR, '/people?tab=todo'), await page(security, '/people?tab=todo')]
    expect(own).toMatch(/aria-current="page">待办 2<\/a>[\s\S]*办理中 1<\/a>[\s\S]*全部 3</)
    expect(own).toContain('<h3>始兴县残联</h3>')
    expect(own).not.toContain('张三')
    expect(ofSecurity).toMatch(/aria-current="page">待办 1<\/a>[\s\S]*办理中 2<\/a>[\s\S]*全部 3</)
    expect(ofSecurity).toContain('张三')
    const cells = await book(security, `/people/list.xlsx?division=${COUNTY}&tab=todo`)
    expect(cells).toContain('张三')
    expect(cells).not.toContain('李一')
  })
})

describe('未送达的通知', () => {
  const ADMINISTRATOR: Identity = { duty: 'administrator', division: CITY }

  test('says what would stand there, and is searched, counted and downloaded', async () => {
    expect(await page(ADMINISTRATOR, '/mails')).toContain('没有未送达的通知。没有登记邮箱')
    const { notices } = hubStores(hub)
    for (const division of [COUNTY, '440281'])
      await notices.claim(
        {
          ...{ id: `urged ${division}`, day: '2018-07-31', to: { division, office: 'finance' } },
          about: {
            ...{ type: 'duty.urged', division, office: 'finance', form: 'statistics', periods: ['2018-06'] },
            ...{ by: { division: CITY, office: 'finance' }, on: '2018-07-31' },
          },
        },
        '2018-07-31T00:00:00.000Z',
      )
    await notices.mark({ id: 'urged 440281', day: '2018-07-31' }, 'waiting', '2018-07-31T00:00:00.000Z')
    const own = await page(ADMINISTRATOR, '/mails')
    expect(own).toMatch(/aria-current="page">待办 1<\/a>[\s\S]*办理中 1<\/a>[\s\S]*全部 2</)
    expect(own).not.toContain('乐昌市财政局')
    expect(await page(ADMINISTRATOR, '/mails?tab=doing')).toContain('乐昌市财政局')
    expect(await page(ADMINISTRATOR, '/mails?tab=all')).toContain('共2件。')
    const found = await page(ADMINISTRATOR, '/mails?find=始兴县')
    expect(found).toContain('含“始兴县”的共1件。')
    expect(found).not.toContain('乐昌市财政局')
    const cells = await book(ADMINISTRATOR, '/mails/list.xlsx?find=始兴县')
    expect(cells).toContain('始兴县财政局')
    expect(cells).not.toContain('乐昌市财政局')
  })
})

describe('审计记录', () => {
  const AUDITOR: Identity = { duty: 'auditor', division: COUNTY }
  const file = async (fields: Record<string, string>) => {
    const answer = await acting(hub).ask('/audit/entries.xlsx', {
      ...{ by: AUDITOR, method: 'POST', headers: { origin: hub.url } },
      body: new URLSearchParams(fields),
    })
    return cellsOf(answer)
  }

  test('what is looked for is downloaded, and nothing else', async () => {
    expect(await page(AUDITOR, '/audit')).toContain('下载查到的记录')
    const [all, none] = [await file({}), await file({ day: '2018-01-01' })]
    expect(all.filter((text) => /^第\d+条$/.test(text)).length).toBeGreaterThan(0)
    expect(none.filter((text) => /^第\d+条$/.test(text))).toEqual([])
  })
})

describe('接口密钥 and 事件推送', () => {
  const OTHER: Identity = { duty: 'administrator', division: '440281' }
  const ADMINISTRATOR: Identity = { duty: 'administrator', division: COUNTY }
  const common = { division: COUNTY, by: '0'.repeat(16), madeAt: '2018-07-01T00:00:00.000Z' } as const

  test('say how many there are, and without one what they are for', async () => {
    expect(await page(OTHER, '/keys')).toMatch(/乐昌市（0）[\s\S]*还没有接口密钥。单位要用自己的业务系统报送的/)
    expect(await page(OTHER, '/webhooks')).toMatch(/乐昌市（0）[\s\S]*还没有事件推送。单位的业务系统要接收通知的/)
  })

  test('a key that ends soon waits for the administrator; all are searched and downloaded', async () => {
    const { apiKeys } = hubStores(hub)
    const next = new Date().getFullYear() + 1
    for (const [n, name, until] of [
      ['1', '低保系统', '2018-08-15'],
      ['2', '残联系统', `${next}-12-31`],
    ] as const)
      await apiKeys.create({
        ...{ ...common, id: n.repeat(16), hash: n.repeat(64), name, until, office: 'civil-affairs' },
        scopes: ['send-files'],
      })
    const own = await page(ADMINISTRATOR, '/keys')
    expect(own).toMatch(/aria-current="page">待办 1<\/a>[\s\S]*全部 2</)
    expect(own).toContain('低保系统')
    expect(own).not.toContain('<th scope="row">残联系统')
    const found = await page(ADMINISTRATOR, '/keys?tab=all&find=残联')
    expect(found).toContain('含“残联”的共1件。')
    const cells = await book(ADMINISTRATOR, '/keys/list.xlsx?tab=all')
    expect(cells).toEqual(expect.arrayContaining(['低保系统', '残联系统', '在用', '已到期']))
  })

  test('a webhook with what was given up waits for the administrator', async () => {
    const { webhooks } = hubStores(hub)
    const sent = deliveries(workTable(makeClients({ environment: hub.env }), settingsOf(hub).WORK_TABLE ?? ''))
    for (const [id, office] of [
      ['1', 'bank'],
      ['2', 'finance'],
    ] as const)
      await webhooks.create({
        ...{ ...common, id: id.repeat(16), office, url: `https://${office}.example.org/x` },
        events: ['batch.published'],
      })
    const at = '2018-07-02T00:00:00.000Z'
    const given = { webhook: '1'.repeat(16), id: 'msg_1', type: 'batch.published', body: '{}', at } as const
    await sent.begin({ ...given, state: 'waiting', tries: 7, nextAt: at })
    await sent.note({ ...given, state: 'dead', tries: 8, nextAt: at, last: { at, why: 'timeout' } })
    const own = await page(ADMINISTRATOR, '/webhooks')
    expect(own).toMatch(/aria-current="page">待办 1<\/a>[\s\S]*全部 2</)
    expect(own).toMatch(/始兴县[^<]*银行[\s\S]*bank\.example\.org[\s\S]*1条/)
    expect(own).not.toContain('finance.example.org')
    expect(await page(ADMINISTRATOR, '/webhooks?tab=all&find=finance')).toContain('finance.example.org')
    expect(await book(ADMINISTRATOR, '/webhooks/list.xlsx?tab=all')).toContain('bank.example.org/…')
  })
})
