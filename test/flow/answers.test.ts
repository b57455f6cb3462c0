/** What townships, agency, bank and finance send back: through the inbox to receipts, returned rows and facts. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { read, utils, write } from '@e965/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { takeAnswer } from '../../functions/intake/answers/take-answer.ts'
import { type IntakeDeps, intakeDeps } from '../../functions/intake/deps.ts'
import { env } from '../../functions/intake/env.ts'
import { resultsOf } from '../../functions/shared/cases/batch-results.ts'
import { casesOf } from '../../functions/shared/cases/case-facts.ts'
import { rowsIn, thaw } from '../../functions/shared/work/frozen.ts'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import { hubClient } from '../../local/hub/hub-client.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import type { Identity } from '../../local/hub/identities.ts'
import { yuan } from '../../rules/payments/amount.ts'
import { idNumber } from '../../samples/id-number.ts'
import { PersonFile } from '../../schemas/api/person-file.ts'
import type { Office } from '../../schemas/codes.ts'
import { present } from '../../schemas/present.ts'
import { BatchRow } from '../../schemas/records/batch.ts'
import { isDone, Rejection, type Upload } from '../../schemas/records/upload.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { BANK_RESULT_NAMES } from '../../wording/bank-results.ts'
import { outcomeName } from '../../wording/outcomes.ts'
import { receiptMessage } from '../../wording/receipt.ts'
import { acting } from '../acting.ts'
import { type Cells, CITY, COUNTY, csvOf, listed, person, registered, TOWNSHIPS } from '../faults/lists.ts'

const DAY = '2018-06-06'
const [TOWNSHIP = '', OTHER_TOWNSHIP = ''] = TOWNSHIPS[COUNTY] ?? []
const dir = mkdtempSync(join(tmpdir(), 'yingbao-answers-'))
let hub: Hub
let stage: IntakeDeps
/** The numbers of the persons' cases. */
let cases: Record<number, string>
beforeAll(async () => {
  hub = await startHub({ dataDir: join(dir, 'data'), port: 0, log: () => {} })
  await hubStores(hub).policies.put(defaultPolicy())
  const told = Object.entries(hub.functions).find(([name]) => name.startsWith('intake'))?.[1]
  stage = intakeDeps(env.parse(told), makeClients({ environment: hub.env }))
  await beginCases()
})

/** Persons 1 to 3 are to be enrolled, 4 to 6 to be paid for, in the first township; 7 is of the second. */
async function beginCases(): Promise<void> {
  const rows = [1, 2, 3, 4, 5, 6].map((n) => listed(n, COUNTY, young(n)))
  rows.push(listed(7, COUNTY, { ...young(7), '乡镇（街道）': OTHER_TOWNSHIP }))
  await send(COUNTY, 'civil-affairs', 'dibao-full', csvOf('dibao', rows))
  const register = [4, 5, 6, 7].map((n) => registered(n, young(n)))
  await send(COUNTY, 'social-insurance', 'register', csvOf('register', register))
  await hubClient(hub, hubStores(hub), DAY).close(COUNTY, '2018-05')
  await hub.idle()
  const { rows: begun } = await casesOf(stage, COUNTY)
  const hash = await stage.keyedHash()
  const numbers = new Map(begun.map(({ key, number }) => [key, number]))
  cases = Object.fromEntries(
    [1, 2, 3, 4, 5, 6, 7].map((n) => [n, numbers.get(hash.personKeyHex(idOf(n))) ?? `none of ${n}`]),
  )
}

const idOf = (n: number) => idNumber(COUNTY, '1980-01-01', 100 + n)
const young = (n: number): Cells => ({ 身份证号码: idOf(n) })
const people = [1, 2, 3, 4, 5, 6, 7]
const keyOf = async (n: number) => (await stage.keyedHash()).personKeyHex(idOf(n))
const factsOf = async (n: number) => {
  const key = await keyOf(n)
  return (await stage.people.get([key], 'strong')).get(key)?.cases?.[COUNTY]
}
afterAll(async () => {
  await hub.stop()
  rmSync(dir, { recursive: true, force: true })
})

async function send(
  division: string,
  office: Office,
  form: string,
  content: Uint8Array,
  day = DAY,
  ending = 'csv',
): Promise<Upload> {
  const path = join(dir, `${form}.${ending}`)
  writeFileSync(path, content)
  const client = hubClient(hub, hubStores(hub), day)
  const ticket = await client.ask({ division, office, form, period: '2018-05', fileName: `回复.${ending}` }, path)
  await client.put(ticket, path)
  await hub.idle()
  return (await hubStores(hub).uploads.get(division, ticket.id)) as Upload
}

