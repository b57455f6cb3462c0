/** The work lists of cases: whose turn it is, with nobody shown whole. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { casesOf } from '../../functions/shared/cases/case-facts.ts'
import type { OpenCase } from '../../functions/shared/cases/open-cases.ts'
import { casePages } from '../../functions/web/cases/case-pages.ts'
import type { WebDeps } from '../../functions/web/deps.ts'
import { mount } from '../../functions/web/http/mount.ts'
import { knownByVersion } from '../../functions/web/readings/known-by-version.ts'
import { maskedId } from '../../rules/access/masked.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import { repeats } from '../../stores/access/repeats.ts'
import { workTable } from '../../stores/aws/work.ts'
import { deadlines } from '../../stores/deadlines/deadlines.ts'
import { requests } from '../../stores/deadlines/requests.ts'
import { type Engines, startEngines } from '../faults/engines.ts'
import { COUNTY, csvOf, listed, OTHER_COUNTY, TOWNSHIPS } from '../faults/lists.ts'
import { arrived } from '../faults/world.ts'
import { tableRows } from '../flow/produced.ts'
import { signedIn } from '../signed-in.ts'
import { closeAll, DAY, type DeliveryWorld } from './delivery-world.ts'
import { smallCity } from './small-city.ts'

let engines: Engines
let delivery: DeliveryWorld
beforeAll(async () => {
  engines = await startEngines()
  delivery = await smallCity(engines)
  await delivery.settle(await closeAll(delivery))
})
afterAll(() => engines.stop())

/** As one process of web, which remembers from one request to the next. */
const openCases = knownByVersion<readonly OpenCase[]>(4)
const remembering = () => {
  const { personVersions, stirred } = delivery.world.match
  const { heads } = delivery.world.intake
  return { openCases, personVersions, stirred, heads }
}

const AGENCY = { duty: 'preparer', division: COUNTY, office: 'social-insurance' } as const

test('every case that waits stands in one list, the number leads to it, and names and numbers are masked', async () => {
  const { snapshot, work } = delivery.world
  const { asking, ...access } = signedIn()
  const web = delivery.world.web(
    mount(casePages, {
      ...snapshot,
      ...access,
      ...remembering(),
      deadlines: deadlines(workTable(engines.clients, work)),
      now: () => new Date(`${DAY}T03:00:00Z`),
      dayOf: () => DAY,
    } as unknown as WebDeps),
  )
  web.onError((error) => ('getResponse' in error ? error.getResponse() : Promise.reject(error)))
  const agency = asking(web, AGENCY)
  const page = await (await agency(`/cases/${COUNTY}?tab=all`)).text()
  const text = page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  // 6 and 9 to enrol and 43 to claim wait for papers; 1, 2, 3 and 8 for a batch.
  expect(text).toContain('待乡镇（街道）收齐材料（3件）')
  expect(text).toContain('待组批、待审批（4件）')
  expect(page.match(new RegExp(`href="/cases/${COUNTY}/${COUNTY}-2018-0000\\d"`, 'g'))).toHaveLength(7)
  for (const n of [1, 2, 3, 6, 8, 9, 43]) {
    expect(text).toContain(maskedId(listed(n).身份证号码!))
    expect(text).not.toContain(listed(n).身份证号码)
    expect(text).not.toContain(listed(n).姓名)
  }
  // Unasked, what waits for the reader, or else for others: the tab that is marked is the one that is listed.
  const unasked = async (asks: typeof agency) => {
    const html = await (await asks(`/cases/${COUNTY}`)).text()
    const tab = /tab=(\w+)" aria-current="page"/.exec(html)?.[1]
    expect(html).toBe(await (await asks(`/cases/${COUNTY}?tab=${tab}`)).text())
    return [tab, html.match(new RegExp(`href="/cases/${COUNTY}/${COUNTY}-`, 'g'))?.length]
  }
  expect(await unasked(agency)).toEqual(['todo', 4])
  expect(await unasked(asking(web, { ...AGENCY, office: 'human-resources', duty: 'clerk' }))).toEqual(['doing', 7])
  // The county's own only, and on record.
  expect((await agency(`/cases/${OTHER_COUNTY}`)).status).toBe(404)
  expect(access.entries.at(-1)).toMatchObject({ kind: 'view', outcome: 'refused' })
  expect((await agency('/cases')).headers.get('location')).toBe(`/cases/${COUNTY}`)
  expect((await asking(web, { ...AGENCY, office: 'finance', duty: 'clerk' })(`/cases/${COUNTY}`)).status).toBe(404)
})

