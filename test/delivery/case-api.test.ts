/** Cases, materials and conflicts as data: what their pages show, masked, page by page, to the same readers. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenCase } from '../../functions/shared/cases/open-cases.ts'
import { caseApi } from '../../functions/web/cases/case-api.ts'
import type { WebDeps } from '../../functions/web/deps.ts'
import { mount } from '../../functions/web/http/mount.ts'
import { knownByVersion } from '../../functions/web/readings/known-by-version.ts'
import type { Identity } from '../../local/hub/identities.ts'
import { maskedId } from '../../rules/access/masked.ts'
import type { Upload } from '../../schemas/records/upload.ts'
import { repeats } from '../../stores/access/repeats.ts'
import { workTable } from '../../stores/aws/work.ts'
import { deadlines } from '../../stores/deadlines/deadlines.ts'
import { type Engines, startEngines } from '../faults/engines.ts'
import { COUNTY, csvOf, listed, OTHER_COUNTY, TOWNSHIPS } from '../faults/lists.ts'
import { arrived } from '../faults/world.ts'
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

const AGENCY: Identity = { duty: 'preparer', division: COUNTY, office: 'social-insurance' }
const CITY: Identity = { ...AGENCY, division: '440200' }
const openCases = knownByVersion<readonly OpenCase[]>(4)

function web(day = DAY) {
  const { snapshot, intake, match, work } = delivery.world
  const { asking, ...access } = signedIn()
  const table = workTable(engines.clients, work)
  const deps = {
    ...{ ...snapshot, ...access, openCases, personVersions: match.personVersions, stirred: match.stirred },
    ...{ repeats: repeats(table), deadlines: deadlines(table), heads: intake.heads },
    ...{ uploads: intake.uploads, inbox: intake.inbox },
    now: () => new Date(`${day}T03:00:00Z`),
    dayOf: () => day,
  }
  const app = delivery.world.web(mount(caseApi, deps as unknown as WebDeps))
  app.onError((error) => ('getResponse' in error ? error.getResponse() : Promise.reject(error)))
  const ask = async (by: Identity, path: string, said?: object, repeat?: string) => {
    const headers = { 'content-type': 'application/json', ...(repeat && { 'idempotency-key': repeat }) }
    const init = said ? { method: 'POST', headers, body: JSON.stringify(said) } : {}
    return asking(app, by)(`/api${path}`, init)
  }
  const get = async (by: Identity, path: string) => (await ask(by, path)).json()
  return { ...access, ask, get }
}

/** Every page of a list, one item each. */
async function each(get: ReturnType<typeof web>['get'], by: Identity, path: string) {
  const items = []
  for (let next: string | undefined = ''; next !== undefined; ) {
    const page = await get(by, `${path}?limit=1${next && `&cursor=${next}`}`)
    expect(page.items.length).toBeLessThanOrEqual(1)
    items.push(...page.items)
    next = page.next
  }
  return items
}

const numbersOf = (items: readonly { readonly case: string }[]) => items.map((one) => one.case)

test('cases that wait and cases that are done are the county’s, each once, and say nobody’s name or number', async () => {
  const { ask, get, entries } = web()
  const open = await each(get, AGENCY, `/cases/${COUNTY}`)
  const done = await each(get, AGENCY, `/cases/${COUNTY}/done`)
  expect(open).toHaveLength(7)
  expect(done).toEqual([])
  const said = JSON.stringify([open, done])
  for (const n of [1, 2, 3, 6, 8, 9, 43]) {
    expect(said).not.toContain(listed(n).姓名)
    expect(said).not.toContain(maskedId(listed(n).身份证号码!))
  }
  expect((await ask(AGENCY, `/cases/${OTHER_COUNTY}/done`)).status).toBe(404)
  expect((await ask({ ...AGENCY, duty: 'leader' }, `/cases/${COUNTY}/done`)).status).toBe(404)
  expect(entries.at(-1)).toMatchObject({ kind: 'view', outcome: 'refused', object: COUNTY })
})