const begunAs = ({ division, office, form, period, fileName, size, day, policy }: Upload) => ({
  ...{ division, office, form, period, fileName, size, day, policy },
})
const rejected = async ({ rejectionsKey = '' }: Upload) =>
  rowsIn(await hubStores(hub).outbox.get(rejectionsKey), Rejection).map(({ row, code }) => `${row} ${code}`)
const material = (changes: Cells = {}): Cells => ({
  ...{ 案件编号: `${COUNTY}-2018-99999`, 姓名: '某某', 身份证号码: '440222196001010012' },
  ...{ 材料情况: '已收齐', 入户复核: '未复核', 收集人: '经办', ...changes },
})

test('a case is urged from the township that it waits for, by whoever sees it; to anybody else it is as one that is not there', async () => {
  const urge = async (by: Identity, division: string, office: Office, ref = cases[1] ?? '', matter = 'case') => {
    const headers = { ...hub.playedOn(DAY), ...(await acting(hub).as(by)), origin: hub.url }
    const body = new URLSearchParams({ division, office, matter, ref, back: '/problems' })
    return (await fetch(`${hub.url}/urges`, { method: 'POST', redirect: 'manual', headers, body })).status
  }
  const agency = { duty: 'clerk', division: COUNTY, office: 'social-insurance' } as const
  const city = { ...agency, division: CITY }
  expect(await urge(agency, TOWNSHIP, 'township')).toBe(303)
  expect(await urge(agency, OTHER_TOWNSHIP, 'township')).toBe(409)
  // One to be paid for waits for the agency itself, which the city's knows nothing of.
  expect(await urge({ ...agency, office: 'human-resources' }, COUNTY, 'social-insurance', cases[4])).toBe(303)
  for (const ref of [cases[4] ?? '', `${COUNTY}-2018-99999`])
    expect(await urge(city, COUNTY, 'social-insurance', ref)).toBe(409)
  // Its service office is urged by a township's government about the papers that a notice has asked for, and by no other.
  const urged = (division: string) =>
    urge(
      { duty: 'clerk', division, office: 'township-government' },
      TOWNSHIP,
      'township',
      `${COUNTY}-2018-05`,
      'materials',
    )
  expect([await urged(TOWNSHIP), await urged(OTHER_TOWNSHIP)]).toEqual([303, 404])
})

test('a form that the office does not send is refused, and so is one of another content', async () => {
  const sent = await send(COUNTY, 'social-insurance', 'materials', csvOf('materials', [material()]))
  expect([sent.state, await rejected(sent)]).toEqual(['refused', ['0 form-mismatch']])
  const other = await send(TOWNSHIP, 'township', 'materials', csvOf('allocation', []))
  expect([other.state, await rejected(other)]).toEqual(['refused', ['0 form-mismatch']])
  const empty = await send(TOWNSHIP, 'township', 'materials', csvOf('materials', []))
  expect(receiptMessage(empty, defaultPolicy())).toBe(
    '“申报材料收集情况”里没有填写的行。请填好后重新上传。（整份文件未采用，原有数据不受影响。）',
  )
})

test('a number in the name of a sheet that is not read is masked, in an answer too', async () => {
  const line = (texts: readonly string[]) =>
    `<Row>${texts.map((text) => `<Cell><Data ss:Type="String">${text}</Data></Cell>`).join('')}</Row>`
  const sheet = (name: string, rows: readonly (readonly string[])[]) =>
    `<Worksheet ss:Name="${name}"><Table>${rows.map(line).join('')}</Table></Worksheet>`
  const [own, other] = [material({ ...young(1), 案件编号: cases[1] ?? '', 姓名: person(1).name }), material()]
  const read = sheet('一', [Object.keys(own), Object.values(own), Object.values(other)])
  const unread = sheet(idOf(1), [[idOf(1)]])
  const office = 'urn:schemas-microsoft-com:office:spreadsheet'
  const book = `<?xml version="1.0"?><Workbook xmlns="${office}" xmlns:ss="${office}">${read}${unread}</Workbook>`
  const sent = await send(TOWNSHIP, 'township', 'materials', Buffer.from(book))
  expect(sent).toMatchObject({ state: 'accepted', reading: { rows: 2, returned: 1 } })
  expect(sent.reading?.unreadSheets).toEqual([`${idOf(1).slice(0, 6)}********${idOf(1).slice(-4)}`])
})

