/** What a township, the bank and finance get is asked for at once, with its day, until the answers are whole. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DeadlinesDeps } from '../../functions/deadlines/deps.ts'
import { grants } from '../../functions/deadlines/grants.ts'
import { run } from '../../functions/deadlines/run.ts'
import { resultsOf } from '../../functions/shared/cases/batch-results.ts'
import { casesOf } from '../../functions/shared/cases/case-facts.ts'
import { thaw } from '../../functions/shared/work/frozen.ts'
import { silentPages } from '../../functions/web/cases/silent-pages.ts'
import { deadlineApi } from '../../functions/web/deadlines/deadline-api.ts'
import { problemPages } from '../../functions/web/deadlines/problem-pages.ts'
import { timelinessPages } from '../../functions/web/deadlines/timeliness-pages.ts'
import type { WebDeps } from '../../functions/web/deps.ts'
import { mount } from '../../functions/web/http/mount.ts'
import { yuan } from '../../rules/payments/amount.ts'
import type { Office } from '../../schemas/codes.ts'
import type { Duty } from '../../schemas/duties.ts'
import { BatchRow } from '../../schemas/records/batch.ts'
import { DEFAULT_DEADLINES } from '../../schemas/records/deadline-policy.ts'
import type { OpenRequest } from '../../schemas/records/obligation.ts'
import { workTable } from '../../stores/aws/work.ts'
import { caseTallies } from '../../stores/deadlines/case-tallies.ts'
import { deadlines } from '../../stores/deadlines/deadlines.ts'
import { notices } from '../../stores/deadlines/notices.ts'
import { orders } from '../../stores/deadlines/orders.ts'
import { rowClosings } from '../../stores/payments/row-closings.ts'
import { demo } from '../../stores/upkeep/demo.ts'
import { type Engines, startEngines } from '../faults/engines.ts'
import { type Cells, COUNTY, csvOf, listed, person } from '../faults/lists.ts'
import { arrived } from '../faults/world.ts'
import { textsOf } from '../forms/bytes-of.ts'
import { signedIn } from '../signed-in.ts'
import { outputsOf } from './delivered.ts'
import { approveAll, closeAll, type DeliveryWorld, prepareAll } from './delivery-world.ts'
import { smallCity } from './small-city.ts'

let engines: Engines
let paid: DeliveryWorld
beforeAll(async () => {
  engines = await startEngines()
  paid = await smallCity(engines)
  for (const step of [closeAll, prepareAll, approveAll]) await paid.settle(await step(paid))
})
afterAll(() => engines.stop())

const BATCH = `${COUNTY}-2018-001`
const [TOWNSHIP, SECOND] = ['440222100', '440222101'] as const
let clock = Date.parse('2018-06-20T03:00:00Z')

/** The routes and the stage of letters over a copy of the city. */
async function office() {
  const delivery = await paid.copy()
  const { clients } = delivery.world.engines
  const work = workTable(clients, delivery.world.work)
  const { asking, ...access } = signedIn()
  const dayOf = (time: Date) => time.toISOString().slice(0, 10)
  const stores = {
    ...delivery.world.match,
    ...delivery.world.intake,
    ...delivery.report,
    deadlines: deadlines(work),
    notices: notices(work),
  }
  const now = () => {
    clock += 1000
    return new Date(clock)
  }
  const deps = {
    ...stores,
    ...access,
    demo: demo(work),
    orders: orders(work),
    rowClosings: rowClosings(work),
    tallies: caseTallies(work),
    now,
    dayOf,
  } as unknown as WebDeps
  const mailed: string[] = []
  const contacts = { of: async () => ['a@b.example'], at: async () => [] }
  const mail = {
    async send({ id }: { id: string }) {
      mailed.push(id)
      return { state: 'sent' }
    },
  }
  const stage = {
    ...stores,
    tallies: caseTallies(work),
    now,
    contacts,
    mail,
    portal: 'https://hub.example',
  } as unknown as DeadlinesDeps
  const asDeadlines = <T>(work: () => Promise<T>) => delivery.world.as('deadlines', grants, work)
  const web = delivery.world.web(mount([...deadlineApi, ...timelinessPages, ...problemPages, ...silentPages], deps))
  web.onError((error) => ('getResponse' in error ? error.getResponse() : Promise.reject(error)))
  const as = (division: string, of: Office, more: object = {}) =>
    asking(web, { duty: 'clerk', division, office: of, ...more })
  const open = async (county = COUNTY) =>
    ((await (await as(county, 'social-insurance')('/api/requests')).json()) as { items: OpenRequest[] }).items
  const told = new Set<string>()
  const heard = async () => {
    await delivery.world.settle()
    for (const id of await delivery.world.letters()) {
      if (!id.startsWith('answer.taken.') || told.has(id)) continue
      told.add(id)
      const [, , division = '', ...upload] = id.split('.')
      const about = { type: 'answer.taken' as const, division, upload: upload.join('.') }
      for (const _ of 'twice') await asDeadlines(() => run(stage, about))
    }
  }
  return {
    ...{ delivery, as, open, stage, mailed },
    hear: heard,
    /** Sent, taken up and heard of by letters, as often as it is told. */
    async answer(division: string, of: Office, form: string, rows: readonly Cells[], above = '', day = '2018-06-20') {
      const content = Buffer.from(above + csvOf(form as 'materials', rows).toString())
      await delivery.world.deliver(await delivery.world.send({ form, division, office: of, content, day }))
      await heard()
    },
    /** How much of the request has come; nothing where it is asked no more. */
    async part(form: string, division = COUNTY) {
      const found = (await open()).find((one) => one.form === form && one.division === division)
      return found && `${found.answered ?? 0}/${found.whole}`
    },
    submission: (form: 'materials' | 'bank-return' | 'allocation', division: string, of: Office, ref: string) =>
      stores.submissions.get({ division, office: of, form, period: '2018-05', ref }),
  }
}

