/**
 * One object of one county, damaged or gone: the other counties' months are complete and right, and who cannot be known
 * is held back. With the object as it was, everything is as if nothing had happened (ADR 16).
 */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { giveUp as giveUpFile } from '../../functions/intake/give-up.ts'
import { giveUp as giveUpUnit } from '../../functions/match/give-up.ts'
import { namesKey } from '../../functions/shared/registers/registers.ts'
import { tableKey } from '../../functions/shared/registers/take-registers.ts'
import { thaw } from '../../functions/shared/work/frozen.ts'
import { marksOf } from '../../functions/shared/work/marks.ts'
import { sweepDeps } from '../../functions/sweep/deps.ts'
import { grants } from '../../functions/sweep/grants.ts'
import { sweep } from '../../functions/sweep/run.ts'
import { present } from '../../schemas/present.ts'
import { ReturnFigure } from '../../schemas/records/month-return.ts'
import { SnapshotRow } from '../../schemas/records/snapshot.ts'
import { bitAt } from '../faults/damage.ts'
import { type Engines, INBOX, OUTBOX, startEngines } from '../faults/engines.ts'
import { COUNTY, csvOf, listed, OTHER_COUNTY, person, registered } from '../faults/lists.ts'
import { headsOf, meaning, personsOf } from '../faults/state.ts'
import { expectTablesOnItems } from '../faults/tables.ts'
import { frozenRows } from './delivered.ts'
import { approveAll, closeAll, type DeliveryWorld, type Message } from './delivery-world.ts'
import { smallCity } from './small-city.ts'

let engines: Engines
let city: DeliveryWorld
let whole: DeliveryWorld
beforeAll(async () => {
  engines = await startEngines()
  city = await smallCity(engines)
  // 31 and 32 are registered in the one county and listed nowhere yet; 50 cannot be read.
  await send(city, COUNTY, 'register', [
    ...[1, 2, 3, 8, 31, 32].map((n) => registered(n)),
    registered(4, { 本年缴费方式: '政府代缴', 本年缴费金额: '120' }),
    registered(5, { 本年缴费方式: '个人缴费' }),
    registered(50, { 身份证号码: '' }),
  ])
  await city.settle()
  whole = await city.copy()
  await lists(whole)
  expect(await month(whole)).toEqual([])
})
afterAll(() => engines.stop())

type Rows = ReturnType<typeof registered>[]
async function send({ world }: DeliveryWorld, division: string, form: string, rows: Rows): Promise<void> {
  const [code = ''] = form.split(/-(?:full|new)$/)
  const message = await world.send({ form, content: csvOf(code as 'dibao', rows), division })
  await deliverOrGiveUp(world, message)
}

interface Lost {
  readonly message: Message
  readonly object: unknown
}

/** What its queue does with a message that fails each time. */
async function deliverOrGiveUp(
  of: Pick<DeliveryWorld, 'handle'> & Partial<Pick<DeliveryWorld, 'world'>>,
  message: Message,
): Promise<Lost | undefined> {
  const world = of.world ?? (of as unknown as DeliveryWorld['world'])
  try {
    await of.handle(message)
    return undefined
  } catch (error) {
    if (message.stage === 'intake') await giveUpFile(world.intake, message.body)
    if (message.stage === 'match') await giveUpUnit(world.match, message.body)
    return { message, object: (error as { object?: unknown }).object }
  }
}

async function carryThrough(delivery: DeliveryWorld, first: readonly Message[] = []): Promise<Lost[]> {
  const lost: Lost[] = []
  for (let messages = [...first, ...(await delivery.take())]; messages.length > 0; messages = await delivery.take())
    for (const message of messages) lost.push(...[await deliverOrGiveUp(delivery, message)].flatMap((one) => one ?? []))
  return lost
}

const dibao = (county: string, ...numbers: number[]) => numbers.map((n) => listed(n, county))

/** Both counties send: the other one lists 15, and 31 and 32 of the first one's register, and registers 2, who is listed there. */
async function lists(delivery: DeliveryWorld): Promise<void> {
  await send(delivery, OTHER_COUNTY, 'dibao-new', dibao(OTHER_COUNTY, 15, 31, 32))
  await send(delivery, OTHER_COUNTY, 'register', [...[11, 12, 13, 2].map((n) => registered(n))])
  await send(delivery, COUNTY, 'registered-poor-new', dibao(COUNTY, 21))
}

async function month(delivery: DeliveryWorld): Promise<Lost[]> {
  return [
    ...(await carryThrough(delivery)),
    ...(await carryThrough(delivery, await closeAll(delivery))),
    ...(await carryThrough(delivery, await prepareClosed(delivery))),
    ...(await carryThrough(delivery, await approveAll(delivery))),
  ]
}

async function prepareClosed(delivery: DeliveryWorld): Promise<Message[]> {
  const runs = await Promise.all([COUNTY, OTHER_COUNTY].map((county) => delivery.world.snapshot.runs.closes(county)))
  const closed = runs.flat().filter(({ state }) => state === 'done')
  return Promise.all(closed.map(({ county, id }) => delivery.prepare(county, id)))
}