test('rows of a township are returned with every reason, to its clerk and the county’s agency', async () => {
  const rows = [
    material(),
    material({ 材料情况: '', 收集人: '' }),
    material({ 案件编号: '', 入户复核: '已复核', 复核人: '甲', 复核日期: '2018-06-07' }),
  ]
  const sent = await send(TOWNSHIP, 'township', 'materials', csvOf('materials', rows))
  expect(sent).toMatchObject({ state: 'refused', refusal: { code: 'all-returned' }, reading: { rows: 3, returned: 3 } })
  expect(await rejected(sent)).toEqual([
    '0 all-returned',
    '2 case-unknown',
    '3 case-unknown',
    '3 duplicate-row',
    '3 code-unknown',
    '4 case-unknown',
    '4 date-unfit',
  ])
  const see = async (duty: 'clerk' | 'leader', division: string, office: Office, what = '') => {
    const headers = await acting(hub).as({ duty, division, office })
    return (await fetch(`${hub.url}/uploads/${TOWNSHIP}/${sent.id}${what}`, { headers })).status
  }
  expect(await see('clerk', TOWNSHIP, 'township')).toBe(200)
  expect(await see('clerk', COUNTY, 'social-insurance')).toBe(200)
  expect(await see('clerk', COUNTY, 'finance')).toBe(404)
  expect(await see('clerk', OTHER_TOWNSHIP, 'township')).toBe(404)
  // Another township of the county does not reach it by its own name either.
  const headers = await acting(hub).as({ duty: 'clerk', division: OTHER_TOWNSHIP, office: 'township' })
  const own = `${hub.url}/uploads/${OTHER_TOWNSHIP}/${sent.id}`
  expect((await fetch(own, { headers })).status).toBe(404)
})

test('a township’s answers are facts on its persons, the latest file’s in force', async () => {
  const own = (n: number, changes: Cells = {}) =>
    material({ ...young(n), 案件编号: cases[n] ?? '', 姓名: person(n).name, ...changes })
  const verified = { 入户复核: '已复核', 复核人: '甲', 复核日期: '2018-06-01' }
  const rows = [
    own(1, verified),
    own(2, { 材料情况: '本人放弃', 乡镇确认人: '乙' }),
    own(3, { 姓名: '别人' }),
    own(7),
    own(1),
    own(4, { 案件编号: ` ${cases[4]?.toLowerCase()}`, 核实情况: '死亡', ...verified }),
  ]
  const sent = await send(TOWNSHIP, 'township', 'materials', csvOf('materials', rows))
  expect(sent).toMatchObject({ state: 'accepted', reading: { rows: 6, returned: 3 } })
  expect(await rejected(sent)).toEqual(['4 case-mismatch', '5 case-unknown', '6 duplicate-row'])
  expect(receiptMessage(sent, defaultPolicy())).toBe('读取 6 行，采用 3 行，退回 3 行。')
  expect(isDone(sent)).toBe(true)
  const order = (row: number) => `${sent.requestedAt}#${sent.id}#000000${row}`
  expect(await factsOf(1)).toEqual({
    materials: {
      ...{ order: order(0), case: cases[1], at: sent.requestedAt, day: DAY },
      ...{ collected: 'complete', isVerified: true, verifiedOn: '2018-06-01' },
    },
  })
  expect((await factsOf(4))?.materials).toMatchObject({ order: order(5), finding: '死亡' })
  const again = await send(TOWNSHIP, 'township', 'materials', csvOf('materials', [own(1, { 收集人: '丙' })]))
  expect((await factsOf(1))?.materials).toMatchObject({ isVerified: false, at: again.requestedAt })
})

