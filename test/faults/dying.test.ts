import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Engines, startEngines } from './engines.ts'
import { dyingEverywhere, type Scenario } from './everywhere.ts'
import { type Cells, COUNTY, csvOf, listed, OTHER_COUNTY, person, registered, TOWNSHIPS } from './lists.ts'
import { personsOf, uploadsOf } from './state.ts'
import type { Message, World } from './world.ts'

let engines: Engines
beforeAll(async () => {
  engines = await startEngines()
})
afterAll(() => engines.stop())

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)
const full = (world: World, rows: readonly Cells[], division = COUNTY) =>
  world.send({ form: 'dibao-full', content: csvOf('dibao', rows), division })
const added = (world: World, rows: readonly Cells[]) => world.send({ form: 'dibao-new', content: csvOf('dibao', rows) })
const register = (world: World, rows: readonly Cells[], division = COUNTY) =>
  world.send({ form: 'register', content: csvOf('register', rows), division })
const all = (from: number, to: number) => numbers(from, to).map((n) => listed(n))
const allRegistered = (from: number, to: number) => numbers(from, to).map((n) => registered(n))

/** Delivers the messages, then all that they send. */
const through = async (world: World, ...messages: readonly Promise<Message>[]) => {
  for (const message of messages) await world.deliver(await message)
  await world.settle()
}

/** Outcomes in the county by the person's number. */
async function outcomes(world: World, county = COUNTY): Promise<Record<number, string>> {
  const byId = new Map(numbers(1, 40).map((n) => [person(n).id, n]))
  return Object.fromEntries(
    (await personsOf(world)).flatMap(({ id, decisions }) => {
      const decision = decisions[county]
      return decision ? [[byId.get(id), decision.reason ?? decision.outcome]] : []
    }),
  )
}
const states = async (world: World) => (await uploadsOf(world)).map(({ state }) => state)

