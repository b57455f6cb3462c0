/** Two at once, and messages late, doubled and in any order: what is kept is what their own order would have left. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { takingTurns } from '../delivery/turns.ts'
import fc, { runs } from '../fc.ts'
import { isLong } from '../long.ts'
import { type AroundWrite, type Engines, startEngines, writing } from './engines.ts'
import { COUNTY, csvOf, listed, person, registered, TOWNSHIPS } from './lists.ts'
import { meaning, personsOf, runsOf, uploadsOf, wholeState } from './state.ts'
import { type Message, World } from './world.ts'

let engines: Engines
beforeAll(async () => {
  engines = await startEngines()
})
afterAll(() => engines.stop())

const moved = (n: number) => listed(n, COUNTY, { '乡镇（街道）': TOWNSHIPS[COUNTY]![1] })
/** A full list of these; the first has moved to another township. */
const full = (world: World, first: number, ...others: number[]) =>
  world.send({ form: 'dibao-full', content: csvOf('dibao', [moved(first), ...others.map((n) => listed(n))]) })
const register = (world: World, ...numbers: number[]) => {
  const rows = numbers.map((n) => registered(n))
  return world.send({ form: 'register', content: csvOf('register', rows) })
}
const inOrder = async (world: World, messages: readonly Message[]) => {
  for (const message of messages) {
    await world.deliver(message)
    await world.settle()
  }
}

/** The first waits before its nth write until the second has come to its end; answers whether it got so far. */
async function overtaken(world: World, first: Message, second: Message, nth: number): Promise<boolean> {
  let writes = 0
  let didWait = false
  const plainly: AroundWrite = (_, send) => send()
  const around: AroundWrite = async (_, send) => {
    if (++writes === nth) {
      didWait = true
      await writing.run(plainly, () => world.handle(second))
    }
    return send()
  }
  await writing.run(around, () => world.handle(first))
  if (!didWait) await world.handle(second)
  await world.settle()
  return didWait
}

describe('two intakes of one roster at once end as the later list says', () => {
  const begin = async () => {
    const world = await World.begin(engines)
    await inOrder(world, [await full(world, 1, 2, 3)])
    return { world, one: await full(world, 2, 3, 4), other: await full(world, 3, 1, 5) }
  }
  let expected: Record<string, unknown>
  beforeAll(async () => {
    const { world, one, other } = await begin()
    await inOrder(world, [one, other])
    expected = await meaning(world)
    const on = (await personsOf(world)).filter(({ decisions }) => decisions[COUNTY]).map(({ id }) => id)
    expect(on.sort()).toEqual([1, 3, 5].map((n) => person(n).id).sort())
  })

  test.each(['the earlier', 'the later'])('%s is overtaken before each of its writes', async (which) => {
    let places = 0
    for (let didWait = true; didWait; places++) {
      const { world, one, other } = await begin()
      const [first, second] = which === 'the earlier' ? [one, other] : [other, one]
      didWait = await overtaken(world, first, second, places + 1)
      expect(await meaning(world), `before write ${places + 1}`).toEqual(expected)
    }
    expect(places).toBeGreaterThan(6)
  })

  test('they take turns at their writes in any order', async () => {
    const property = fc.asyncProperty(fc.array(fc.nat({ max: 1 }), { minLength: 30, maxLength: 30 }), async (order) => {
      const { world, one, other } = await begin()
      await takingTurns(order, [() => world.handle(one), () => world.handle(other)])
      await world.settle()
      expect(await meaning(world)).toEqual(expected)
    })
    await fc.assert(property, { numRuns: runs(12, 6), endOnFailure: true })
  })

  test('one message delivered twice at once', async () => {
    const step = isLong ? 1 : 2
    for (let nth = 1, didWait = true; didWait; nth += step) {
      const { world, one, other } = await begin()
      didWait = await overtaken(world, one, one, nth)
      await inOrder(world, [other])
      expect(await meaning(world), `before write ${nth}`).toEqual(expected)
    }
  })
})