test('a bank’s return settles rows and claims; the same again changes nothing, a correction does', async () => {
  const client = hubClient(hub, hubStores(hub), DAY)
  const [run] = await hubStores(hub).runs.closes(COUNTY)
  const { id: batch } = await client.prepare(COUNTY, run?.id ?? '')
  await hub.idle()
  await client.approve(COUNTY, batch)
  await hub.idle()
  const claimed = async (n: number) => (await stage.payments.get([await keyOf(n)], 2018)).get(await keyOf(n))?.state
  const frozen = (await stage.batches.get(COUNTY, batch))?.frozen
  const rows = frozen ? await thaw(stage.outbox, frozen, BatchRow) : []
  const answer = (place: number, code: string, changes: Cells = {}): Cells => {
    const { id, name, fen } = rows[place] ?? { id: '', name: '', fen: 0 }
    return {
      ...{ 批次号: batch, 序号: String(place + 1), 姓名: name, 身份证号码: id, 金额: yuan(fen) },
      ...{ 处理结果代码: code, 处理日期: DAY, ...changes },
    }
  }
  const sum = (count: number, text: string): Cells => ({ 批次号: '合计', 序号: String(count), 金额: text })
  const give = (...lines: Cells[]) => send(COUNTY, 'bank', 'bank-return', csvOf('bank-return', lines))
  const of = (place: number) => people.find((n) => idOf(n) === rows[place]?.id) ?? 0

  const wrong = await give(answer(0, '00'), answer(1, '00', { 批次号: 'X' }), sum(3, '240'))
  expect([wrong.state, await rejected(wrong)]).toEqual([
    'refused',
    ['0 return-refused', '0 batch-mixed', '0 total-mismatch'],
  ])
  const first = await give(answer(0, '0'), answer(1, '01'), answer(2, 'A7', { 姓名: '别人' }), sum(3, '360.00元'))
  expect(first).toMatchObject({ state: 'accepted', reading: { rows: 3, returned: 1 } })
  expect(await rejected(first)).toEqual(['4 row-mismatch'])
  expect([await claimed(of(0)), await claimed(of(1)), await claimed(of(2))]).toEqual(['approved', 'failed', 'approved'])
  expect((await factsOf(of(0)))?.results?.[batch]).toMatchObject({ row: 1, result: '00', fen: 12000, day: DAY })
  const before = await stage.batches.get(COUNTY, batch)
  const again = await give(answer(0, '00', { 处理日期: DAY }), answer(1, '01'), sum(2, '240'))
  expect([again.state, again.units]).toEqual(['accepted', undefined])
  expect(await stage.batches.get(COUNTY, batch)).toEqual(before)
  const last = await give(answer(0, '01'), answer(1, '00'), answer(2, 'A7'), sum(3, '360'))
  expect(await rejected(last)).toEqual(['2 result-conflict'])
  expect(receiptMessage(last, defaultPolicy())).toContain('处理结果代码“A7”不在平台的银行代码中')
  expect([await claimed(of(1)), await claimed(of(2))]).toEqual(['approved', 'approved'])
  const slipped = await give(answer(2, idOf(of(2))), sum(1, '120'))
  expect(slipped.reading?.unknownCodes).toEqual([expect.stringContaining('******')])
  expect(receiptMessage(slipped, defaultPolicy())).not.toContain(idOf(of(2)))
  const table = await resultsOf(stage, (await stage.batches.get(COUNTY, batch)) ?? {})
  expect(table.map(({ row, result }) => `${row} ${result}`)).toEqual(['1 00', '2 00', '3 90'])

  // The table of a file that was given up stands alone: the next file that says the same does what rests on it.
  const given: Upload = {
    ...begunAs(last),
    ...{ id: `${last.id.slice(0, -1)}-`, state: 'requested', requestedAt: new Date().toISOString() },
  }
  const one = csvOf('bank-return', [answer(2, '02'), sum(1, '120')])
  await stage.uploads.create(given)
  const dying: IntakeDeps = {
    ...stage,
    inbox: {
      ...stage.inbox,
      async download(_, path) {
        writeFileSync(path, one)
        return 'sha'
      },
    },
    payments: { ...stage.payments, fail: () => Promise.reject(new Error('not settled')) },
  }
  await expect(takeAnswer(dying, given, defaultPolicy())).rejects.toThrow('not settled')
  expect(await claimed(of(2))).toBe('approved')
  await send(COUNTY, 'bank', 'bank-return', one)
  expect([await claimed(of(2)), (await factsOf(of(2)))?.results?.[batch]?.result]).toEqual(['failed', '02'])

  const [request] = await stage.fundingRequests.list(COUNTY)
  const asked = yuan(request?.requested ?? 0)
  const voucher = (number: string, text: string): Cells => ({
    ...{ 申请编号: batch, 申请金额: asked, 拨付金额: text, 拨付日期: DAY, 凭证号: number },
  })
  const allocate = (...lines: Cells[]) => send(COUNTY, 'finance', 'allocation', csvOf('allocation', lines))
  const money = await allocate(voucher('V1', '100'), voucher('V2', '-100.01'), voucher('V1', '100'), voucher('', '1'))
  expect(await rejected(money)).toEqual(['3 below-zero', '4 duplicate-row', '5 voucher-missing'])
  const rest = await allocate(voucher('V1', '100.00'), voucher('V3', '260'), voucher('V1', '1'))
  expect([rest.state, await rejected(rest)]).toEqual(['accepted', ['4 voucher-conflict']])
  const [after] = await stage.fundingRequests.list(COUNTY)
  expect(after?.allocations).toMatchObject({ V1: { fen: 10000, day: DAY }, V3: { fen: 26000, day: DAY } })
})