const web = (day = DAY) => {
  const { snapshot, work } = delivery.world
  const { asking, ...access } = signedIn()
  const table = workTable(engines.clients, work)
  const app = delivery.world.web(
    mount(casePages, {
      ...snapshot,
      ...access,
      ...{ repeats: repeats(table), deadlines: deadlines(table) },
      requests: requests(table),
      ...remembering(),
      ...{ uploads: delivery.world.intake.uploads, inbox: delivery.world.intake.inbox },
      now: () => new Date(`${day}T03:00:00Z`),
      dayOf: () => day,
    } as unknown as WebDeps),
  )
  app.onError((error) => ('getResponse' in error ? error.getResponse() : Promise.reject(error)))
  return { ...access, as: (identity: Parameters<typeof asking>[1]) => asking(app, identity) }
}

const textOf = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const form = (fields: Record<string, string>) => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
})

async function rowsOf(answer: Response): Promise<Record<string, string>[]> {
  const rows = await tableRows(new Uint8Array(await answer.arrayBuffer()), '序号')
  return rows.filter(({ 序号 }) => /^\d+$/.test(序号 ?? ''))
}

/** Asks for the page with its person whole. */
async function asked(agency: ReturnType<ReturnType<typeof web>['as']>, path: string) {
  const [, person = ''] = /name="person" value="([^"]+)"/.exec(await (await agency(path)).text()) ?? []
  return form({ purpose: 'enrolment', person })
}

/** Takes in what a page has sent to the inbox. */
async function takeIn(location: string | null): Promise<Upload> {
  const [, , division, id] = decodeURIComponent(location ?? '').split('/')
  const { intake } = delivery.world
  const upload = (await intake.uploads.get(division!, id!))!
  await delivery.settle([{ stage: 'intake', body: arrived(upload) }])
  return (await intake.uploads.get(division!, id!))!
}

test('a preparer sees a case whole for a purpose, holds it with grounds, and the row goes the way of a file', async () => {
  const { as, entries } = web()
  const agency = as(AGENCY)
  const path = `/cases/${COUNTY}/${COUNTY}-2018-00001`
  const masked = await (await agency(path)).text()
  expect(textOf(masked)).toContain('请先在“人员”中选择查阅用途')
  const key = /name="person" value="([^"]+)"/.exec(masked)![1]!
  const whole = await (await agency(path, form({ purpose: 'enrolment', person: key }))).text()
  const numbers = [1, 2, 3, 6, 8, 9, 43].map((n) => listed(n).身份证号码!)
  expect(numbers.filter((id) => masked.includes(id))).toHaveLength(0)
  expect(numbers.filter((id) => whole.includes(id))).toHaveLength(1)
  expect(entries.at(-1)).toMatchObject({ kind: 'view', object: `person/${key}`, outcome: 'allowed' })
  expect(textOf(whole)).toMatch(/暂缓办理 预计：暂停办理（暂缓办理）。/)
  // Too short, or with a number in it: the page again, with what was typed.
  const refused = await agency(`${path}/settlements`, form({ choice: 'hold', grounds: '略' }))
  expect([refused.status, textOf(await refused.text())]).toEqual([
    400,
    expect.stringContaining('请选择处理意见，写明依据说明'),
  ])
  const clerk = as({ ...AGENCY, duty: 'clerk' })
  const said = form({ choice: 'hold', grounds: '等待核实户口' })
  expect((await clerk(`${path}/settlements`, said)).status).toBe(404)
  const lists = async () => textOf(await (await agency(`/cases/${COUNTY}`)).text())
  expect(await lists()).not.toContain('暂停办理（1件）')
  const sent = await agency(`${path}/settlements`, said)
  expect(await takeIn(sent.headers.get('location'))).toMatchObject({ form: 'settlement', state: 'accepted' })
  const after = textOf(await (await agency(path)).text())
  expect(after).toContain('暂停办理（暂缓办理）')
  expect(after).toContain('等待核实户口')
  // What was gathered for the list before is gathered again.
  expect(await lists()).toContain('暂停办理（1件）')
})