/** By the person's number: what is decided in a county's frozen month. */
async function outcomesOf(delivery: DeliveryWorld, county: string): Promise<Record<string, string>> {
  const runs = await delivery.world.snapshot.runs.closes(county)
  const last = runs.filter(({ snapshot }) => snapshot).at(-1)
  if (!last) return {}
  const rows = await thaw(delivery.batch.outbox, last.snapshot!, SnapshotRow)
  return Object.fromEntries(
    rows.map(({ id, decision: { outcome, reason } }) => [numberOf(id), [outcome, reason].join(' ').trim()]),
  )
}

const numberOf = (id: string) => Array.from({ length: 60 }, (_, n) => n).find((n) => person(n).id === id)!

async function paidIn(delivery: DeliveryWorld, county: string): Promise<number[]> {
  const batches = await delivery.batch.batches.list(county)
  const rows = await Promise.all(batches.map(({ id }) => frozenRows(delivery, county, id)))
  return rows
    .flat()
    .map(({ id }) => numberOf(id))
    .sort((a, b) => a - b)
}

const returnOf = async ({ report }: DeliveryWorld, county: string) =>
  thaw(report.outbox, present((await report.returns.get(county, '2018-05')).drawn, 'a close').figures, ReturnFigure)

const rosterOf = async ({ world }: DeliveryWorld, name: string) =>
  (await world.intake.heads.get(`${COUNTY}#${name}`)).roster!

const HARMS: Record<string, (file: string, bytes: Buffer) => Promise<void>> = {
  damaged: (file, bytes) => writeFile(file, bitAt(0.4)(bytes)),
  gone: (file) => rm(file),
}

/** @returns what puts the object back */
async function harm(key: string, how: string): Promise<() => Promise<void>> {
  const { object } = engines.filesOf(OUTBOX, key)
  const sound = await readFile(object)
  await HARMS[how]!(object, sound)
  return () => writeFile(object, sound)
}

/** As `npm run repair`: what stands still is sent again. */
async function repaired(delivery: DeliveryWorld): Promise<void> {
  const { world } = delivery
  const url = (name: string) => engines.queueUrl(world.mark + name)
  const config = {
    ...{ WORK_TABLE: world.work, INBOX_BUCKET: INBOX, INTAKE_QUEUE_URL: '', DEADLINES_QUEUE_URL: '', SHARDS: '1' },
    ...{ MATCH_QUEUE_URL: url('match.fifo'), SNAPSHOT_QUEUE_URL: url('snapshot'), BATCH_QUEUE_URL: url('batch') },
    REPORT_QUEUE_URL: url('report'),
  }
  const deps = {
    ...sweepDeps(config, engines.clients),
    intakeQueue: { send: async (body: never) => world.deliver({ stage: 'intake', body }) },
  }
  const message = { type: 'sweep', time: '2018-06-06T10:00:00.000Z', all: true } as const
  await world.as('sweep', grants, () => sweep(deps, message))
  expect(await carryThrough(delivery)).toEqual([])
}

const HELD_BACK = 'review register-incomplete'
const TABLE = 'the table of its register'
const KINDS: Record<string, (delivery: DeliveryWorld) => Promise<string>> = {
  [TABLE]: async (delivery) => tableKey(await rosterOf(delivery, 'register')),
  'the roster of its register': (delivery) => rosterOf(delivery, 'register'),
  'the returned names of its register': async (delivery) => namesKey(await rosterOf(delivery, 'register')),
  'the roster of its list': (delivery) => rosterOf(delivery, 'dibao'),
}

test.each([
  [TABLE, 'damaged'],
  [TABLE, 'gone'],
  ['the roster of its register', 'damaged'],
  ['the returned names of its register', 'gone'],
  ['the roster of its list', 'damaged'],
  ['the roster of its list', 'gone'],
])('%s, %s', async (kind, how) => {
  const delivery = await city.copy()
  const key = await KINDS[kind]!(delivery)
  const putBack = await harm(key, how)
  let lost: Lost[]
  try {
    await lists(delivery)
    lost = await month(delivery)
  } finally {
    await putBack()
  }
  // Nobody in the own county needs the table; everything else of it waits, and names the object.
  const isTable = kind === TABLE
  expect(lost.length > 0).toBe(!isTable)
  for (const { message, object } of lost) {
    expect(object).toBe(key)
    expect(JSON.stringify(message)).toContain(COUNTY)
  }
  expect(await outcomesOf(delivery, COUNTY)).toEqual(isTable ? await outcomesOf(whole, COUNTY) : {})
  const expected = await outcomesOf(whole, OTHER_COUNTY)
  expect(expected).toMatchObject({ 15: 'enrol', 31: 'review enrolled-elsewhere', 32: 'review enrolled-elsewhere' })
  const heldBack = isTable ? { 31: HELD_BACK, 32: HELD_BACK } : {}
  expect(await outcomesOf(delivery, OTHER_COUNTY)).toEqual({ ...expected, ...heldBack })
  expect((await paidIn(whole, OTHER_COUNTY)).length).toBeGreaterThan(2)
  expect(await paidIn(delivery, OTHER_COUNTY)).toEqual(await paidIn(whole, OTHER_COUNTY))
  expect(await returnOf(delivery, OTHER_COUNTY)).toEqual(await returnOf(whole, OTHER_COUNTY))

  await repaired(delivery)
  expect((await headsOf(delivery.world)).flatMap(marksOf)).toEqual([])
  await expectTablesOnItems(delivery.world)
  expect(await meaning(delivery.world)).toEqual(await meaning(whole.world))
  expect(await month(delivery)).toEqual([])
  for (const county of [COUNTY, OTHER_COUNTY])
    expect([county, await paidIn(delivery, county)]).toEqual([county, await paidIn(whole, county)])
  expect(await outcomesOf(delivery, COUNTY)).toEqual(await outcomesOf(whole, COUNTY))
})