test('the bank sees its batches, what was wrong with each return, and the rows by code; a template is filled in for it', async () => {
  const headers = await acting(hub).as({ duty: 'clerk', division: COUNTY, office: 'bank' })
  const text = async (answer: Response) => (await answer.text()).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  const see = async (where: string) => text(await fetch(`${hub.url}${where}`, { headers }))
  const path = `/bank/${COUNTY}`
  const id = `${COUNTY}-2018-001`
  const whole = await see(path)
  expect(whole).toMatch(/待办 0 办理中 0 已办结 1 全部 1 /)
  expect(whole).toMatch(/失败和待查 .*02 无账户 1 120.00 /)
  expect(whole).toMatch(/440222-2018-001 2018年6月6日 3 360.00 3 0 2018年6月13日 ✓ 回盘齐全/)
  // Refused whole: its batch is known, and what was wrong stands beside what it came to.
  expect(whole).toMatch(/440222-2018-001 ✕ 整份退回 2 240.00 文件中有不同的批次号。.*合计/)
  const one = await see(`${path}/${id}`)
  expect(one).toMatch(/笔数 3 总金额（元） 360.00 已回盘笔数 3 待查笔数 0/)
  expect(one).toMatch(/00 成功 2 240.00 02 无账户 1 120.00/)
  expect(one).toMatch(/处理结果代码“A7”不在平台的银行代码中/)
  const rows = await see(`${path}/rows/02?batch=${id}`)
  expect(rows).toMatch(/440222-2018-001：02 无账户（1笔）/)
  expect(rows).not.toContain(idOf(4))

  const body = new URLSearchParams({ purpose: 'batch' })
  const form = { method: 'POST', headers: { ...headers, origin: hub.url }, body }
  const file = await fetch(`${hub.url}${path}/${id}/template.xlsx`, form)
  const again = join(dir, 'filled.xlsx')
  writeFileSync(again, Buffer.from(await file.arrayBuffer()))
  const client = hubClient(hub, hubStores(hub), DAY)
  const ticket = await client.ask(
    { ...{ division: COUNTY, office: 'bank', form: 'bank-return', period: '2018-05' }, fileName: '回盘.xlsx' },
    again,
  )
  await client.put(ticket, again)
  await hub.idle()
  // Its control is right, and nothing is filled in yet.
  const sent = await hubStores(hub).uploads.get(COUNTY, ticket.id)
  expect(sent).toMatchObject({ refusal: { code: 'all-returned' }, reading: { rows: 3, byCode: { 'code-unknown': 3 } } })
  expect(sent?.reading?.about).toEqual({ batch: id, rows: 3, fen: 36_000 })
})