test('a township’s system reads its work list and reports rows, which go the way of a file, once under one key', async () => {
  const { ask, get, entries } = web()
  const [division = '', other = ''] = TOWNSHIPS[COUNTY] ?? []
  const clerk: Identity = { duty: 'clerk', division, office: 'township' }
  const path = `/materials/${division}`
  const [one, ...others] = await each(get, clerk, path)
  expect(others).toEqual([])
  expect(one).toMatchObject({ state: 'collecting', who: ['township'], id: maskedId(listed(6).身份证号码!) })
  expect(entries.at(-1)).toMatchObject({ kind: 'view', resource: 'materials-notice', outcome: 'allowed' })
  expect((await ask({ ...clerk, division: other }, path)).status).toBe(404)

  const cells = { 材料情况: '已收齐', 入户复核: '已复核', 核实情况: '属实', 收集人: '甲', 复核人: '乙' }
  const row = { case: one.case, cells: { ...cells, 复核日期: '2018-06-01' } }
  const refused = async (rows: object[]) => (await ask(clerk, path, { rows })).status
  expect(await refused([])).toBe(400)
  expect(await refused([row, row])).toBe(400)
  expect(await refused([{ ...row, cells: { ...row.cells, 姓名: '某某' } }])).toBe(400)
  expect(await refused([{ case: one.case, cells }])).toBe(400)
  // What is another township's is as good as unknown, and nothing of the report is taken.
  expect(await refused([row, { ...row, case: `${COUNTY}-2018-90001` }])).toBe(400)
  expect((await ask({ ...clerk, division: other }, path, { rows: [row] })).status).toBe(404)

  const send = async () => (await ask(clerk, path, { rows: [row] }, 'once')).json()
  const sent = await send()
  expect(await send()).toEqual(sent)
  expect(await takeIn(sent)).toMatchObject({ state: 'accepted', reading: { returned: 0 } })
  expect(await each(get, clerk, path)).toEqual([])
  const { items } = await get(AGENCY, `/cases/${COUNTY}`)
  expect(items.find((open: { case: string }) => open.case === one.case)).toMatchObject({ state: 'ready' })
})

test('a conflict is told to both counties and the city, with the number of the reader’s own case alone', async () => {
  const theirs = listed(3, OTHER_COUNTY)
  const { world } = delivery
  await delivery.settle([
    await world.send({ form: 'dibao-new', division: OTHER_COUNTY, content: csvOf('dibao', [theirs]) }),
  ])
  for (const county of [COUNTY, OTHER_COUNTY])
    await delivery.settle([await delivery.close(county, { at: `${DAY}T04:00:0${county === COUNTY ? 0 : 1}.000Z` })])
  const { ask, get, entries } = web()
  const other = { ...AGENCY, division: OTHER_COUNTY }
  const own = await each(get, AGENCY, `/conflicts/${COUNTY}`)
  const number = numbersOf(own).find((one) => one)!
  expect(own).toHaveLength(2)
  expect(own).toContainEqual({
    ...{ county: COUNTY, others: [OTHER_COUNTY], reason: 'two-counties', isUnanswered: false, state: 'todo' },
    ...{ case: number, person: own[0].person, until: own[0].until, name: own[0].name },
    id: maskedId(theirs.身份证号码!),
  })
  expect(own.filter((one) => one.county === OTHER_COUNTY && 'case' in one)).toEqual([])
  expect(numbersOf(await each(get, CITY, '/conflicts/440200')).filter((one) => one)).toEqual([])
  expect((await ask(AGENCY, `/conflicts/${OTHER_COUNTY}`)).status).toBe(404)

  const { person } = own[0]
  const path = `/conflicts/${COUNTY}`
  expect((await ask(AGENCY, path, { person })).status).toBe(400)
  const whole = await (await ask(AGENCY, path, { person, purpose: 'enrolment' })).json()
  expect(whole.items.map(({ id }: { id: string }) => id)).toEqual([theirs.身份证号码, theirs.身份证号码])
  const record = { kind: 'view', object: `person/${person}`, purpose: 'enrolment', outcome: 'allowed' }
  expect(entries.at(-1)).toMatchObject(record)
  expect((await ask(other, path, { person, purpose: 'enrolment' })).status).toBe(404)

  const grounds = { grounds: '两县材料已由市核实' }
  expect((await ask(CITY, `${path}/${number}/settlements`, grounds)).status).toBe(409)
  expect((await ask(AGENCY, `${path}/${number}/settlements`, grounds)).status).toBe(404)
})

/** Takes in what was sent to the inbox. */
async function takeIn({ division, id }: { division: string; id: string }): Promise<Upload | undefined> {
  const { intake } = delivery.world
  const upload = (await intake.uploads.get(division, id))!
  await delivery.settle([{ stage: 'intake', body: arrived(upload) }])
  return intake.uploads.get(division, id)
}