test('who was found dead is resumed by two persons: the first one waits, and cannot confirm it', async () => {
  const { as } = web()
  const [first, second] = [as(AGENCY), as({ ...AGENCY, person: '第二人' })]
  const number = `${COUNTY}-2018-00002`
  const path = `/cases/${COUNTY}/${number}`
  const stands = async (by = first) => textOf(await (await by(path)).text())
  const whole = await (await first(path, await asked(first, path))).text()
  const n = [1, 2, 3, 6, 8, 9, 43].find((one) => whole.includes(listed(one).身份证号码!))!
  const found = { 材料情况: '未收齐', 入户复核: '已复核', 核实情况: '死亡', 复核人: '乡镇人员', 复核日期: '2018-06-01' }
  const content = csvOf('materials', [{ 案件编号: number, ...listed(n), ...found }])
  const township = TOWNSHIPS[COUNTY]![n % 2]!
  await delivery.settle([
    await delivery.world.send({ form: 'materials', office: 'township', division: township, content }),
  ])
  expect(await stands()).toContain('暂停办理（死亡）')
  const said = form({ choice: 'resume', grounds: '本人到场核实' })
  await takeIn((await first(`${path}/settlements`, said)).headers.get('location'))
  expect(await stands()).toContain('须由本单位另一人在这里确认')
  expect(await stands(second)).toContain('提出恢复办理，依据是：本人到场核实')
  expect((await first(`${path}/confirmations`, form({}))).status).toBe(409)
  await takeIn((await second(`${path}/confirmations`, form({}))).headers.get('location'))
  const after = await stands()
  expect(after).not.toContain('暂停办理（死亡）')
  expect(after).toMatch(/恢复办理 本人到场核实 .{8,12} \S+，第二人确认 有效/)
  expect((await second(`${path}/confirmations`, form({}))).status).toBe(409)
})