test('finance records allocations on the page of a request, judged there as their file is', async () => {
  const FINANCE = { duty: 'clerk', division: COUNTY, office: 'finance' } as const
  const headers = await acting(hub).as(FINANCE)
  const [request] = await stage.fundingRequests.list(COUNTY)
  const path = `/funding/${COUNTY}/${request?.id}`
  const text = async (answer: Response) => (await answer.text()).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  const see = async (where: string) => text(await fetch(`${hub.url}${where}`, { headers }))
  const record = (amount: string, day: string, voucher: string) => {
    const filled = { 'allocation-amount': amount, 'allocation-day': day, 'allocation-voucher': voucher }
    const body = new URLSearchParams(filled)
    return fetch(`${hub.url}${path}/allocations`, {
      method: 'POST',
      headers: { ...headers, origin: hub.url },
      body,
      redirect: 'manual',
    })
  }
  expect(await see(path)).toMatch(
    /本次申请 360.00 已拨付 360.00 未拨付 0.00 超额拨付 0.00 本次申请大写：人民币叁佰陆拾元整/,
  )
  expect(await see(path)).toMatch(/拨付记录（2笔） .* V1 2018年6月6日 100.00 V3 2018年6月6日 260.00/)

  const faulty = await record('一百', '2018-06-05', '')
  expect(faulty.status).toBe(400)
  const again = await faulty.text()
  expect(again).toContain(
    '【拨付金额】这里不是有效的金额。请填不为0的数字，单位元，最多两位小数。' +
      '【拨付日期】拨付日期不能晚于报送当天，也不能早于提出申请当天。请核对后改正。' +
      '【凭证号】没有填凭证号。请填写拨款凭证的编号。',
  )
  expect(again).toMatch(/<a href="#allocation-amount">/)
  expect(again).toMatch(/id="allocation-amount"[^>]*value="一百"[^>]*aria-invalid="true"/)
  expect(await text(await record('-400', DAY, 'V4'))).toContain(
    '【拨付金额】这一笔冲销以后，该申请的拨付合计将小于0。请核对冲销金额和申请编号。',
  )

  const first = await record('10', DAY, 'V5')
  await hub.idle()
  const receipt = first.headers.get('location') ?? ''
  const over = `申请${request?.id}的已拨付合计超过本次申请10.00元`
  expect(await see(receipt)).toMatch(new RegExp(`${over}.*本单位对所填内容的真实性、准确性负责。`))
  const same = await record('10', DAY, 'V5')
  await hub.idle()
  // By the file that brought it, and by no other.
  expect(await see(same.headers.get('location') ?? '')).not.toContain(over)
  expect(await see(path)).toMatch(/已拨付 370.00 未拨付 0.00 超额拨付 10.00/)
  await record('-10', DAY, 'V6')
  await hub.idle()
  expect(await see(path)).toMatch(/已拨付 360.00 未拨付 0.00 超额拨付 0.00 /)
  expect(await see(`/funding/${COUNTY}`)).toMatch(/待办 0 办理中 0 已办结 1 全部 1 .* 已足额拨付/)
  const { items } = (await (await fetch(`${hub.url}/api/funding/${COUNTY}`, { headers })).json()) as { items: object[] }
  const [shown] = items
  expect(shown).toMatchObject({ id: request?.id, requested: 36_000, allocated: 36_000, outstanding: 0, over: 0 })
  // A city's bureau sees counts by county, and no request.
  const city = await acting(hub).as({ ...FINANCE, division: CITY })
  const ofCity = async (where: string) => fetch(`${hub.url}${where}`, { headers: city })
  expect(await text(await ofCity(`/balances/${CITY}`))).toMatch(/始兴县 3 360.00 360.00 360.00 0.00 0.00 /)
  expect((await ofCity(path)).status).toBe(404)
})

test('what an agency settles is a fact with its grounds, and is tested against the moment', async () => {
  const row = (n: number, changes: Cells): Cells => ({
    ...{ 案件编号: cases[n] ?? '', 姓名: person(n).name, 身份证号码: idOf(n), 依据说明: '核对证件' },
    ...changes,
  })
  const lines = [
    row(1, { 处理意见: '暂缓办理', 依据说明: `核对${idOf(1)}` }),
    row(2, { 处理意见: '' }),
    row(3, { 处理意见: '恢复办理', 依据说明: ' 无 ' }),
    row(3, { 处理意见: '同意' }),
  ]
  const sent = await send(COUNTY, 'social-insurance', 'settlement', csvOf('settlement', lines))
  expect(sent).toMatchObject({ state: 'accepted', reading: { rows: 3, returned: 2 } })
  expect(await rejected(sent)).toEqual(['4 choice-unfit', '4 grounds-missing', '5 duplicate-row', '5 code-unknown'])
  expect((await factsOf(1))?.settlements).toMatchObject([
    { choice: 'hold', grounds: `核对${idOf(1).slice(0, 6)}********${idOf(1).slice(-4)}`, case: cases[1] },
  ])
})