describe('a handler that dies at any of its writes and is tried again leaves what it would have left', () => {
  const plays = (scenario: Scenario) => dyingEverywhere(engines, scenario)

  test('a first list, one row of it returned (name-missing)', async () => {
    const { plain, deaths } = await plays({
      shards: 2,
      async play(world, deaths) {
        await world.deliver(await full(world, [...all(1, 3), listed(4, COUNTY, { 姓名: '' })]), deaths)
        await world.settle(deaths)
      },
    })
    expect(deaths).toBeGreaterThan(15)
    expect(Object.keys(await outcomes(plain))).toEqual(['1', '2', '3'])
  })

  test('match, given units of a register and of two lists in one call', async () => {
    const ofWorld = new Map<World, Message[]>()
    const { plain, deaths } = await plays({
      shards: 2,
      async before(world) {
        const units: Message[] = []
        ofWorld.set(world, units)
        for (const message of [
          await full(world, all(1, 6)),
          await register(world, allRegistered(2, 8)),
          await full(world, all(2, 7)),
        ]) {
          await world.deliver(message)
          units.push(...(await world.take()).filter(({ stage }) => stage === 'match'))
        }
      },
      async play(world, deaths) {
        await world.deliverTogether(ofWorld.get(world)!, deaths)
        await world.settle(deaths)
      },
    })
    expect(deaths).toBeGreaterThan(8)
    expect(Object.keys(await outcomes(plain))).toEqual(['2', '3', '4', '5', '6', '7'])
  })

  test('a full list that ends some, keeps a returned row and brings a new person', async () => {
    const { plain } = await plays({
      before: (world) => through(world, full(world, all(1, 8)), register(world, allRegistered(1, 8))),
      async play(world, deaths) {
        const moved = listed(1, COUNTY, { '乡镇（街道）': TOWNSHIPS[COUNTY]![1] })
        await world.deliver(
          await full(world, [moved, listed(2, COUNTY, { 性别: '未知' }), ...all(3, 6), listed(9)]),
          deaths,
        )
        await world.settle(deaths)
      },
    })
    expect(Object.keys(await outcomes(plain))).toEqual(['1', '2', '3', '4', '5', '6', '9'])
    expect(await states(plain)).toEqual(['accepted', 'accepted', 'accepted'])
  })

  test("a county's first register: who was listed before it is decided again", async () => {
    const { plain } = await plays({
      shards: 2,
      before: (world) => through(world, full(world, all(1, 4)), full(world, [listed(4, OTHER_COUNTY)], OTHER_COUNTY)),
      async play(world, deaths) {
        await world.deliver(await register(world, [...allRegistered(1, 2), registered(20)]), deaths)
        await world.settle(deaths)
      },
    })
    expect(await outcomes(plain)).toMatchObject({ 3: 'enrol', 4: 'two-counties' })
  })

  test('a later register: facts replaced, ended, kept for a returned row', async () => {
    const { plain } = await plays({
      before: (world) => through(world, full(world, all(1, 4)), register(world, allRegistered(1, 4))),
      async play(world, deaths) {
        const rows = [registered(1, { 参保状态: '死亡' }), registered(2, { 参保状态: '' }), registered(3)]
        await world.deliver(await register(world, rows), deaths)
        await world.settle(deaths)
      },
    })
    expect(await outcomes(plain)).toMatchObject({ 1: 'deceased', 4: 'enrol' })
  })

  test('a list that comes late: the later ones are merged again', async () => {
    const { plain } = await plays({
      async before(world) {
        await through(world, full(world, all(1, 6)), register(world, allRegistered(1, 6)))
      },
      async play(world, deaths) {
        const late = await full(world, [...all(2, 5), listed(7)])
        const later = await added(world, [listed(6, COUNTY, { '乡镇（街道）': TOWNSHIPS[COUNTY]![1] })])
        await world.deliver(later, deaths)
        await world.settle(deaths)
        await world.deliver(late, deaths)
        await world.settle(deaths)
      },
    })
    expect(Object.keys(await outcomes(plain))).toEqual(['2', '3', '4', '5', '6', '7'])
  })

  test('a list that comes late and leaves a held one too little to end: that one stays held', async () => {
    const { plain } = await plays({
      before: (world) => through(world, full(world, all(1, 14))),
      async play(world, deaths) {
        const late = await full(world, all(1, 8))
        await world.deliver(await full(world, all(1, 4)), deaths)
        await world.settle(deaths)
        expect((await states(world)).at(-1)).toBe('held')
        await world.deliver(late, deaths)
        await world.settle(deaths)
      },
    })
    expect(await states(plain)).toEqual(['accepted', 'accepted', 'held'])
    expect(Object.keys(await outcomes(plain))).toHaveLength(8)
  })

  test('a list that is taken back: whom it ended is listed again, whom it began is not, a later one stands', async () => {
    const { plain } = await plays({
      before: (world) => through(world, full(world, all(1, 6))),
      async play(world, deaths) {
        await world.deliver(await full(world, [...all(2, 6), listed(7)]), deaths)
        await world.settle(deaths)
        await world.deliver(await added(world, [listed(8)]), deaths)
        await world.settle(deaths)
        const second = (await uploadsOf(world)).at(1)!
        await world.deliver(await world.takeOut(second), deaths)
        await world.settle(deaths)
      },
    })
    expect(await states(plain)).toEqual(['accepted', 'withdrawn', 'accepted'])
    expect(Object.keys(await outcomes(plain))).toEqual(['1', '2', '3', '4', '5', '6', '8'])
  })

  test('a held list and its confirmation', async () => {
    const { plain } = await plays({
      before: (world) => through(world, full(world, all(1, 14))),
      async play(world, deaths) {
        await world.deliver(await full(world, [...all(1, 2), listed(15, COUNTY, { 姓名: '新来' })]), deaths)
        await world.settle(deaths)
        const held = (await uploadsOf(world)).at(-1)!
        expect([held.state, held.wouldEnd]).toEqual(['held', { active: 14, ended: 12 }])
        await world.deliver(await world.confirm(held), deaths)
        await world.settle(deaths)
      },
    })
    expect(Object.keys(await outcomes(plain))).toEqual(['1', '2', '15'])
    expect(await states(plain)).toEqual(['accepted', 'accepted'])
  })

  test('a refused file (header-missing)', async () => {
    const { plain } = await plays({
      before: (world) => through(world, full(world, all(1, 2))),
      async play(world, deaths) {
        const content = Buffer.from('姓名,身份证号码\r\n张三,1\r\n')
        await world.deliver(await world.send({ form: 'dibao-full', content }), deaths)
        await world.settle(deaths)
      },
    })
    expect(await states(plain)).toEqual(['accepted', 'refused'])
    expect(Object.keys(await outcomes(plain))).toEqual(['1', '2'])
  })

  test("a city's list, compared with the counties'", async () => {
    const { plain } = await plays({
      before: (world) => through(world, full(world, all(1, 3))),
      async play(world, deaths) {
        const rows = [2, 3, 4].map((n) => listed(n, COUNTY, { '县（市、区）': '始兴县' }))
        await world.deliver(await full(world, rows, '440200'), deaths)
        await world.settle(deaths)
      },
    })
    const key = expect.stringMatching(/^endings\/440200\/[^/]+\/compared-/)
    const compared = [{ county: COUNTY, both: 2, onlyCity: 1, onlyCounty: 1, key }]
    expect((await uploadsOf(plain))[0]!.compared).toEqual(compared)
    expect(Object.keys(await outcomes(plain))).toEqual(['1', '2', '3'])
  })

  test('a period that is closed: whom the day makes another outcome is decided again, the rest is frozen', async () => {
    const { plain } = await plays({
      before: (world) => through(world, full(world, all(1, 6)), register(world, allRegistered(1, 5))),
      async play(world, deaths) {
        await world.deliver(await world.run(COUNTY, '2030-01-01', '2029-12'), deaths)
        await world.settle(deaths)
      },
    })
    expect(Object.keys(await outcomes(plain))).toHaveLength(6)
  })
})