const rowsOf = async ({ batch }: DeliveryWorld) => {
  const { frozen } = (await batch.batches.get(COUNTY, BATCH))!
  return thaw(batch.outbox, frozen!, BatchRow)
}
const returned = async (delivery: DeliveryWorld, results: Readonly<Record<number, string>>) => {
  const all = await rowsOf(delivery)
  const rows = Object.entries(results).map(([at, code]): Cells => {
    const { name, id, fen } = all[Number(at) - 1]!
    const result = { 处理结果代码: code, 处理日期: '2018-06-20' }
    return { 批次号: BATCH, 序号: at, 姓名: name, 身份证号码: id, 金额: yuan(fen), ...result }
  })
  const sum = rows.reduce((total, { 金额 }) => total + Number(金额), 0)
  return [rows, `笔数,${rows.length},总金额,${sum.toFixed(2)}\r\n`] as const
}

test('materials in 15 working days, a return of the bank in 5, an allocation in 10 (docs/rules.md#deadlines)', async () => {
  const { open } = await office()
  expect(
    (await open()).map(({ division, office: who, form, ref, due, overdue, whole }) => [
      ...[division, who, form, ref, due, overdue, whole],
    ]),
  ).toEqual([
    // The 18th is the Dragon Boat holiday.
    [COUNTY, 'bank', 'bank-return', BATCH, '2018-06-13', true, 4],
    [COUNTY, 'finance', 'allocation', BATCH, '2018-06-21', false, 48_000],
    [TOWNSHIP, 'township', 'materials', `${COUNTY}-2018-05`, '2018-06-28', false, 1],
    [SECOND, 'township', 'materials', `${COUNTY}-2018-05`, '2018-06-28', false, 2],
  ])
})

test('the notice that a township prints names that day, as the administrator has set it', async () => {
  const said = async (delivery: DeliveryWorld) => {
    const notice = (await outputsOf(delivery)).find(({ name }) => name === '440222101.xlsx')!
    const [rows] = (await textsOf(await delivery.report.outbox.get(notice.key))).values()
    return JSON.stringify(rows!.map(({ texts }) => texts))
  }
  expect(await said(paid)).toContain('请于2018年6月28日前（含当日）通知村（居）委会办理')
  const other = await paid.copy()
  await other.report.deadlines.putPolicy({ ...DEFAULT_DEADLINES, asked: { ...DEFAULT_DEADLINES.asked, materials: 10 } })
  await other.settle([await other.close(COUNTY, { at: '2018-06-06T09:00:00.000Z' })])
  expect(await said(other)).toContain('请于2018年6月21日前')
})