describe('a form filled in with the open cases', () => {
  /** Downloaded for a purpose, filled in with another program, and sent. */
  async function filledIn(
    path: string,
    by: Identity,
    fill: (set: (heading: string, text: string) => void, number: string) => void,
  ) {
    const answer = await acting(hub).ask(path, {
      ...{ method: 'POST', by, body: new URLSearchParams({ purpose: 'enrolment' }) },
      headers: { ...hub.playedOn(DAY), origin: hub.url },
    })
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([200, expect.stringContaining('.xlsx')])
    const book = read(new Uint8Array(await answer.arrayBuffer()))
    const sheet = present(book.Sheets[book.SheetNames[0] ?? ''], 'the sheet of a form')
    const lines = utils.sheet_to_json<string[]>(sheet, { header: 1, raw: false, defval: '' })
    const head = lines.findIndex(([first = '']) => first.startsWith('案件编号'))
    const headings = (lines[head] ?? []).map((heading) => heading.replace('*', ''))
    const rows = lines.slice(head + 1).map((line, at) => {
      const set = (heading: string, text: string) =>
        utils.sheet_add_aoa(sheet, [[text]], { origin: { r: head + 1 + at, c: headings.indexOf(heading) } })
      fill(set, line[0] ?? '')
      return Object.fromEntries(headings.map((heading, i) => [heading, line[i] ?? '']))
    })
    return { rows, bytes: write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer }
  }
  const sentBook = async (division: string, office: Office, form: string, bytes: Buffer) =>
    send(division, office, form, bytes, DAY, 'xlsx')

  test('of a township: number, name and ID number stand there, and what is filled in is taken', async () => {
    const by: Identity = { duty: 'clerk', division: TOWNSHIP, office: 'township' }
    const { rows, bytes } = await filledIn(`/materials/${TOWNSHIP}/form.xlsx`, by, (set) => {
      set('材料情况', '未收齐')
      set('入户复核', '未复核')
    })
    expect(rows.length).toBeGreaterThan(1)
    const ids = new Map(people.map((n) => [cases[n], [person(n).name, idOf(n)]]))
    for (const { 案件编号: number = '', 姓名, 身份证号码 } of rows) expect([姓名, 身份证号码]).toEqual(ids.get(number))
    const upload = await sentBook(TOWNSHIP, 'township', 'materials', bytes)
    expect([upload.state, upload.reading?.returned, upload.reading?.rows]).toEqual(['accepted', 0, rows.length])
  })

  test('of the agency: the review list as of now, of which one row is decided', async () => {
    const by: Identity = { duty: 'clerk', division: COUNTY, office: 'social-insurance' }
    let decided = ''
    const { rows, bytes } = await filledIn(`/cases/${COUNTY}/reviews/form.xlsx`, by, (set, number) => {
      if (decided) return
      decided = number
      set('处理意见', '暂缓办理')
      set('依据说明', '已经电话核实')
    })
    expect(rows.length).toBeGreaterThan(0)
    expect(rows[0]).toMatchObject({
      案件编号: decided,
      复核原因: expect.stringMatching(/./),
      情况说明: expect.stringMatching(/./),
    })
    const upload = await sentBook(COUNTY, 'social-insurance', 'settlement', bytes)
    expect([upload.state, upload.reading?.returned, upload.reading?.rows]).toEqual(['accepted', 0, 1])
  })

  test('is not handed out without a purpose, nor to another township', async () => {
    const asked = async (division: string, body: Record<string, string>) => {
      const by: Identity = { duty: 'clerk', division, office: 'township' }
      const init = { method: 'POST', by, body: new URLSearchParams(body), headers: { origin: hub.url } }
      return (await acting(hub).ask(`/materials/${TOWNSHIP}/form.xlsx`, init)).status
    }
    expect(await asked(TOWNSHIP, {})).toBe(400)
    expect(await asked(OTHER_TOWNSHIP, { purpose: 'enrolment' })).toBe(404)
  })
})