test('a township reports one of its cases on a page, masked; another township’s case is not among them', async () => {
  const { as } = web()
  const [division = '', other = ''] = TOWNSHIPS[COUNTY] ?? []
  const clerk = as({ duty: 'clerk', division, office: 'township' })
  const theirs = as({ duty: 'clerk', division: other, office: 'township' })
  const html = await (await clerk(`/materials/${division}`)).text()
  expect((await clerk('/materials')).headers.get('location')).toBe(`/materials/${division}`)
  expect([6, 9, 43].filter((n) => html.includes(maskedId(listed(n).身份证号码!)))).toEqual([6])
  expect(html).not.toContain(listed(6).身份证号码)
  const [, number = ''] = /name="only" value="([^"]+)"/.exec(html) ?? []
  const filled = { 材料情况: '已收齐', 入户复核: '已复核', 收集人: '甲', 复核人: '乙', 复核日期: '2018-06-01' }
  const fields = Object.fromEntries(Object.entries(filled).map(([heading, value]) => [`${number}.${heading}`, value]))
  expect((await clerk(`/materials/${division}`, form({ 'all.收集人': '甲' }))).status).toBe(400)
  const half = await (await clerk(`/materials/${division}`, form({ [`${number}.收集人`]: '甲' }))).text()
  expect(half).toContain(`href="#${number}.材料情况">${number}【材料情况】`)
  const whole = await clerk(`/materials/${division}/whole`, form({ purpose: 'enrolment' }))
  expect(await whole.text()).toContain(listed(6).身份证号码)
  const [, village = ''] = /id="village" name="village"><option value="([^"]*)"/.exec(html) ?? []
  const paper = await (await clerk(`/materials/${division}/village`, form({ purpose: 'enrolment', village }))).text()
  expect([paper.includes(listed(6).身份证号码!), paper.includes(number)]).toEqual([true, true])
  expect((await theirs(`/materials/${division}/village`, form({ purpose: 'enrolment', village }))).status).toBe(404)
  expect((await theirs(`/materials/${division}`, form(fields))).status).toBe(404)
  expect((await theirs(`/materials/${other}`, form(fields))).status).toBe(400)
  // A tick says what a visit says where all is well, and by whom is said once for all.
  const ticked = { [`${number}.tick`]: 'yes', 'all.收集人': '甲', 'all.复核人': '', 'all.复核日期': '2018-06-01' }
  const refused = await clerk(`/materials/${division}`, form(ticked))
  expect([refused.status, (await refused.text()).includes(`href="#all.复核人">${number}【复核人】`)]).toEqual([
    400,
    true,
  ])
  // One that is no case of theirs is told, never left out of what counts as reported; many at once are all judged.
  const unknown = Array.from({ length: 120 }, (_, i) => `${COUNTY}-2018-${90_001 + i}`)
  const many = Object.fromEntries(unknown.map((one) => [`${one}.tick`, 'yes']))
  for (const others of [many, { [`${unknown[0]}.tick`]: 'yes' }]) {
    const mixed = await clerk(`/materials/${division}`, form({ ...others, ...ticked, 'all.复核人': '乙' }))
    expect([mixed.status, (await mixed.text()).includes(unknown[0]!)]).toEqual([400, true])
  }
  expect(
    (await clerk(`/materials/${division}`, form({ ...ticked, 'all.复核人': '乙', by: '0'.repeat(16) }))).status,
  ).toBe(409)
  const send = () =>
    clerk(`/materials/${division}`, form({ ...ticked, 'all.复核人': '乙', only: number, key: 'one page' }))
  const sent = await send()
  expect((await send()).headers.get('location')).toBe(sent.headers.get('location'))
  expect(await takeIn(sent.headers.get('location'))).toMatchObject({ state: 'accepted', reading: { returned: 0 } })
  expect(await (await clerk(`/materials/${division}`)).text()).not.toContain(number)
  expect(textOf(await (await as(AGENCY)(`/cases/${COUNTY}/${number}`)).text())).toContain('待生成批次')
})

test('of the other county that lists a person nobody sees more than name, number and county; each choice says where it leads', async () => {
  const { as } = web()
  const theirs = listed(3, OTHER_COUNTY, { '村（居）委会': '隔壁村' })
  const content = csvOf('dibao', [theirs])
  await delivery.settle([await delivery.world.send({ form: 'dibao-new', division: OTHER_COUNTY, content })])
  const agency = as(AGENCY)
  const list = await (await agency(`/cases/${COUNTY}`)).text()
  const row = list.split('<tr>').find((one) => one.includes(maskedId(theirs.身份证号码!))) ?? ''
  const [, path = ''] = /href="([^"]+)"/.exec(row) ?? []
  const whole = textOf(await (await agency(path, await asked(agency, path))).text())
  expect(whole).toContain('待复核（两县名单重复）')
  const { policy } = delivery.world
  const other = policy.counties.find(({ code }) => code === OTHER_COUNTY)!
  expect(whole).toContain(`${other.name} ${theirs.姓名} ${theirs.身份证号码}`)
  expect(whole).not.toContain('隔壁村')
  for (const { name } of other.townships) expect(whole).not.toContain(name)
  expect(whole).toMatch(/由本县负责 请对方县在限期内确认由本县负责。预计：待生成批次。/)
  expect(whole).toMatch(/由对方县负责 本县不再办理，由对方县办理。预计：已终止（由外县负责）。/)
  // A name is for another review.
  expect(whole).not.toContain('以此姓名为准')
})

