import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PolicyWorkbook } from '../../forms/policy/policy-sheets.ts'
import { writePolicyWorkbook } from '../../forms/policy/policy-workbook.ts'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import { hubClient } from '../../local/hub/hub-client.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { beginCity, changeCity } from '../../local/month/play-notices.ts'
import { runMonth } from '../../local/month/run-month.ts'
import { type Acting, acting } from '../acting.ts'
import { everyItem } from '../every-item.ts'
import { bytesOf, textsOf } from '../forms/bytes-of.ts'

const dir = mkdtempSync(join(tmpdir(), 'yingbao-policy-'))
const start = (data: string) => startHub({ dataDir: join(dir, data), port: 0, letters: true, log: () => {} })
let hub: Hub
const ask: Acting['ask'] = (path, init) => acting(hub).ask(path, init)
beforeAll(async () => {
  hub = await start('data')
  await beginCity(hubStores(hub))
})
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const county = { division: '440222', office: 'civil-affairs' } as const

function workbook(held: Partial<PolicyWorkbook>): Promise<Buffer> {
  const policy = defaultPolicy()
  return bytesOf((out) => writePolicyWorkbook(out, { policy, contacts: [], calendar: [], ...held }))
}

async function post(body: Uint8Array): Promise<{ status: number; json: Record<string, unknown> }> {
  const init = { method: 'POST', headers: { 'content-type': XLSX }, body: new Uint8Array(body) }
  const answer = await ask(`/api/policy`, init)
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> }
}

/** Sent and confirmed. */
async function put(body: Uint8Array): Promise<Record<string, unknown>> {
  const { status, json } = await post(body)
  if (status !== 200) throw new Error(JSON.stringify(json))
  if (!json.draft) return { ...json }
  const answer = await ask(`/api/policy/drafts/${json.draft}/confirm`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ by: '王芳' }),
  })
  return { status: answer.status, ...((await answer.json()) as object) }
}

const day = async (on: string) => {
  await hub.runSchedules(`${on}T00:00:00Z`)
  await hub.idle()
}

async function mailsTo(address: string): Promise<{ subject: string; text: string }[]> {
  const { emails } = (await (await fetch(`${hub.endpoints.ses}/store`)).json()) as {
    emails: { subject: string; destination: { to: string[] }; body: { text: string } }[]
  }
  return emails
    .filter(({ destination }) => destination.to.join().includes(address))
    .map(({ subject, body }) => ({ subject, text: body.text }))
}