describe('the person’s file', () => {
  const LATER = '2018-07-05'
  const ask = async (n: number, body: object, of = COUNTY) =>
    acting(hub).ask(`/api/persons/${of}/${await keyOf(n)}/file`, {
      ...{ method: 'POST', of, headers: { ...hub.playedOn(LATER), 'content-type': 'application/json' } },
      body: JSON.stringify({ purpose: 'enquiry', ...body }),
    })
  const fileOf = async (n: number, asOf?: string) => {
    const answer = await ask(n, { ...(asOf && { asOf }) })
    expect(answer.status).toBe(200)
    // Who looked is known of today alone.
    return { ...PersonFile.parse(await answer.json()), looks: [] }
  }
  const told = ({ timeline }: Pick<PersonFile, 'timeline'>) =>
    timeline.map(({ day, changes, decision }) =>
      [day, ...changes.map(({ text }) => text), decision?.to && outcomeName(decision.to)].filter(Boolean).join(' | '),
    )

  test('has lists, registers, answers and decisions in words, the latest first, as of any day', async () => {
    const before = await fileOf(4)
    const timeline = [
      '2018-06-06 | 材料已收齐，入户已复核（2018年6月1日），核实情况：死亡',
      '2018-06-06 | 城乡居民参保登记：陈磊，正常参保，2018年，未缴费，未领取 | 待代缴',
      '2018-06-06 | 列入低保对象名单（陈磊，太平镇） | 待复核（参保登记信息不全）',
    ]
    expect(told(before)).toEqual(timeline)
    expect(before.cases.map(({ standing }) => standing)).toEqual([{ state: 'paused', reason: '死亡' }])
    expect(before.decision?.sentence).toBe('已经参保，本年没有缴费，由政府代缴。')

    const moved = people.map((n) =>
      listed(n, COUNTY, { ...young(n), ...(n === 4 && { '村（居）委会': '太平居委会' }) }),
    )
    await send(COUNTY, 'civil-affairs', 'dibao-full', csvOf('dibao', moved), LATER)
    const after = await fileOf(4)
    expect(told(after)).toEqual(['2018-07-05 | 低保对象名单：村（居）由“无”改为“太平居委会”', ...timeline])
    expect(await fileOf(4, LATER)).toEqual(after)
    const then = await fileOf(4, DAY)
    // What somebody has to do next is known of today alone.
    const withoutNext = ({ cases: of, ...file }: PersonFile) => ({
      ...file,
      cases: of.map(({ next: _, ...one }) => one),
    })
    expect(withoutNext(then)).toEqual({ ...withoutNext(before), asOf: DAY })
    expect(await fileOf(4, '2018-06-05')).toMatchObject({
      ...{ id: '', names: [], listings: [], register: [], cases: [], settlements: [], money: [], timeline: [] },
    })
  })

  test('is nobody else’s, and of no day without history', async () => {
    expect((await ask(4, {}, '440229')).status).toBe(404)
    const answer = await ask(4, { asOf: '2018-07-06' })
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { message: '截至日期应当在2015年7月5日和2018年7月5日之间：以前的变动已经超过保存期限，以后的还没有发生。' },
    ])
  })

  test('has rows of batches with what the bank says, as it was known', async () => {
    const paid = await Promise.all(people.map((n) => fileOf(n)))
    const results = paid.flatMap(({ money }) => money.map(({ result }) => result))
    expect(results).toContain('00')
    for (const file of paid)
      for (const { batch, result, fen } of file.money) {
        expect(told(file).join()).toContain(`列入已审批的批次${batch}（2018年度${yuan(fen)}元）`)
        if (result) expect(told(file).join()).toContain(`银行结果：${BANK_RESULT_NAMES[result]}`)
      }
  })
})

test('a list is sent back to its sender once a second person has confirmed, where policy asks one for all, and goes on when it is corrected', async () => {
  const { policies } = hubStores(hub)
  const policy = await policies.inForce()
  await policies.put({ ...policy, version: policy.version + 1, cases: { ...policy.cases, secondPerson: true } })
  const list = async (name: string) =>
    send(
      ...([COUNTY, 'poverty-alleviation', 'registered-poor-new'] as const),
      csvOf('registered-poor', [listed(2, COUNTY, { ...young(2), 姓名: name })]),
    )
  await list('错字')
  await hubClient(hub, hubStores(hub), DAY).close(COUNTY, '2018-05')
  await hub.idle()
  const agency = { duty: 'preparer', division: COUNTY, office: 'social-insurance' } as const
  const path = `/cases/${COUNTY}/${cases[2]}`
  const plain = async (answer: Response) => (await answer.text()).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  const by = async (who: Identity, where: string, fields?: Record<string, string>) => {
    const headers = { ...(await acting(hub).as(who)), ...hub.playedOn(DAY), origin: hub.url }
    const sent = fields && { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' as const }
    const answer = await fetch(`${hub.url}${where}`, { headers, ...sent })
    await hub.idle()
    return answer
  }
  const [first, second] = [
    { ...agency, person: '经办甲' },
    { ...agency, person: '经办乙' },
  ]
  const corrections = async () =>
    plain(
      await by(
        { duty: 'clerk', division: COUNTY, office: 'poverty-alleviation' },
        `/corrections/${COUNTY}/poverty-alleviation`,
      ),
    )
  const masked = `440222********${idOf(2).slice(-4)}`
  const settled = await by(first, `${path}/settlements`, { choice: 'correct-list', grounds: '证件姓名为准' })
  expect(settled.status).toBe(303)
  expect(await plain(await by(first, `/cases/${COUNTY}`))).toContain('处理意见等待另一人确认（1件）')
  expect(await corrections()).not.toContain(masked)
  expect((await by(first, `${path}/confirmations`, {})).status).toBe(409)
  expect((await by(second, `${path}/confirmations`, {})).status).toBe(303)
  expect(await plain(await by(first, `/cases/${COUNTY}?tab=doing`))).toMatch(/已退回名单单位更正（1件）/)
  expect(await corrections()).toContain(masked)
  await list(person(2).name)
  expect(await corrections()).not.toContain(masked)
  expect(await plain(await by(first, `/cases/${COUNTY}?tab=all`))).not.toContain('已退回名单单位更正')
})
