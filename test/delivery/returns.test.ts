/** A return is submitted once, sent back, submitted anew; of two acts at once one counts, and a crash leaves nothing half. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { consolidatedRows } from '../../functions/shared/returns/consolidated.ts'
import type { WebDeps } from '../../functions/web/deps.ts'
import { mount } from '../../functions/web/http/mount.ts'
import { closingApi } from '../../functions/web/months/closing-api.ts'
import { returnsApi } from '../../functions/web/months/returns-api.ts'
import { submitReturn } from '../../functions/web/months/submit-return.ts'
import { takeBack } from '../../functions/web/uploads/take-back.ts'
import { ReturnShown } from '../../schemas/api/returns.ts'
import { type Deaths, deathAt, nobodyDies, notedPlaces, untilDone } from '../faults/dying.ts'
import { type Engines, startEngines } from '../faults/engines.ts'
import { CITY, COUNTY, csvOf, listed, OTHER_COUNTY } from '../faults/lists.ts'
import { textsOf } from '../forms/bytes-of.ts'
import { signature } from '../signature.ts'
import { signedIn } from '../signed-in.ts'
import { everythingOf, outputsOf } from './delivered.ts'
import { closeAll, DAY, type DeliveryWorld, type Message, PERIOD } from './delivery-world.ts'
import { smallCity } from './small-city.ts'
import { takingTurns } from './turns.ts'

let engines: Engines
let closed: DeliveryWorld
beforeAll(async () => {
  engines = await startEngines()
  closed = await smallCity(engines)
  await closed.settle(await closeAll(closed))
})
afterAll(() => engines.stop())

/** The routes over a copy of the city, whose months are closed; what they send is delivered by `work`. */
async function office(from = closed) {
  const delivery = await from.copy()
  const sent: Message[] = []
  const { asking, ...access } = signedIn()
  let second = 0
  const queueOf = (stage: 'report' | 'snapshot' | 'intake') => ({
    send: async (body: never) => void sent.push({ stage, body }),
  })
  const deps = {
    ...access,
    ...{ policies: delivery.batch.policies, heads: delivery.world.intake.heads, runs: delivery.world.snapshot.runs },
    ...{ ...delivery.world.snapshot, ...delivery.report, batches: delivery.batch.batches },
    ...{ returns: delivery.report.returns, reportQueue: queueOf('report'), snapshotQueue: queueOf('snapshot') },
    intakeQueue: queueOf('intake'),
    now: () => new Date(Date.parse(`${DAY}T03:00:00Z`) + 1000 * second++),
    dayOf: () => DAY,
  } as unknown as WebDeps
  const web = delivery.world.web(mount([...returnsApi, ...closingApi], deps))
  web.onError((error) => ('getResponse' in error ? error.getResponse() : Promise.reject(error)))
  const ask = async (path: string, person: string, division: string, body?: object) => {
    const by = { duty: 'preparer', division, office: 'social-insurance', person } as const
    const answer = await asking(web, by)(path, {
      ...(body && { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    return { status: answer.status, text: await answer.text() }
  }
  const shown = async (division: string) =>
    ReturnShown.parse(JSON.parse((await ask(`/api/returns/${division}/${PERIOD}`, '甲', division)).text))
  return {
    delivery,
    deps,
    shown,
    submit: async (division: string, person = '甲', changes: object = {}) => {
      const { seen = 'x' } = await shown(division)
      const body = { division, period: PERIOD, seen, ...changes }
      return ask('/api/return-submissions', person, division, body)
    },
    sendBack: (division: string, version: number, { person = '乙', of = CITY } = {}) =>
      ask('/api/returns-sent-back', person, of, { division, period: PERIOD, version, reason: '人数与名单不符' }),
    close: (county = COUNTY) => ask('/api/month-closes', '甲', county, { county, period: PERIOD }),
    work: async (deaths: Deaths = nobodyDies) => delivery.settle(sent.splice(0), { deaths }),
  }
}

/** Texts of a division's total, line by line. */
async function total(delivery: DeliveryWorld, division: string): Promise<string[][]> {
  const file = (await outputsOf(delivery)).find((o) => o.division === division && o.name === 'total.xlsx')
  if (!file) return []
  const [rows] = [...(await textsOf(await delivery.report.outbox.get(file.key))).values()]
  return rows!.map(({ texts }) => texts)
}
const lineOf = (rows: string[][], begins: string) => rows.find(([first]) => first?.startsWith(begins))
const met = async ({ report }: DeliveryWorld, division: string, form: string) =>
  (await report.submissions.get({ division, office: 'social-insurance', form, period: PERIOD }))?.state

test('a close meets nothing and is no part of the consolidation; its file says that it is not submitted', async () => {
  const { delivery, submit } = await office()
  expect(lineOf(await total(delivery, COUNTY), '本表尚未报送')).toBeDefined()
  expect(await total(delivery, CITY)).toEqual([])
  expect(await met(delivery, COUNTY, 'statistics')).toBeUndefined()
  expect(await submit(CITY)).toMatchObject({ status: 409, text: expect.stringContaining('还没有县（市、区）报送') })
})

test('submitted once: files, obligation and the city’s sum say so; what is submitted is not closed again', async () => {
  const { delivery, submit, close, work, shown } = await office()
  expect(await submit(COUNTY, '甲', { seen: 'another' })).toMatchObject({
    status: 409,
    text: expect.stringContaining('您查看以后情况有了变化，没有报送'),
  })
  expect(await submit(COUNTY, '甲', { explanation: '有两笔正在核对' })).toMatchObject({ status: 202 })
  await work()
  const rows = await total(delivery, COUNTY)
  expect(lineOf(rows, '报送：')?.[0]).toBe('报送：2018年6月6日，甲，第1次报送。本单位对统计数字的真实性、准确性负责。')
  expect(lineOf(rows, '情况说明')?.[0]).toBe('情况说明：有两笔正在核对。')
  expect(await met(delivery, COUNTY, 'statistics')).toBe('accepted')
  expect(await submit(COUNTY, '丙')).toMatchObject({
    status: 409,
    text: expect.stringContaining('该月的统计表已由甲于2018年6月6日报送，不用再报'),
  })
  expect(await close()).toMatchObject({
    status: 409,
    text: expect.stringContaining('不能再次办结。以后的变化计入下月'),
  })
  expect(await shown(CITY)).toMatchObject({ state: 'open', missing: expect.arrayContaining([OTHER_COUNTY]) })
  expect((await submit(CITY)).status).toBe(202)
  await work()
  const city = await total(delivery, CITY)
  expect(lineOf(city, '始兴县')?.slice(1)).toEqual(lineOf(rows, '合计')?.slice(1))
  expect(lineOf(city, '乐昌市')?.[1]).toBe('未报')
  expect(await met(delivery, CITY, 'consolidated')).toBe('accepted')
  expect(await submit(CITY, '丙')).toMatchObject({ status: 409, text: expect.stringContaining('不用再报') })
})

test('sent back, it is closed and submitted again; both versions stay, and the city sums up anew', async () => {
  const { delivery, submit, sendBack, close, work, shown } = await office()
  const told: string[] = []
  const deadlinesQueue = {
    send: async (message: { type: string; division: string }) => void told.push(`${message.type} ${message.division}`),
  }
  Object.assign(delivery.report, { deadlinesQueue })
  for (const division of [COUNTY, CITY]) await submit(division)
  await work()
  // The county's own agency sends nothing back, and nobody one that does not stand.
  expect((await sendBack(COUNTY, 1, { of: COUNTY })).status).toBe(404)
  expect((await sendBack(COUNTY, 2)).status).toBe(409)
  expect((await sendBack(COUNTY, 1)).status).toBe(202)
  expect((await sendBack(COUNTY, 1)).status).toBe(202)
  expect((await sendBack(COUNTY, 1, { person: '丁' })).status).toBe(409)
  await work()
  // Nothing stands, so that it is owed again.
  expect(await met(delivery, COUNTY, 'statistics')).toBeUndefined()
  expect(lineOf(await total(delivery, COUNTY), '已于')?.[0]).toBe(
    '已于2018年6月6日退回：人数与名单不符。本表不再有效。',
  )
  expect(await shown(COUNTY)).toMatchObject({ state: 'sent-back', versions: [{ sentBack: { by: { name: '乙' } } }] })
  // What the city has submitted stays as it was.
  expect(lineOf(await total(delivery, CITY), '始兴县')?.[1]).toBe('10')
  const { world } = delivery
  await world.deliver(await world.send({ form: 'dibao-new', content: csvOf('dibao', [listed(21)]) }))
  await world.settle()
  expect((await close()).status).toBe(202)
  expect(await submit(COUNTY, '甲', { seen: 'x' })).toMatchObject({
    status: 409,
    text: expect.stringContaining('该月正在办结，还不能报送'),
  })
  await work()
  expect((await submit(COUNTY)).status).toBe(202)
  await work()
  expect(await met(delivery, COUNTY, 'statistics')).toBe('accepted')
  expect(await shown(COUNTY)).toMatchObject({ state: 'submitted', standing: 2, versions: [{}, { version: 2 }] })
  const rows = await total(delivery, COUNTY)
  expect(lineOf(rows, '报送：')?.[0]).toContain('第2次报送')
  expect(lineOf(rows, '合计')?.[1]).toBe('11')
  expect((await submit(CITY)).status).toBe(202)
  await work()
  expect(lineOf(await total(delivery, CITY), '始兴县')?.[1]).toBe('11')
  expect(await shown(CITY)).toMatchObject({
    standing: 2,
    versions: [{ counties: { [COUNTY]: 1 } }, { counties: { [COUNTY]: 2 } }],
  })
  const policy = await delivery.batch.policies.inForce()
  const [first, second] = await Promise.all(
    [1, 2].map(async (version) =>
      (await consolidatedRows(delivery.report, policy, PERIOD, { [COUNTY]: version }))('total'),
    ),
  )
  const listedIn = (rows: typeof first) =>
    Object.values(rows!.find(({ place }) => place === '始兴县')?.counts?.persons ?? {}).reduce((a, b) => a + b, 0)
  expect([listedIn(first), listedIn(second)]).toEqual([10, 11])
  expect([...new Set(told)]).toEqual([
    'consolidation.submitted 440200',
    'return.sent-back 440222',
    'returns.to-sum-up 440200',
  ])
})

test('a list of the month that comes after its submission is a correction in the next month’s return', async () => {
  const { delivery, submit, work } = await office()
  await submit(COUNTY)
  await work()
  const { world } = delivery
  const sent = (persons: readonly number[], form: string, period: string) =>
    world.send({
      form,
      period,
      content: csvOf(
        'dibao',
        persons.map((n) => listed(n)),
      ),
    })
  await world.deliver(await sent([21, 22], 'dibao-new', PERIOD))
  await world.deliver(await sent([23], 'dibao-new', '2018-06'))
  await world.settle()
  await delivery.settle([await delivery.close(COUNTY, { period: '2018-06', at: `${DAY}T09:00:00.000Z` })])
  const june = await delivery.report.returns.get(COUNTY, '2018-06')
  const more = { added: 2, removed: 0, outcomes: { enrol: 2 } }
  expect(june.drawn?.correction).toEqual({
    ...{ period: PERIOD, version: 1 },
    tables: { dibao: { submitted: 8, now: 10, ...more }, total: { submitted: 10, now: 12, ...more } },
  })
  const files = (await outputsOf(delivery)).filter((o) => o.division === COUNTY && o.folder === 'statistics')
  const noted = await Promise.all(
    files.map(async ({ period, name, key }) => {
      const rows = [...(await textsOf(await delivery.report.outbox.get(key))).values()].flat()
      return rows.some(({ texts }) => texts[0]?.startsWith('上月更正：2018年5月')) ? [`${period} ${name}`] : []
    }),
  )
  expect(noted.flat().sort()).toEqual(['2018-06 dibao.xlsx', '2018-06 total.xlsx'])
})

test('money that does not tie out is submitted with an explanation only, and both are frozen', async () => {
  const { delivery, submit, work } = await office()
  const request = { id: `${COUNTY}-2018-001`, county: COUNTY, sequence: 1, year: 2018, day: '2018-04-02' }
  const sums = { total: 36_000, netted: 0, requested: 36_000, allocations: {}, version: 0 }
  await delivery.report.funding.add({ ...request, ...sums, at: '2018-04-02T01:00:00.000Z', batch: request.id })
  expect(await submit(COUNTY)).toMatchObject({
    status: 400,
    text: expect.stringContaining(
      '没有报送：对账中有需要说明的事项（2018年度：逾期未拨付360.00元，非本平台代缴1人）。请填写情况说明',
    ),
  })
  expect((await submit(COUNTY, '甲', { explanation: '甲' })).text).toContain('情况说明请写2至500个字')
  expect((await submit(COUNTY, '甲', { explanation: '财政资金月底到位' })).status).toBe(202)
  await work()
  const [version] = (await delivery.report.returns.get(COUNTY, PERIOD)).versions
  expect(version).toMatchObject({
    explanation: '财政资金月底到位',
    faults: [{ year: 2018, unposted: 0, foreign: 1, shortfall: 36_000 }],
  })
  expect(lineOf(await total(delivery, COUNTY), '对账情况')?.[0]).toBe(
    '对账情况：2018年度：逾期未拨付360.00元，非本平台代缴1人。',
  )
})

test.each([
  ['two persons submit', [0, 1, 0, 1]],
  ['two persons submit, the second first', [1, 0, 1, 0]],
])('%s at once: one counts', async (_, order) => {
  const { delivery, deps, shown } = await office()
  const { seen = '' } = await shown(COUNTY)
  const done: string[] = []
  const act = (name: string) => async () => {
    await submitReturn(deps, { division: COUNTY, period: PERIOD, seen }, signature(name)).then(
      () => done.push(name),
      ({ status }) => expect(status).toBe(409),
    )
  }
  await takingTurns(order, [act('甲'), act('丙')])
  expect(done).toHaveLength(1)
  const { versions } = await delivery.report.returns.get(COUNTY, PERIOD)
  expect(versions.map(({ by }) => by.name)).toEqual(done)
})

test.each([
  ['the close first', [0, 1, 0, 1, 0, 1]],
  ['the submission first', [1, 0, 1, 0, 1, 0]],
  ['the close, then the submission', [0, 0, 1, 1]],
])('a close and a submission at once, %s: what is submitted is what was closed, and stays', async (_, order) => {
  const { delivery, submit, close, work } = await office()
  const before = await delivery.report.returns.get(COUNTY, PERIOD)
  const statuses: number[] = []
  await takingTurns(order, [
    async () => void statuses.push((await close()).status),
    async () => void statuses.push((await submit(COUNTY, '甲', { seen: before.drawn?.run })).status),
  ])
  expect(statuses.sort()).toEqual([202, 409])
  await work()
  const { standing, versions, drawn } = await delivery.report.returns.get(COUNTY, PERIOD)
  expect(versions.at(-1)?.drawn?.run).toBe(standing && before.drawn?.run)
  if (standing) expect(drawn?.run).toBe(before.drawn?.run)
})

/** Takes the month's list back, and what it sends is delivered. */
async function takesBack({ delivery, deps }: Awaited<ReturnType<typeof office>>) {
  const { intake } = delivery.world
  const { id } = (await intake.uploads.list(COUNTY)).find(({ form }) => form === 'registered-poor-full')!
  const own = { ...intake, ...deps, uploads: intake.uploads } as unknown as WebDeps
  return (await takeBack(own, { division: COUNTY, id, by: signature('丁') }).catch(({ status }) => status)) ?? 202
}

test.each([
  ['the withdrawal first', [0, 1, 0, 1, 0, 1, 0, 1]],
  ['the submission first', [1, 0, 1, 0, 1, 0, 1, 0]],
  ['the withdrawal a step ahead', [0, 0, 1, 1, 0, 1]],
])(
  'a list is taken back while the month is submitted, %s: no return rests on a list that is not there',
  async (_, order) => {
    const own = await office()
    const { delivery, submit, shown, close, work } = own
    const { seen } = await shown(COUNTY)
    const statuses: number[] = []
    await takingTurns(order, [
      async () => void statuses.push(await takesBack(own)),
      async () => void statuses.push((await submit(COUNTY, '甲', { seen })).status),
    ])
    expect(statuses.sort()).toEqual([202, 409])
    await work()
    const { standing } = await delivery.report.returns.get(COUNTY, PERIOD)
    if (standing) return expect(lineOf(await total(delivery, COUNTY), '合计')?.[1]).toBe('10')
    expect(await shown(COUNTY)).toMatchObject({ state: 'open' })
    expect(await submit(COUNTY, '甲', { seen })).toMatchObject({
      status: 409,
      text: expect.stringContaining('该月办结以后撤回过名单'),
    })
    await close()
    await work()
    expect((await submit(COUNTY)).status).toBe(202)
    await work()
    expect(lineOf(await total(delivery, COUNTY), '合计')?.[1]).toBe('8')
  },
)

test('a close that was under way when a list was taken back is not what is submitted', async () => {
  const own = await office()
  const { submit, shown, close, work } = own
  await close()
  expect(await takesBack(own)).toBe(202)
  await work()
  expect(await shown(COUNTY)).toMatchObject({ state: 'open' })
  expect((await submit(COUNTY)).status).toBe(409)
  await close()
  await work()
  expect((await submit(COUNTY)).status).toBe(202)
})

test('a list is taken back from what was sent back, which is closed again before it is submitted again', async () => {
  const own = await office()
  const { submit, sendBack, shown, work } = own
  await submit(COUNTY)
  await work()
  expect(await takesBack(own)).toBe(409)
  await sendBack(COUNTY, 1)
  await work()
  expect(await takesBack(own)).toBe(202)
  expect(await shown(COUNTY)).toMatchObject({ state: 'sent-back' })
  expect((await shown(COUNTY)).seen).toBeUndefined()
  expect((await submit(COUNTY)).text).toContain('该月办结以后撤回过名单')
})

test('a month is closed again where the month before was submitted, or sent back, after its close', async () => {
  const { delivery, submit, work } = await office()
  const june = async () => {
    await delivery.settle([await delivery.close(COUNTY, { period: '2018-06', at: `${DAY}T09:00:00.000Z` })])
    return (await delivery.report.returns.get(COUNTY, '2018-06')).drawn?.run
  }
  const seen = await june()
  await submit(COUNTY)
  await work()
  expect(await submit(COUNTY, '甲', { period: '2018-06', seen })).toMatchObject({
    status: 409,
    text: expect.stringContaining('本月办结以后，上月的统计表又报送或者退回过'),
  })
  await delivery.settle([await delivery.close(COUNTY, { period: '2018-06', at: `${DAY}T10:00:00.000Z` })])
  const { drawn } = await delivery.report.returns.get(COUNTY, '2018-06')
  expect(drawn?.follows).toBe(`${PERIOD}.1`)
  expect((await submit(COUNTY, '甲', { period: '2018-06', seen: drawn?.run })).status).toBe(202)
})

test('a close that stood still while a later one was submitted decides nothing any more', async () => {
  const { delivery, submit, work } = await office()
  const late = await delivery.close(COUNTY, { at: `${DAY}T01:00:00.000Z` })
  expect((await submit(COUNTY)).status).toBe(202)
  await work()
  const before = await everythingOf(delivery)
  await delivery.settle([late])
  expect(await everythingOf(delivery)).toEqual(before)
})

test('whoever dies between the steps of a submission leaves nothing half', async () => {
  const play = async (deaths: Deaths) => {
    const { delivery, deps: ticking, shown, work } = await office()
    const deps = { ...ticking, now: () => new Date(`${DAY}T03:00:00Z`) }
    for (const division of [COUNTY, CITY]) {
      const { seen = '' } = await shown(division)
      await untilDone(() => submitReturn(deps, { division, period: PERIOD, seen }, signature('甲')), deaths)
      await work(deaths)
    }
    return everythingOf(delivery)
  }
  const noted = notedPlaces()
  const expected = await play(noted)
  expect(noted.places.length).toBeGreaterThan(16)
  // The files' writes are alike.
  for (const place of noted.places.filter((_, i) => i < 2 || i % 6 === 0)) {
    const now = JSON.stringify(await play(deathAt(place)))
    expect(JSON.parse(now), `a death just ${place.when} write ${place.nth}`).toEqual(expected)
  }
})