test('a conflict is listed to both counties and the city, which settles it once a county has not answered in time', async () => {
  const { world } = delivery
  for (const [county, second] of [
    [COUNTY, '00'],
    [OTHER_COUNTY, '01'],
  ] as const)
    await delivery.settle([await delivery.close(county, { at: `${DAY}T03:00:${second}.000Z` })])
  const id = maskedId(listed(3).身份证号码!)
  const { as } = web()
  const [own, other] = [as(AGENCY), as({ ...AGENCY, division: OTHER_COUNTY })]
  const city = { ...AGENCY, division: '440200' }
  const listFor = async (ask: typeof own, county: string) => textOf(await (await ask(`/conflicts/${county}`)).text())
  expect((await own('/conflicts')).headers.get('location')).toBe(`/conflicts/${COUNTY}`)
  for (const [ask, county] of [
    [own, COUNTY],
    [other, OTHER_COUNTY],
    [as(city), '440200'],
  ] as const) {
    const text = await listFor(ask, county)
    expect([text.includes(id), text.includes('两县名单重复'), text.includes(listed(3).身份证号码!)]).toEqual([
      true,
      true,
      false,
    ])
  }
  expect((await own(`/conflicts/${OTHER_COUNTY}`)).status).toBe(404)
  expect((await as({ ...AGENCY, office: 'human-resources', duty: 'clerk' })(`/conflicts/${COUNTY}`)).status).toBe(404)
  const [, key = ''] = /name="person" value="([^"]+)"/.exec(await (await own(`/conflicts/${COUNTY}`)).text()) ?? []
  const shown = await (await own(`/conflicts/${COUNTY}`, form({ purpose: 'enrolment', person: key }))).text()
  expect(shown).toContain(listed(3).身份证号码)

  const numberIn = async (county: string) =>
    (await casesOf(world.intake, county)).rows.find((row) => row.key === key)!.number
  const path = `/cases/${COUNTY}/${await numberIn(COUNTY)}`
  // The case is human resources' to see; who the other county is, the agencies' alone.
  const otherName = delivery.world.policy.counties.find(({ code }) => code === OTHER_COUNTY)!.name
  const lead = as({ ...AGENCY, office: 'human-resources', duty: 'clerk' })
  const [seen, leads] = await Promise.all([own, lead].map(async (ask) => textOf(await (await ask(path)).text())))
  expect([seen!.includes(otherName), leads!.includes(otherName), leads!.includes(id)]).toEqual([true, false, true])
  const said = form({ choice: 'responsible', grounds: '户籍在本县' })
  const mine = await takeIn((await own(`${path}/settlements`, said)).headers.get('location'))
  expect(mine.calls).toEqual([{ what: 'other-county', division: OTHER_COUNTY, office: 'social-insurance', count: 1 }])
  const stead = `/conflicts/${OTHER_COUNTY}/${await numberIn(OTHER_COUNTY)}/settlements`
  const grounds = form({ grounds: '两县材料已由市核实' })
  expect((await as(city)(stead, grounds)).status).toBe(409)
  const later = web('2018-06-25').as
  expect(await listFor(later(city), '440200')).toContain('由市认定：由对方县负责')
  expect((await later(AGENCY)(stead, grounds)).status).toBe(404)
  expect((await later({ ...AGENCY, division: OTHER_COUNTY })(stead, grounds)).status).toBe(404)
  expect((await later(city)(stead, grounds)).headers.get('location')).toBe('/conflicts/440200')
  const [theirs] = (await world.intake.uploads.list(OTHER_COUNTY)).filter(({ form }) => form === 'settlement')
  await takeIn(`/uploads/${OTHER_COUNTY}/${theirs!.id}`)
  const settled = (await world.intake.people.get([key], 'strong')).get(key)?.cases?.[OTHER_COUNTY]?.settlements
  expect(settled).toMatchObject([{ choice: 'elsewhere', by: { division: '440200' } }])
  // What is settled is nobody's turn, and stands among what is done until the next close.
  const after = later({ ...AGENCY, division: OTHER_COUNTY })
  const inTab = async (tab: string) => textOf(await (await after(`/conflicts/${OTHER_COUNTY}?tab=${tab}`)).text())
  for (const tab of ['todo', 'doing']) expect(await inTab(tab), tab).not.toContain(id)
  expect(await inTab('done')).toMatch(/已办结共2件.*两县名单重复.*已经认定/)
  expect(await inTab('todo')).toContain('待办共0件。')
})

