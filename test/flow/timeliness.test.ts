import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Caller } from '../../functions/web/http/caller.ts'
import { handledOf } from '../../functions/web/readings/handled.ts'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { settingsOf } from '../../local/hub/hub-access.ts'
import { hubClient } from '../../local/hub/hub-client.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { beginCity } from '../../local/month/play-notices.ts'
import type { Office } from '../../schemas/codes.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { workTable } from '../../stores/aws/work.ts'
import { returns as returnsOf } from '../../stores/months/returns.ts'
import { type Acting, acting } from '../acting.ts'
import { everyItem } from '../every-item.ts'
import { signature } from '../signature.ts'

const COUNTY = '440222'
const dir = mkdtempSync(join(tmpdir(), 'yingbao-timeliness-'))
let hub: Hub
const ask: Acting['ask'] = (path, init) => acting(hub).ask(path, init)
beforeAll(async () => {
  hub = await startHub({ dataDir: join(dir, 'data'), port: 0, letters: true, log: () => {} })
  await beginCity(hubStores(hub))
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

const NIL = { division: '440222', office: 'civil-affairs', form: 'dibao-new', period: '2018-05' }

async function nilReturn(body: object, day: string): Promise<{ status: number; message?: string; state?: string }> {
  const headers = { ...hub.playedOn(day), 'content-type': 'application/json' }
  const answer = await ask(`/api/nil-returns`, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: answer.status, ...((await answer.json()) as object) }
}

const standings = (year: number) =>
  everyItem<{ obligation: { id: string }; state: string; nil: boolean }>(ask, `/api/timeliness?year=${year}`)

describe('零报告', () => {
  test('meets what the office owes, and is said as often as one likes', async () => {
    expect(await nilReturn(NIL, '2018-06-05')).toMatchObject({ status: 201, state: 'nil' })
    expect(await nilReturn(NIL, '2018-06-08')).toMatchObject({ status: 201, time: '2018-06-05T04:00:00.000Z' })
    expect(
      (await standings(2018)).find(({ obligation: o }) => o.id === '440222/civil-affairs/dibao-new/2018-05'),
    ).toMatchObject({ state: 'on-time', nil: true })
  })

  test.each([
    ['another office', { ...NIL, office: 'finance' }],
    ['a form that is no list', { ...NIL, form: 'statistics' }],
    ['a list that the city does not send', { ...NIL, division: '440200' }],
    ['a place that is none', { ...NIL, division: '440299' }],
    ['a month that is not over', { ...NIL, period: '2018-06' }],
    ['a body that is none', { ...NIL, period: 'June' }],
  ])('is refused to %s', async (_, body) => {
    expect(await nilReturn(body, '2018-06-30')).toMatchObject({ status: 400 })
  })

  test('is refused where a list of the month was accepted', async () => {
    const list = { ...NIL, form: 'tekun-new', office: 'civil-affairs' } as const
    await hubStores(hub).submissions.record({ ...list, time: '2018-06-04T00:00:00Z', state: 'accepted' })
    const { status, message } = await nilReturn(list, '2018-06-05')
    expect([status, message]).toEqual([409, '该月的名单已经接收，不能再报零报告。名单有误的，请撤回或者重新报送。'])
  })
})

describe('the board', () => {
  test('is a page, a workbook and JSON of the same', async () => {
    const page = await (await ask(`/timeliness?year=2018`)).text()
    expect(page).toContain('2018年报送及时情况')
    expect(page).toContain('按时零报告')
    const file = await ask(`/api/timeliness/2018.xlsx`)
    expect(file.headers.get('content-disposition')).toContain(encodeURIComponent('2018年报送及时情况'))
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(await file.arrayBuffer())
    const missing = (await standings(2018)).filter(({ state }) => state === 'missing').length
    expect(page).toContain(`逾期未报 ${missing} 项`)
    let cells = 0
    book.worksheets[1]!.eachRow((row) => {
      if (String(row.getCell(7).value).startsWith('逾期未报')) cells++
    })
    expect(cells).toBe(missing)
  })

  test('of what is no year is refused', async () => {
    expect((await ask(`/timeliness?year=18`)).status).toBe(400)
    expect((await ask(`/api/timeliness/x.xlsx`)).status).toBe(400)
  })

  test('shows what could not be sent until somebody has dealt with it', async () => {
    const { contacts } = hubStores(hub)
    await contacts.put([{ division: '440224', office: 'finance', email: 'finance@440224.invalid' }])
    const path = join(dir, 'empty.csv')
    writeFileSync(path, '')
    const client = hubClient(hub, hubStores(hub), '2018-06-05')
    const request = { ...NIL, division: '440224', office: 'civil-affairs', fileName: 'empty.csv' } as const
    const ticket = await client.ask(request, path)
    await client.put(ticket, path)
    await hub.idle()
    const open = async () =>
      ((await (await ask(`/api/notices/open`)).json()) as { items: { id: string; state: string }[] }).items
    const [mail] = await open()
    expect(mail).toMatchObject({ state: 'no-address', to: { division: '440224', office: 'civil-affairs' } })
    const mails = await (await ask('/mails')).text()
    expect(mails).toContain('该单位没有登记邮箱')
    // An administrator sees nothing of what a mail is about.
    expect(JSON.stringify(mail) + mails).not.toContain(ticket.id)
    const closed = await ask(`/mails/${mail!.id}/close`, {
      method: 'POST',
      headers: { origin: hub.url, 'content-type': 'application/x-www-form-urlencoded' },
      redirect: 'manual',
    })
    expect(closed.status).toBe(303)
    expect(await open()).toEqual([])
  })
})

describe('催办', () => {
  const LIST = {
    division: COUNTY,
    office: 'disabled-federation',
    ...{ form: 'disabled-full', period: '2018-06', fileName: 'x.csv', size: 9 },
    ...{ day: '2018-07-20', requestedAt: '2018-07-20T03:00:00.000Z', policy: 1, sequence: 1 },
  } as const
  const OWED = { division: '440224', office: 'civil-affairs', form: 'tekun-new', year: '2018' }

  test('the city’s office writes to its own kind about what is overdue, once a day; nobody else’s', async () => {
    const urge = async (office: 'civil-affairs' | 'finance', day: string, fields = OWED) => {
      const who = { duty: 'clerk', division: '440200', office } as const
      const headers = { ...hub.playedOn(day), ...(await acting(hub).as(who)), origin: hub.url }
      const body = new URLSearchParams(fields)
      const answer = await fetch(`${hub.url}/timeliness/urge`, { method: 'POST', redirect: 'manual', headers, body })
      await hub.idle()
      return answer.headers.get('location') ?? answer.status
    }
    const letters = async () => {
      const { emails } = (await (await fetch(`${hub.endpoints.ses}/store`)).json()) as { emails: { subject: string }[] }
      return emails.map(({ subject }) => subject).filter((subject) => subject.includes('催办：特困人员新增名单'))
    }
    await hubStores(hub).contacts.put([{ division: '440224', office: 'civil-affairs', email: 'civil@440224.invalid' }])
    expect(await urge('finance', '2018-07-20')).toBe(404)
    expect(await letters()).toEqual([])
    const done = '/timeliness?year=2018&urged=1#place-440224'
    expect([await urge('civil-affairs', '2018-07-20'), await urge('civil-affairs', '2018-07-20')]).toEqual([done, done])
    expect(await letters()).toEqual([expect.stringContaining('2018年5月')])
    await urge('civil-affairs', '2018-07-21')
    expect(await letters()).toHaveLength(2)
    expect(await urge('civil-affairs', '2018-07-21', { ...OWED, year: '2017' })).toBe(409)
  })

  test('one thing is urged from its own page, once a day, while it waits; the agency urges whom it waits for', async () => {
    const { as } = acting(hub)
    const thing = { division: COUNTY, office: 'social-insurance', matter: 'statistics', ref: '2018-06' }
    const urge = async (
      office: Office,
      division: string,
      fields = thing,
      back = `/returns/${COUNTY}/${fields.ref}`,
    ) => {
      const headers = {
        ...hub.playedOn('2018-07-20'),
        ...(await as({ duty: 'clerk', division, office })),
        origin: hub.url,
      }
      const body = new URLSearchParams({ ...fields, back })
      const answer = await fetch(`${hub.url}/urges`, { method: 'POST', redirect: 'manual', headers, body })
      await hub.idle()
      return answer.headers.get('location') ?? answer.status
    }
    await hubStores(hub).contacts.put([
      { division: COUNTY, office: 'social-insurance', email: 'agency@440222.invalid' },
    ])
    expect(await urge('finance', COUNTY)).toBe(404)
    const done = `/returns/${COUNTY}/2018-06?urged=1`
    expect([await urge('social-insurance', '440200'), await urge('social-insurance', '440200')]).toEqual([done, done])
    const { emails } = (await (await fetch(`${hub.endpoints.ses}/store`)).json()) as { emails: { subject: string }[] }
    const urged = emails.filter(({ subject }) => subject.includes('催办：2018年6月统计表的报送'))
    expect(urged).toHaveLength(1)
    // Two slashes would lead to another computer.
    expect(await urge('social-insurance', '440200', thing, '//example.org/x')).toBe(400)
    // Nothing waits for the bank.
    const bank = { division: COUNTY, office: 'bank', matter: 'bank-return', ref: `${COUNTY}-2018-001` }
    expect(await urge('social-insurance', COUNTY, bank)).toBe(409)
    // Only of whom a month waits for, of a month that is one, of a place that is one.
    for (const unfit of [
      { ...thing, ref: '2018-13' },
      { ...thing, ref: '2099-01' },
      { ...thing, ref: '440222199001011234' },
      { ...thing, division: '440299' },
    ])
      expect([unfit, await urge('social-insurance', '440200', unfit, '/problems')]).toEqual([unfit, 409])
    expect(await urge('social-insurance', COUNTY, { ...thing, office: 'finance' }, '/problems')).toBe(409)
    // What is submitted waits for nobody, until it is sent back.
    const settings = settingsOf(hub)
    const returns = returnsOf(workTable(makeClients({ environment: hub.env }), settings.WORK_TABLE ?? ''))
    const month = { ...thing, ref: '2018-04' }
    const asOf = { on: '2018-07-20', at: '2018-07-20T00:00:00.000Z', by: signature('甲') }
    expect(await returns.submit(await returns.get(COUNTY, month.ref), { version: 1, ...asOf })).toBe(true)
    expect(await urge('social-insurance', '440200', month)).toBe(409)
    expect(await returns.sendBack(await returns.get(COUNTY, month.ref), { ...asOf, reason: '数字不符' })).toBe(true)
    expect(await urge('social-insurance', '440200', month)).toBe(`/returns/${COUNTY}/${month.ref}?urged=1`)
    // Whoever prepared a batch urges its second person; who sees no batch is told of none.
    const waiting = { id: `${COUNTY}-2018-007`, county: COUNTY, period: '2018-06', run: 'a', year: 2018 }
    const by = { account: '0'.repeat(16), name: '李梅', division: COUNTY, office: 'social-insurance' } as const
    const made = { day: '2018-07-20', at: '2018-07-20T00:00:00.000Z', state: 'prepared', preparedBy: by } as const
    await hubStores(hub).batches.create({ ...waiting, ...made })
    const approval = { division: COUNTY, office: 'social-insurance', matter: 'approval', ref: waiting.id }
    const batch = `/batches/${COUNTY}/${waiting.id}`
    const asked = (office: Office, division = COUNTY, fields = approval) => urge(office, division, fields, batch)
    expect([await asked('human-resources'), await asked('social-insurance', '440200')]).toEqual([409, 409])
    expect([await asked('social-insurance'), await asked('social-insurance')]).toEqual(
      Array(2).fill(`${batch}?urged=1`),
    )
    expect(await asked('social-insurance', COUNTY, { ...approval, office: 'bank' })).toBe(409)
    expect(await asked('social-insurance', COUNTY, { ...approval, ref: `${COUNTY}-2018-008` })).toBe(409)
    const letters = (await (await fetch(`${hub.endpoints.ses}/store`)).json()) as { emails: { subject: string }[] }
    const told = letters.emails.filter(({ subject }) => subject.includes(`催办：代缴批次${waiting.id}的审批`))
    expect(told).toHaveLength(1)
    expect(JSON.stringify(told)).not.toContain('李梅')
    const shown = async (duty: 'preparer' | 'approver') =>
      (await (await ask(batch, { by: { duty, division: COUNTY, office: by.office } })).text()).includes('催办审批人')
    expect([await shown('preparer'), await shown('approver')]).toEqual([true, false])
    // Another county's office names the number with its own county: nothing was done to the batch.
    expect(await asked('human-resources', '440281', { ...approval, division: '440281' })).toBe(409)
    const seen = await (await ask(batch, { by: { duty: 'preparer', division: COUNTY, office: by.office } })).text()
    // One letter, one urge.
    expect(seen.match(/<td>[^<]*<\/td><td>催办<\/td>/g)).toEqual(['<td>始兴县社保经办机构</td><td>催办</td>'])
    const acts = { division: COUNTY, time: '2018-07-20T08:00:00.000Z', outcome: 'allowed', address: '-' } as const
    const object = `${COUNTY}/${waiting.id}`
    for (const [office, resource] of [
      ['bank', 'payment-instruction'],
      ['finance', 'funding-request'],
      ['social-insurance', 'batch'],
    ] as const)
      await hubStores(hub).audit.write({ ...acts, kind: 'export', action: 'see', office, resource, object })
    // One number for batch, instruction and request: each office learns of what it may see.
    const known = async (office: Office) => {
      const session = { stage: 'signed-in', actor: { division: COUNTY, office, duties: ['clerk'] } }
      const deps = { ...hubStores(hub), now: () => new Date(), dayOf: (at: Date) => at.toISOString().slice(0, 10) }
      const caller = { session, address: '-' } as unknown as Caller
      const all = await handledOf(deps, caller, waiting.id, { division: COUNTY })
      return all.map(({ who, what }) => `${who} ${what}`).sort()
    }
    const [ofBank, ofFinance, ofAgency] = ['邮政储蓄银行', '财政局', '社保经办机构'].map(
      (office) => `始兴县${office} 下载个人信息`,
    )
    expect(await known('bank')).toEqual([ofBank])
    expect(await known('finance')).toEqual([ofFinance])
    expect(await known('social-insurance')).toEqual([ofBank, ofFinance, ofAgency, '始兴县社保经办机构 催办'].sort())
    // Whoever fetches it again stands there once.
    const again = { ...acts, time: '2018-07-20T09:00:00.000Z', kind: 'export', action: 'see' } as const
    await hubStores(hub).audit.write({ ...again, office: 'bank', resource: 'payment-instruction', object })
    expect(await known('bank')).toEqual([`${ofBank}（2次）`])
    // A thing that one does not see is urged as one that is not there: the city’s bureaus see no county’s list.
    const held = { ...LIST, id: `2018-06-urged0001-${LIST.office}`, state: 'held' } as const
    await hubStores(hub).uploads.create(held)
    const list = { division: COUNTY, office: held.office, matter: 'held', ref: held.id }
    const absent = { ...list, ref: `2018-06-urged0002-${LIST.office}` }
    const asCity = (fields: typeof thing) => urge('disabled-federation', '440200', fields, '/problems')
    expect([await asCity(list), await asCity(absent)]).toEqual([409, 409])
    expect(await urge('social-insurance', COUNTY, list, '/problems')).toBe('/problems?urged=1')
  })
})

describe('督办', () => {
  const HR = { duty: 'clerk', division: '440200', office: 'human-resources' } as const
  const OFFICE = { duty: 'clerk', division: '440222', office: 'disabled-federation' } as const
  const PROBLEM = '440222.disabled-federation.disabled-new.2018-05'

  test('a report that is missing is urged once, answered, returned, answered again and closed', async () => {
    const { as } = acting(hub)
    const post = async (who: typeof HR | typeof OFFICE, path: string, fields: Record<string, string>) => {
      const body = new URLSearchParams(fields)
      const headers = { ...hub.playedOn('2018-07-31'), ...(await as(who)), origin: hub.url }
      const answer = await fetch(hub.url + path, { method: 'POST', redirect: 'manual', headers, body })
      return answer.headers.get('location') ?? answer.status
    }
    const urge = () => post(HR, '/orders', { problem: PROBLEM, due: '2018-08-10', text: '请三日内补报' })
    // Sent twice at once and again: one order.
    const [first, second] = await Promise.all([urge(), urge()])
    const path = '/orders/440222/disabled-federation/440200-2018-001'
    expect([first, second, await urge()]).toEqual([path, path, path])
    const act = (who: typeof HR | typeof OFFICE, name: string, text: string, seen: number) =>
      post(who, `${path}/${name}`, { text, seen: String(seen) })
    expect(await act(HR, 'answer', '不是我的答复', 1)).toBe(404)
    expect(await act(OFFICE, 'answer', '短', 1)).toBe(400)
    expect(await act(OFFICE, 'answer', '本月没有新增人员', 1)).toBe(path)
    expect(await act(OFFICE, 'answer', '本月没有新增人员', 1)).toBe(path)
    expect(await act(OFFICE, 'close', '自行办结本单', 2)).toBe(404)
    expect(await act(HR, 'return', '请按零报告报送', 2)).toBe(path)
    expect(await act(OFFICE, 'answer', '看到的是旧页面', 2)).toBe(409)
    expect(await act(OFFICE, 'answer', '已经零报告完毕', 3)).toBe(path)
    expect(await act(HR, 'close', '同意办结本单', 4)).toBe(path)
    expect(await act(HR, 'return', '办结以后再退回', 5)).toBe(409)

    const seen = async (who: typeof HR | typeof OFFICE, of: string) =>
      fetch(hub.url + of, { headers: { ...hub.playedOn('2018-07-31'), ...(await as(who)) } })
    const shown = await (await seen(OFFICE, path)).text()
    for (const words of ['督440200-2018-001', '请三日内补报', '请按零报告报送', '同意办结本单'])
      expect(shown).toContain(words)
    const { items } = (await (await seen(HR, '/api/problems')).json()) as {
      items: { problem: string; order?: object }[]
    }
    // It is still missing, and can be urged anew.
    expect(items.find(({ problem }) => problem === PROBLEM)).toMatchObject({ overdueDays: 56, count: 1 })
    expect(items.find(({ problem }) => problem === PROBLEM)?.order).toBeUndefined()
  })
})