test('a return of the bank ends its request when every row is clear; nothing that comes later opens it again', async () => {
  const { delivery, answer, part, submission, mailed, stage } = await office()
  const turns = () => mailed.splice(0).map((id) => id.replace(/^.*\.turn\./, ''))
  const send = async (results: Readonly<Record<number, string>>) =>
    answer(COUNTY, 'bank', 'bank-return', ...(await returned(delivery, results)))
  await send({ 1: '00', 2: '01' })
  expect(await part('bank-return')).toBe('2/4')
  // Each is told once of whose turn it has become (docs/cases.md#who-is-told).
  const [, failed] = await rowsOf(delivery)
  expect(turns()).toEqual([`${failed!.township}.township`])
  // Its home page counts it at once, not from the next morning on.
  const [tally] = await stage.tallies.all()
  expect(tally?.turns).toMatchObject([{ what: 'failed', division: failed!.township, cases: 1 }])
  await send({ 3: '90', 4: '00' })
  expect(turns()).toEqual([`${COUNTY}.bank`])
  expect([await part('bank-return'), await submission('bank-return', COUNTY, 'bank', BATCH)]).toEqual([
    '3/4',
    undefined,
  ])
  await send({ 3: '00' })
  expect([await part('bank-return'), turns()]).toEqual([undefined, []])
  const met = await submission('bank-return', COUNTY, 'bank', BATCH)
  expect(met).toMatchObject({ state: 'accepted', time: expect.stringMatching(/^2018-06-20T01:00:00/) })
  await send({ 1: '05' })
  expect(turns()).toEqual([`${COUNTY}.social-insurance`])
  expect(await part('bank-return')).toBeUndefined()
  expect(await submission('bank-return', COUNTY, 'bank', BATCH)).toEqual(met)
})

test('parts of an allocation add up; what is taken back is asked for again, and told of', async () => {
  const { answer, part, mailed, submission, as } = await office()
  let voucher = 0
  const send = (amount: string, day = '2018-06-20') =>
    answer(
      ...([COUNTY, 'finance', 'allocation'] as const),
      [{ 申请编号: BATCH, 申请金额: '480', 拨付金额: amount, 拨付日期: '2018-06-20', 凭证号: `v${++voucher}` }],
      ...(['', day] as const),
    )
  await send('360')
  expect(await part('allocation')).toBe('36000/48000')
  // Nothing is short before it is due.
  expect(mailed).toEqual([])
  expect(await (await as(COUNTY, 'finance')('/timeliness')).text()).toContain('已拨付360.00元，共480.00元')
  await send('120')
  expect(await part('allocation')).toBeUndefined()
  expect(await submission('allocation', COUNTY, 'finance', BATCH)).toMatchObject({ state: 'accepted' })
  await send('-100', '2018-06-22')
  expect(await part('allocation')).toBe('38000/48000')
  expect(mailed.sort()).toEqual(
    ['finance', 'human-resources', 'social-insurance'].map((of) => `${BATCH}.allocation.short-38000.${of}`),
  )
  expect(await submission('allocation', COUNTY, 'finance', BATCH)).toBeUndefined()
  await send('150')
  expect(await part('allocation')).toBeUndefined()
  expect(mailed).toHaveLength(3)
})