test.each(['damaged', 'gone'])(
  "a city's list and a county's that is %s: the others are compared, it is named",
  async (how) => {
    const delivery = await city.copy()
    const nameOf = (county: string) => delivery.world.policy.counties.find(({ code }) => code === county)!.name
    const rows = [1, 2, 11, 40].map((n) => {
      const county = n < 10 ? COUNTY : OTHER_COUNTY
      return listed(n, county, { '县（市、区）': nameOf(county) })
    })
    const compared = async () => {
      await send(delivery, '440200', 'dibao-full', rows)
      const [last] = await delivery.world.intake.uploads.list('440200')
      expect(last!.state).toBe('accepted')
      // Each upload has its own objects, and what they say is in their names.
      const named = last!.compared?.map(({ key, ...counts }) => ({ ...counts, names: key?.split('/').at(-1) }))
      return { compared: named, uncompared: last!.uncompared }
    }
    const putBack = await harm(await rosterOf(delivery, 'dibao'), how)
    const without = await compared()
    await putBack()
    const all = await compared()
    expect(all.uncompared).toBeUndefined()
    expect(all.compared?.map(({ county }) => county)).toEqual([COUNTY, OTHER_COUNTY])
    expect(without).toEqual({
      compared: all.compared?.filter(({ county }) => county === OTHER_COUNTY),
      uncompared: [COUNTY],
    })
  },
)

const REGISTERED = [1, 2, 3, 8, 31, 32].map((n) => registered(n))

test.each([
  ['a register', 'register', [...REGISTERED, registered(12, { 参保状态: '死亡' })], 'deceased'],
  ['a list', 'dibao-new', dibao(COUNTY, 12), 'review two-counties'],
])('the lines of %s: another county does not pay whom they may be about', async (_, form, rows, outcome) => {
  const delivery = await city.copy()
  expect(await carryThrough(delivery, await closeAll(delivery))).toEqual([])
  const [asked] = (await prepareClosed(delivery)).filter(({ body }) => JSON.stringify(body).includes(OTHER_COUNTY))
  await send(delivery, COUNTY, form, rows)
  const units = await delivery.take()
  const { key } = units.find(({ stage }) => stage === 'match')!.body as { key: string }
  // Asked for before the lines are given up, the batch waits; then it goes on.
  expect(await deliverOrGiveUp(delivery, asked!)).toBeUndefined()
  expect(await paidIn(delivery, OTHER_COUNTY)).toEqual([])
  const putBack = await harm(key, 'damaged')
  const lost = await carryThrough(delivery, units)
  expect(await carryThrough(delivery, await approveAll(delivery))).toEqual([])
  await putBack()
  expect(lost.map(({ object }) => object)).toEqual([key])
  expect(await paidIn(delivery, OTHER_COUNTY)).toEqual([11, 13])
  // Its own county waits.
  expect(await paidIn(delivery, COUNTY)).toEqual([])
  await repaired(delivery)
  expect(await decidedOf(delivery, 12, OTHER_COUNTY)).toBe(outcome)
})

test('a list that a register could not read: its county does not pay whom the register may be about', async () => {
  const delivery = await city.copy()
  expect(await carryThrough(delivery, await closeAll(delivery))).toEqual([])
  expect(await carryThrough(delivery, await prepareClosed(delivery))).toEqual([])
  const putBack = await harm(await rosterOf(delivery, 'dibao'), 'damaged')
  await send(
    delivery,
    OTHER_COUNTY,
    'register',
    [11, 12, 13, 2].map((n) => registered(n)),
  )
  expect(await carryThrough(delivery, await approveAll(delivery))).toEqual([])
  await putBack()
  expect(await paidIn(delivery, COUNTY)).toEqual([1, 3, 8])
  expect(await decidedOf(delivery, 2, COUNTY)).toBe('pay')
  await repaired(delivery)
  expect(await decidedOf(delivery, 2, COUNTY)).toBe('review duplicate-enrolment')
})

async function decidedOf({ world }: DeliveryWorld, n: number, county: string): Promise<string | undefined> {
  const decision = (await personsOf(world)).find(({ id }) => id === person(n).id)?.decisions[county]
  return decision && [decision.outcome, decision.reason].join(' ').trim()
}