describe('units come late', () => {
  /** Lists and registers are in, and what they send the shards is not delivered yet. */
  const begin = async () => {
    const world = await World.begin(engines, 2)
    const units: Message[] = []
    for (const send of [
      () => full(world, 1, 2, 3, 4, 5, 6),
      () => register(world, 1, 2, 3, 7),
      () => full(world, 2, 3, 4, 8, 6),
      () => register(world, 2, 3, 4),
      () => full(world, 5, 1, 2, 8),
    ]) {
      await world.deliver(await send())
      units.push(...(await world.take()))
    }
    return { world, units }
  }
  const played = async (order: (units: readonly Message[]) => readonly Message[]) => {
    const { world, units } = await begin()
    for (const unit of order(units)) await world.deliver(unit)
    await world.settle()
    return { world, units }
  }

  test('doubled, from the last to the first, they end as in their own order', async () => {
    const plain = await played((units) => units)
    expect(plain.units.length).toBeGreaterThan(8)
    const reversed = await played((units) => units.toReversed().flatMap((unit) => [unit, unit]))
    expect(await meaning(reversed.world)).toEqual(await meaning(plain.world))
  })

  /** Match gets its units in one call; runs come afterwards. */
  const together = async (order: (units: readonly Message[]) => Message[]) => {
    const { world, units } = await begin()
    await world.deliverTogether(order(units.filter(isUnit)))
    for (const other of units) if (!isUnit(other)) await world.deliver(other)
    await world.settle()
    return world
  }
  const isUnit = ({ stage }: Message) => stage === 'match'
  const unitsFirst = (units: readonly Message[]) => units.toSorted((a, b) => Number(isUnit(b)) - Number(isUnit(a)))

  test('in one call of match they leave what they leave one after the other, timelines included', async () => {
    const plain = await played(unitsFirst)
    expect(await wholeState(await together((units) => [...units]))).toEqual(await wholeState(plain.world))
  })

  test('in one call, doubled, from the last to the first, they end as in their own order', async () => {
    const plain = await played((units) => units)
    const reversed = await together((units) => units.toReversed().flatMap((unit) => [unit, unit]))
    expect(await meaning(reversed)).toEqual(await meaning(plain.world))
  })

  test('each once more when all is settled changes nothing that is kept', async () => {
    const { world, units } = await played((all) => all)
    const before = await wholeState(world)
    for (const unit of units) await world.deliver(unit)
    await world.settle()
    expect(await wholeState(world)).toEqual(before)
  })
})

test('a list that is merged again is read as the policy of its own day has it', async () => {
  const world = await World.begin(engines)
  const late = await full(world, 1, 2)
  const version = world.policy.version + 1
  const office = 'poverty-alleviation' as const
  const categories = world.policy.categories.map((c) => (c.code === 'dibao' ? { ...c, office } : c))
  await world.intake.policies.put({ ...world.policy, categories, version })
  const content = csvOf('dibao', [moved(2), listed(3)])
  await inOrder(world, [await world.send({ form: 'dibao-full', content, office, policy: version }), late])
  expect((await uploadsOf(world)).map(({ state }) => state)).toEqual(['accepted', 'accepted'])
  const on = (await personsOf(world)).filter(({ decisions }) => decisions[COUNTY]).map(({ id }) => id)
  expect(on.sort()).toEqual([2, 3].map((n) => person(n).id).sort())
})

test('a run that names an earlier day than a person was decided for takes nobody back to its day', async () => {
  const world = await World.begin(engines)
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8]
  await inOrder(world, [await register(world, ...numbers), await full(world, 1, 2, 3, 4, 5, 6, 7, 8)])
  await inOrder(world, [await world.run(COUNTY, '2039-01-05', '2038-12')])
  const later = await meaning(world)
  await inOrder(world, [await world.run(COUNTY, '2018-07-05')])
  expect((await runsOf(world)).map(({ state }) => state)).toEqual((await runsOf(world)).map(() => 'done'))
  expect(await meaning(world)).toEqual(later)
})