test('materials end with the last of the notice’s cases that waited for the township, and open where one is taken back', async () => {
  const { delivery, answer, part, submission, stage } = await office()
  const { rows } = await casesOf(delivery.world.intake, COUNTY)
  const keys = await delivery.world.intake.keyedHash()
  const report = (n: number, changes: Cells = {}) => {
    const { id, name } = person(n)
    const { number = '' } = rows.find(({ key }) => key === keys.personKeyHex(id)) ?? {}
    const whole = { 材料情况: '已收齐', 入户复核: '已复核', 核实情况: '属实' }
    const by = { 收集人: '王芳', 复核人: '李明', 复核日期: '2018-06-19', 乡镇确认人: '李明' }
    return { 案件编号: number, 姓名: name, 身份证号码: id, ...whole, ...by, ...changes }
  }
  const send = (...said: Cells[]) => answer(SECOND, 'township', 'materials', said)
  // 9 is to enrol and 43 to claim.
  await send(report(9, { 材料情况: '未收齐' }))
  expect(await part('materials', SECOND)).toBe('0/2')
  await send(report(9))
  expect(await part('materials', SECOND)).toBe('1/2')
  // A finding is the agency's turn.
  await send(report(43, { 核实情况: '联系不上' }))
  expect(await part('materials', SECOND)).toBeUndefined()
  const ref = `${COUNTY}-2018-05`
  expect(await submission('materials', SECOND, 'township', ref)).toMatchObject({ state: 'accepted' })
  expect(await part('materials', TOWNSHIP)).toBe('0/1')
  await send(report(9, { 材料情况: '未收齐' }))
  expect(await part('materials', SECOND)).toBe('1/2')
  expect(await submission('materials', SECOND, 'township', ref)).toBeUndefined()
  await send(report(9, { 材料情况: '本人放弃' }))
  expect(await part('materials', SECOND)).toBeUndefined()
  // A look that began before the last answers is too late.
  const late = { ...stage, now: () => new Date('2018-06-20T03:00:00.500Z') }
  await late.requests.judge(
    (await late.requests.all()).find(({ request }) => request.division === SECOND)!,
    { whole: 2, answered: 0 },
    late.now().toISOString(),
  )
  expect(await part('materials', SECOND)).toBeUndefined()
  // The message that asked for it comes once more, and then another close asks.
  const asked = { division: SECOND, office: 'township', form: 'materials', period: '2018-05', ref } as const
  await stage.requests.put({ ...asked, requestedOn: '2018-06-06' }, '2018-06-06T02:00:00.000Z')
  expect(await part('materials', SECOND)).toBeUndefined()
  await delivery.settle([await delivery.close(COUNTY, { at: '2018-06-21T02:00:00.000Z', day: '2018-06-21' })])
  expect([await part('materials', TOWNSHIP), await part('materials', SECOND)]).toEqual(['0/1', undefined])
})

test('what lists have ended is asked for no more, at once', async () => {
  const { delivery, part, stage } = await office()
  const left = [1, 2, 3, 4, 5, 7].map((n) => listed(n))
  const content = csvOf('dibao', left)
  await delivery.world.deliver(await delivery.world.send({ form: 'dibao-full', content }))
  await delivery.settle()
  expect(await part('materials', TOWNSHIP)).toBe('0/1')
  const moved = { type: 'cases.moved' as const, county: COUNTY, day: '2018-06-20', by: 'list' }
  await delivery.world.as('deadlines', grants, () => run(stage, moved))
  expect(await part('materials', TOWNSHIP)).toBeUndefined()
})

test('on the page as well: who is late stands first, with how much has come, each side its own', async () => {
  const { as } = await office()
  const agency = await (await as(COUNTY, 'social-insurance')('/timeliness')).text()
  expect([...agency.matchAll(/已(?:有结果|拨付|办)[^<]*/g)].map(([part]) => part)).toEqual([
    ...['已有结果0笔，共4笔', '已拨付0.00元，共480.00元', '已办0件，共1件', '已办0件，共2件'],
  ])
  expect([agency.match(/逾期<\/b>/g)?.length, agency.includes('action="/timeliness')]).toEqual([1, false])
  const bank = await (await as(COUNTY, 'bank')('/timeliness')).text()
  expect(bank.match(/提出，/g)).toHaveLength(1)
  // Its own is overdue, and stands in its own list; what others owe does not.
  const overdue = await (await as(COUNTY, 'bank')('/problems')).text()
  expect([...overdue.matchAll(/<td>([^<]*)（440222-2018-[^<]*/g)].map(([, what]) => what)).toEqual(['缴费登记回盘'])
  expect(await (await as(TOWNSHIP, 'township')('/problems')).text()).toContain('没有逾期或者有争议的事项')
})