describe('the policy workbook, sent to the hub', () => {
  test('reminders go to the addresses that were entered, and to no earlier one', async () => {
    const contacts = [
      { ...county, email: 'a@city.example' },
      { ...county, email: 'b@city.example', name: '值班' },
    ]
    expect(await put(await workbook({ contacts }))).toEqual({ status: 200, version: 2 })
    await day('2018-06-04')
    for (const to of ['a@city.example', 'b@city.example'])
      expect((await mailsTo(to)).map(({ subject }) => subject)).toEqual(['逾期未报2项，即将到期2项'])
    expect(await mailsTo('civil-affairs@440222.invalid')).toEqual([])
    // Of a division that has none any more, the mail is somebody's work.
    expect((await hubStores(hub).notices.open()).map(({ id }) => id)).toContain('2018-06-04.440224.civil-affairs')
  })

  test('an override that is announced later moves due days, and who owes is told of the old and the new one', async () => {
    const contacts = [{ division: '440222', office: 'social-insurance', email: 'c@city.example' } as const]
    await put(await workbook({ contacts }))
    await day('2018-06-11')
    await put(await workbook({ contacts, calendar: [{ day: '2018-07-02', work: false, note: '防台风' }] }))
    await day('2018-06-13')
    const [moved] = (await mailsTo('c@city.example')).slice(-1)
    expect(moved!.subject).toMatch(/截止日期调整/)
    expect(moved!.text).toContain('原定：2018年7月4日（星期三）\n   现定：2018年7月5日（星期四）24时')
    const standings = await everyItem<{ obligation: { id: string; due: string } }>(ask, '/api/timeliness?year=2018')
    expect(
      standings.find(({ obligation: o }) => o.id === '440222/social-insurance/statistics/2018-06')?.obligation.due,
    ).toBe('2018-07-05')
  })

  test('deadlines are set by their sheet, and the workbook in force comes back as it was sent', async () => {
    await put(await workbook({ deadlines: { listDay: 8, sharedFrom: '2018-06-20', asked: { materials: 10 } } }))
    expect(await hubStores(hub).deadlines.policy()).toMatchObject({
      listDay: 8,
      sharedFrom: '2018-06-20',
      asked: { materials: 10, allocation: 10 },
      calendar: { overrides: [] },
    })
    const held = { contacts: [{ ...county, email: 'a@city.example' }], calendar: [{ day: '2018-07-02', work: false }] }
    await put(await workbook(held))
    const file = new Uint8Array(await (await ask(`/api/policy`)).arrayBuffer())
    const sheets = await textsOf(file)
    const said = (sheet: string) => sheets.get(sheet)!.map(({ texts }) => texts.join('|'))
    expect(said('单位联系')).toContainEqual(expect.stringMatching(/^440222\|始兴县\|民政局\|a@city.example/))
    expect(said('工作日调整').at(-1)).toMatch(/^2018-07-02.*\|休息/)
    expect(said('期限')).toContain('名单报送日|8|每月几日（1至28）')
    expect((await post(file)).json).toMatchObject({ ok: true, changes: [] })
    expect((await hubStores(hub).deadlines.policy())?.listDay).toBe(8)
  })

  test('a new amount is shown before it is in force, and is then a new revision; the same workbook again is none', async () => {
    const { amounts, ...policy } = defaultPolicy()
    const dearer = await workbook({ policy: { ...policy, amounts: amounts.map((a) => ({ ...a, fen: a.fen + 100 })) } })
    const version = (await hubStores(hub).policies.inForce()).version
    const { json } = await post(dearer)
    expect(json.changes).toContainEqual({ sheet: '代缴标准', item: '2000', text: '代缴金额（元）：120.00 → 121.00' })
    expect((await hubStores(hub).policies.current())?.version).toBe(version)
    expect(await put(dearer)).toMatchObject({ version: version + 1 })
    expect((await post(dearer)).json).toMatchObject({ version: version + 1, changes: [] })
    expect((await hubStores(hub).policies.current())?.amounts[0]?.fen).toBe(amounts[0]!.fen + 100)
  })

  test('faults come back by sheet and row, and nothing is taken', async () => {
    const before = await hubStores(hub).contacts.all()
    const policy = { ...defaultPolicy(), amounts: [{ fromYear: 2018, fen: 100 }] }
    const bad = await workbook({ policy, contacts: [{ ...county, email: 'nobody' }], deadlines: { listDay: 40 } })
    const { status, json } = await post(bad)
    expect(status).toBe(400)
    expect(json.message).toBe('参数设置表有误，没有采用。请改正后重新上传。')
    expect(json.faults).toEqual([
      { sheet: '单位联系', row: expect.any(Number), message: '“电子邮箱”不是有效的邮箱地址。请改正。' },
      { sheet: '期限', row: 4, message: '“名单报送日”应为1至28的整数。' },
    ])
    expect(await hubStores(hub).contacts.all()).toEqual(before)
    const pdf = await post(Buffer.from('%PDF-1.4\n'))
    expect([pdf.status, pdf.json.message]).toEqual([400, expect.stringContaining('这是 PDF 文件')])
    const list = await post(Buffer.from('姓名,身份证号码\r\n'))
    expect([list.status, list.json.message]).toEqual([400, expect.stringContaining('这份文件不是参数设置表')])
  })

  test('on the page as well, by forms: sent, looked at, put in force, put back', async () => {
    const read = async (answer: Response) =>
      `${answer.status} ${(await answer.text()).replace(/<[^>]+>/g, '').replace(/\s/g, '')}`
    const send = (path: string, body: FormData, redirect: RequestRedirect = 'manual') =>
      ask(`${path}`, { method: 'POST', body, headers: { origin: hub.url }, redirect })
    const form = (entries: Record<string, string | File>) => {
      const body = new FormData()
      for (const [name, value] of Object.entries(entries)) body.set(name, value)
      return body
    }
    const file = async (contacts: PolicyWorkbook['contacts']) =>
      form({ file: new File([new Uint8Array(await workbook({ contacts }))], '参数表.xlsx') })
    const before = await hubStores(hub).contacts.of(county)
    const version = (await hubStores(hub).policies.inForce()).version

    const sent = await send('/policy', await file([{ ...county, email: 'd@city.example' }]))
    const draft = new URL(sent.headers.get('location')!, hub.url)
    expect([sent.status, draft.pathname]).toEqual([303, expect.stringMatching(/^\/policy\/drafts\/[\w-]+$/)])
    expect(await read(await ask(draft))).toMatch(
      /^200 .*核对参数变化.*还没有生效.*440222始兴县民政局.*电子邮箱：.*→d@city.example/s,
    )
    expect(await hubStores(hub).contacts.of(county)).toEqual(before)
    const done = await send(`${draft.pathname}/confirm`, form({ by: '王芳' }), 'follow')
    expect(new URL(done.url).pathname).toBe(`/policy/versions/${version + 1}`)
    expect(await read(done)).toMatch(/^200 .*现在采用的就是这一版.*王芳.*d@city.example/s)
    expect(await hubStores(hub).contacts.of(county)).toEqual(['d@city.example'])
    // Whoever goes back after confirming sees the version.
    expect(await read(await ask(draft))).toMatch(/^200 .*现在采用的就是这一版/s)

    expect(await read(await send('/policy', await file([{ ...county, email: 'nobody' }])))).toMatch(
      /^400 .*共1处。.*单位联系\d+“电子邮箱”不是有效的邮箱地址/s,
    )
    const back = await send(`/policy/versions/${version}/restore`, form({}))
    const restoring = new URL(back.headers.get('location')!, hub.url)
    expect(await read(await ask(restoring))).toMatch(/^200 .*恢复第/s)
    await send(`${restoring.pathname}/confirm`, form({ by: '李强' }))
    expect(await hubStores(hub).contacts.of(county)).toEqual(before)
    expect(await read(await ask(`/policy`))).toMatch(/^200 .*李强.*现在采用恢复第\d+版的内容/s)
    expect((await ask(`/policy/versions/999`)).status).toBe(404)
  })
})