test('conflicts are found by what the list shows, never by a number in the address, and go into a workbook', async () => {
  const { as } = web('2018-06-25')
  const other = as({ ...AGENCY, division: OTHER_COUNTY })
  const path = `/conflicts/${OTHER_COUNTY}`
  const text = async (query: string) => textOf(await (await other(`${path}?${query}`)).text())
  const name = delivery.world.policy.counties.find(({ code }) => code === COUNTY)!.name
  expect(await text(`find=${encodeURIComponent(name)}`)).toMatch(/含“.+”的共2件/)
  expect(await text('find=没有这个县')).toContain('没有含“没有这个县”的')
  expect(await text(`find=${listed(3).身份证号码}`)).toContain('共2件。')
  const book = `${path}/conflicts.xlsx?tab=done`
  expect((await other(book, form({}))).status).toBe(400)
  const rows = await rowsOf(await other(book, form({ purpose: 'inspection' })))
  const one = { 身份证号码: listed(3).身份证号码, 状态: '已经认定' }
  // Each county's case, with the number of the reader's own alone.
  expect(rows.filter(({ 案件编号 }) => 案件编号)).toMatchObject([one])
  expect(rows).toMatchObject([one, one])
  const named = `${book}&find=${encodeURIComponent(String(rows[0]!.姓名))}`
  expect(await rowsOf(await other(named, form({ purpose: 'inspection' })))).toEqual([])
  expect(await rowsOf(await other(`${path}/conflicts.xlsx?tab=todo`, form({ purpose: 'inspection' })))).toEqual([])
})

test('the cases of a tab go into a workbook, with persons where somebody is to act, and only for a purpose', async () => {
  const { as } = web()
  const agency = as(AGENCY)
  const book = (tab: string) => `/cases/${COUNTY}/cases.xlsx?tab=${tab}`
  expect((await agency(book('all'), form({}))).status).toBe(400)
  const page = await (await agency(`/cases/${COUNTY}?tab=all`)).text()
  const numbers = [...page.matchAll(new RegExp(`href="/cases/${COUNTY}/(${COUNTY}-[\\d-]+)"`, 'g'))].map(
    ([, one]) => one,
  )
  const rows = await rowsOf(await agency(book('all'), form({ purpose: 'inspection' })))
  expect(rows.map((row) => row.案件编号).sort()).toEqual(numbers.sort())
  const open = rows.filter((row) => row.姓名)
  expect(open.length).toBeGreaterThan(3)
  for (const row of open) {
    const n = [1, 2, 3, 6, 8, 9, 43].find((one) => listed(one).身份证号码 === row.身份证号码)!
    expect([row.姓名, row.业务 !== '', row.由谁办理 !== '']).toEqual([listed(n).姓名, true, true])
  }
  const todo = await rowsOf(await agency(book('todo'), form({ purpose: 'inspection' })))
  expect(todo.length).toBeGreaterThan(0)
  for (const row of todo) expect(row.由谁办理).toContain('社保经办机构')
  const stranger = as({ ...AGENCY, division: OTHER_COUNTY })
  expect((await stranger(book('all'), form({ purpose: 'inspection' }))).status).toBe(404)
})

test('what another county found, or was answered, stands on the page of the case', async () => {
  const agency = web().as(AGENCY)
  const path = `/cases/${COUNTY}/${COUNTY}-2018-00002`
  const before = await (await agency(path)).text()
  expect(before).not.toContain('外县有不同情况')
  const key = /name="person" value="([^"]+)"/.exec(before)![1]!
  const { people } = delivery.world.snapshot
  const said = { order: '1', case: `${OTHER_COUNTY}-2018-00001`, at: `${DAY}T01:00:00Z`, day: DAY }
  const materials = { ...said, collected: 'complete', isVerified: true, finding: '死亡' } as const
  const result = {
    ...said,
    row: 1,
    kind: 'contribution',
    year: 2018,
    fen: 1,
    result: '04',
    approvedAt: said.at,
  } as const
  const found = await people.get([key], 'strong')
  const abroad = { [OTHER_COUNTY]: { materials, results: { [`${OTHER_COUNTY}-2018-001`]: result } } }
  await people.put([...found.values()].map((person) => ({ ...person, cases: { ...person.cases, ...abroad } })))
  expect(textOf(await (await agency(path)).text())).toContain(
    '外县有不同情况：乐昌市入户核实为死亡，乐昌市银行回盘为重复缴费。请核实以后再办理。',
  )
})