test('what the bank never answers is closed by two persons once its return is overdue, and corrected by what comes later', async () => {
  const { delivery, as, answer, hear, part, stage } = await office()
  const agency = (duty: Duty, who: string) => {
    const ask = as(COUNTY, 'social-insurance', { duty, person: who })
    return async (path = '', fields?: Record<string, string>) => {
      const body = fields && { method: 'POST', body: new URLSearchParams(fields) }
      const response = await ask(`/batches/${COUNTY}/${BATCH}/unanswered${path}`, body)
      return [response.status, (await response.text()).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')] as const
    }
  }
  const [prepares, approves] = [agency('preparer', '组批'), agency('approver', '审批')]
  const grounds = '两次去函查询没有答复'
  await answer(COUNTY, 'bank', 'bank-return', ...(await returned(delivery, { 1: '00' })))
  expect((await prepares())[1]).toMatch(/回盘截止 2018年6月13日 逾期.*没有答复的记录（3笔）/)
  expect((await prepares('', { 'row-2': 'on' }))[1]).toContain('写明依据说明')
  expect(await prepares('', { 'row-1': 'on', grounds })).toMatchObject([409, expect.stringContaining('银行已经答复')])
  expect((await prepares('', { 'row-2': 'on', 'row-3': 'on', 'row-4': 'on', grounds }))[0]).toBe(303)
  expect((await approves('', { 'row-2': 'on', grounds }))[0]).toBe(404)
  expect((await prepares('/close', { 'row-2': 'on' }))[0]).toBe(404)
  const both = agency('approver', '组批')
  expect((await both())[1]).toMatch(/等待另一人确认（3笔）.*这些笔是您提出的，由另一位审批人确认/)
  expect((await both())[1]).not.toContain('确认按99办结')
  expect(await both('/close', { 'row-2': 'on' })).toMatchObject([
    409,
    expect.stringContaining('提出人和确认人不能是同一个人'),
  ])
  expect((await approves('/keep', { 'row-4': 'on' }))[0]).toBe(303)
  expect((await approves())[1]).toMatch(/等待另一人确认（2笔）.*两次去函查询没有答复 组批.*没有答复的记录（1笔）/)
  // The bank answers one of them meanwhile.
  await answer(COUNTY, 'bank', 'bank-return', ...(await returned(delivery, { 3: '00' })))
  expect((await approves('/close', { 'row-2': 'on', 'row-3': 'on' }))[0]).toBe(409)
  const sent = await Promise.all([approves('/close', { 'row-2': 'on' }), approves('/close', { 'row-2': 'on' })])
  expect(sent.map(([status]) => status)).toEqual([303, 303])
  for (const upload of await delivery.world.intake.uploads.list(COUNTY))
    if (upload.closesRows) await delivery.world.deliver({ stage: 'intake', body: arrived(upload) })
  await hear()
  const batch = (await stage.batches.get(COUNTY, BATCH))!
  const results = async () =>
    (await resultsOf(stage, (await stage.batches.get(COUNTY, BATCH))!)).map(({ row, result }) => `${row} ${result}`)
  expect(await results()).toEqual(['1 00', '2 99', '3 00'])
  expect(batch.results).toMatchObject({ paid: { rows: 2 }, failed: { rows: 1 } })
  const { key } = (await rowsOf(delivery))[1]!
  expect((await stage.payments.get([key], 2018)).get(key)?.state).toBe('failed')
  expect((await approves())[1]).toContain('没有答复的记录（1笔）')
  expect(await part('bank-return')).toBe('3/4')
  // The bank had booked it after all, and nobody has paid the person meanwhile.
  await answer(COUNTY, 'bank', 'bank-return', ...(await returned(delivery, { 2: '00', 4: '00' })), '2018-06-21')
  expect(await results()).toEqual(['1 00', '2 00', '3 00', '4 00'])
  expect(await part('bank-return')).toBeUndefined()
})