describe('--policy FILE', () => {
  test('of `npm run month` enters contacts and deadlines of the hub that the folder keeps', async () => {
    const file = join(dir, 'policy.xlsx')
    const contacts = [{ ...county, email: 'e@city.example' }]
    writeFileSync(file, await workbook({ contacts, calendar: [{ day: '2030-01-04', work: false }] }))
    const inbox = join(dir, 'inbox')
    mkdirSync(inbox)
    const progress = { say() {}, at() {}, end() {} }
    const options = { period: '2018-05', today: '2018-06-06', inbox, out: join(dir, 'out'), progress }
    await runMonth({ ...options, data: join(dir, 'month'), policy: file })
    const kept = await start('month')
    try {
      const stores = hubStores(kept)
      expect(await stores.contacts.of(county)).toEqual(['e@city.example'])
      const deadlines = await stores.deadlines.policy()
      expect(deadlines?.calendar.overrides).toEqual([{ day: '2030-01-04', work: false }])
      // A month that is played makes nobody owe what was due before the city began.
      expect(Date.parse(deadlines!.from)).toBeGreaterThan(Date.now() - 3 * 86_400_000)
    } finally {
      await kept.stop()
    }
    writeFileSync(file, await workbook({ contacts: [{ ...county, email: 'nobody' }] }))
    await expect(runMonth({ ...options, data: undefined, policy: file })).rejects.toThrow(
      /参数设置表有误，未采用：\n单位联系 第\d+行：“电子邮箱”不是有效的邮箱地址/,
    )
  })

  test('of `npm run notices` leaves nobody without an address', async () => {
    const file = join(dir, 'notices.xlsx')
    writeFileSync(file, await workbook({ contacts: [{ ...county, email: 'f@city.example' }] }))
    await changeCity(hub, file)
    const { contacts } = hubStores(hub)
    expect(await contacts.of(county)).toEqual(['f@city.example'])
    expect(await contacts.of({ division: '440224', office: 'finance' })).toEqual(['finance@440224.invalid'])
    await expect(hubClient(hub, hubStores(hub)).putPolicy(join(dir, 'policy.xlsx'))).rejects.toThrow('单位联系 第')
  })
})
