import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { standing } from '../../../rules/determine.ts'
import { fold, keyAt, type Roster } from '../../../rules/roster.ts'
import { LISTING, MARK, schemeOfSlot } from '../../../rules/slots.ts'
import { idNumber } from '../../../samples/id-number.ts'
import type { FactsUnit } from '../../../schemas/messages.ts'
import { COUNTY, MemoryHub, read, type Sent } from './memory-hub.ts'

const LIMITS = { percent: 20, persons: 2 }
const IDS = Array.from({ length: 10 }, (_, i) => idNumber('440222', '1960-01-31', 2 * i + 1))
const NAMES = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸']

/** Rows of persons 0 to 9: mostly good, some with another township, some returned with or without a valid number. */
const listRow = fc
  .tuple(fc.nat(9), fc.constantFrom('太平镇', '太平镇', '马市镇'), fc.constantFrom('', '', '', '', '', 'sex', 'id'))
  .map(([i, township, fault]) => ({
    '县（市、区）': '始兴县',
    '乡镇（街道）': township,
    姓名: NAMES[i]!,
    身份证号码: fault === 'id' ? '4402' : IDS[i]!,
    性别: fault === 'sex' ? '女' : '男',
    低保证号: '1',
  }))
const registerRow = fc
  .tuple(
    fc.nat(9),
    fc.constantFrom('城乡居民', '企业职工', '机关事业'),
    fc.constantFrom('未缴费', '个人缴费', '政府代缴', '其他'),
  )
  .map(([i, scheme, contribution]) => ({
    姓名: NAMES[i]!,
    身份证号码: IDS[i]!,
    险种: scheme,
    参保状态: '正常参保',
    参保县: '始兴县',
    本年缴费方式: contribution,
    待遇状态: '未领取',
  }))
const nameLists: fc.Arbitrary<Sent[]> = fc.array(
  fc.record({
    form: fc.constantFrom('dibao-full' as const, 'dibao-full' as const, 'dibao-new' as const),
    rows: fc.array(listRow, { minLength: 1, maxLength: 10 }),
  }),
  { minLength: 1, maxLength: 5 },
)
const registers: fc.Arbitrary<Sent[]> = fc.array(
  fc.record({ form: fc.constant('register' as const), rows: fc.array(registerRow, { minLength: 1, maxLength: 10 }) }),
  { minLength: 1, maxLength: 4 },
)
const lists = fc.oneof({ weight: 3, arbitrary: nameLists }, { weight: 1, arbitrary: registers })
/** Lists, the order in which they arrive, and the order in which their units do. */
const arrivals = lists.chain((sent) => {
  const gens = sent.map((_, i) => i + 1)
  return fc.tuple(fc.constant(sent), fc.shuffledSubarray(gens, { minLength: gens.length }), fc.infiniteStream(fc.nat()))
})

/** Which rows stand, by person and fact. */
function standingOf(hub: MemoryHub, units?: readonly FactsUnit[]): Record<string, unknown> {
  const said: [string, unknown][] = []
  for (const [key, person] of hub.persons(units))
    for (const kind of ['lists', 'register', 'marks'] as const)
      for (const [of, fact] of Object.entries(person[kind])) {
        const row = standing(fact)
        if (row) said.push([`${key} ${kind}.${of}`, row])
      }
  return Object.fromEntries(said.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The facts that a roster names, to be compared with the persons'. */
function factsIn(roster: Roster, head: string): string[] {
  return Array.from({ length: roster.length / 32 }, (_, i) => {
    const { person, slot } = keyAt(roster, i * 32)
    if (slot === LISTING) return `${person} lists.${head}`
    return slot === MARK ? `${person} marks.${COUNTY}` : `${person} register.${COUNTY}#${schemeOfSlot(slot)}`
  }).sort()
}

/** Each upload's state and, where it is held, the numbers that its sender and the second person see. */
const statesOf = (hub: MemoryHub) =>
  [...hub.uploads.values()].map(({ id, state, wouldEnd }) => ({ id, state, ...(state === 'held' && wouldEnd) }))

async function inOrder(sent: readonly Sent[]): Promise<MemoryHub> {
  const hub = new MemoryHub(sent, LIMITS)
  for (let gen = 1; gen <= sent.length; gen++) await hub.arrive(gen)
  return hub
}

function expectSame(hub: MemoryHub, expected: MemoryHub, units?: readonly FactsUnit[]): void {
  expect(hub.head.pending).toBeUndefined()
  expect(Buffer.compare(hub.roster, expected.roster)).toBe(0)
  expect(statesOf(hub)).toEqual(statesOf(expected))
  expect(standingOf(hub, units)).toEqual(standingOf(expected))
}

function shuffled<T>(items: readonly T[], stream: fc.Stream<number>): T[] {
  const numbered = items.map((item) => [stream.next().value as number, item] as const)
  return numbered.sort(([a], [b]) => a - b).map(([, item]) => item)
}

describe('lists of one roster (RULES section 3, "Listings")', { timeout: 30_000 }, () => {
  test('in their order: the roster is their fold, and the persons have what it names', async () => {
    await fc.assert(
      fc.asyncProperty(lists, async (sent) => {
        const hub = await inOrder(sent)
        let roster: Roster = Buffer.alloc(0)
        for (const one of sent)
          roster = fold(roster, read(one).list, one.form === 'register' ? undefined : LIMITS).roster
        expect(Buffer.compare(hub.roster, roster)).toBe(0)
        expect(Object.keys(standingOf(hub))).toEqual(factsIn(roster, hub.head.head))
        for (const { upload, rev, shard } of hub.units)
          expect(hub.uploads.get(upload)!.units).toContain(`${rev}.${shard}`)
      }),
      { numRuns: 100 },
    )
  })

  test('the one asked for later is the later one, whatever arrives first, and whenever its units do', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, async ([sent, order, dice]) => {
        const hub = new MemoryHub(sent, LIMITS)
        for (const gen of order) await hub.arrive(gen)
        expectSame(hub, await inOrder(sent), shuffled([...hub.units, ...hub.units], dice))
      }),
      { numRuns: 300 },
    )
  })

  test('all at once converge to the same', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, fc.scheduler(), async ([sent, order, dice], scheduler) => {
        const hub = new MemoryHub(sent, LIMITS, () => scheduler.schedule(Promise.resolve()))
        const all = Promise.all(order.map((gen) => hub.arrive(gen)))
        await scheduler.waitFor(all)
        expectSame(hub, await inOrder(sent), shuffled(hub.units, dice))
      }),
      { numRuns: 100 },
    )
  })

  test("the county's first register asks for a second look at whom it lists already, a later one does not", async () => {
    const sent: Sent[] = [1, 2].map(() => ({
      form: 'register',
      rows: [fc.sample(registerRow, { numRuns: 1, seed: 1 })[0]!],
    }))
    for (const listed of [true, false]) {
      const hub = new MemoryHub(sent, LIMITS)
      hub.listed = listed
      for (const gen of [2, 1]) await hub.arrive(gen)
      expect([...hub.reviews]).toEqual(listed ? ['register-u2'] : [])
    }
  })

  test('once every held list is confirmed, whenever that was, the roster is the fold that holds none', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, async ([sent, order, dice]) => {
        const hub = new MemoryHub(sent, LIMITS)
        const held = () => sent.map((_, i) => i + 1).filter((gen) => hub.uploads.get(`u${gen}`)!.state === 'held')
        for (const gen of order) {
          await hub.arrive(gen)
          const [one] = shuffled(held(), dice)
          if (one && (dice.next().value as number) % 2 === 0) await hub.arrive(one, true)
        }
        for (let left = held(); left.length > 0; left = held()) await hub.arrive(left[0]!, true)
        const roster = sent.reduce((before: Roster, one) => fold(before, read(one).list).roster, Buffer.alloc(0))
        expect(Buffer.compare(hub.roster, roster)).toBe(0)
        expect(Object.keys(standingOf(hub, shuffled(hub.units, dice)))).toEqual(factsIn(roster, hub.head.head))
      }),
      { numRuns: 150 },
    )
  })

  describe('a late list on whose account a later one is held', () => {
    const person = (i: number, township = '太平镇') => ({
      '县（市、区）': '始兴县',
      '乡镇（街道）': township,
      姓名: NAMES[i]!,
      身份证号码: IDS[i]!,
      低保证号: '1',
    })
    const full = (...rows: ReturnType<typeof person>[]): Sent => ({ form: 'dibao-full', rows })
    const added = (...rows: ReturnType<typeof person>[]): Sent => ({ form: 'dibao-new', rows })

    test('brings back whom it had ended before anybody heard of them', async () => {
      const sent = [full(person(0)), added(person(1), person(2)), full(person(3))]
      const hub = new MemoryHub(sent, LIMITS)
      for (const gen of [3, 1, 2]) await hub.arrive(gen)
      expectSame(hub, await inOrder(sent))
    })

    test('brings them back as the latest list before it said', async () => {
      const sent = [full(person(0)), added(person(0, '马市镇')), added(person(1), person(2)), full(person(3))]
      const hub = new MemoryHub(sent, LIMITS)
      for (const gen of [1, 4, 2, 3]) await hub.arrive(gen)
      expectSame(hub, await inOrder(sent))
    })

    test('mends the numbers of one that is held already', async () => {
      const sent = [full(person(0), person(1), person(2)), added(person(3)), full(person(4))]
      const hub = new MemoryHub(sent, LIMITS)
      for (const gen of [1, 3, 2]) await hub.arrive(gen)
      expect(hub.uploads.get('u3')).toMatchObject({ state: 'held', wouldEnd: { active: 4, ended: 4 } })
    })
  })

  test('an identical list gives the shards nothing to do, a changed one only what has changed', async () => {
    const rows = fc.sample(listRow, { numRuns: 8, seed: 2 }).map((row) => ({ ...row, 性别: '男' }))
    const changed = rows.map((row, i) => (i === 0 ? { ...row, 联系电话: '13800000000' } : row))
    const hub = new MemoryHub(
      [rows, rows, changed].map((r) => ({ form: 'dibao-full', rows: r })),
      LIMITS,
    )
    await hub.arrive(1)
    const first = hub.units.length
    await hub.arrive(2)
    expect(hub.units).toHaveLength(first)
    await hub.arrive(3)
    expect(hub.units).toHaveLength(first + 1)
    expect(hub.linesOf(hub.units.at(-1)!)).toHaveLength(1)
  })

  test('overtaken: its sender is told where a later full list, not held, had said already who is listed', async () => {
    const rows = (...persons: number[]) =>
      persons.map((i) => ({
        '县（市、区）': '始兴县',
        '乡镇（街道）': '太平镇',
        姓名: NAMES[i]!,
        身份证号码: IDS[i]!,
        低保证号: '1',
      }))
    const told = async (first: Sent, second: Sent, order: readonly number[]) => {
      const hub = new MemoryHub([first, second], LIMITS)
      for (const gen of order) await hub.arrive(gen)
      return hub.uploads.get('u1')!.overtaken ?? false
    }
    const one: Sent = { form: 'dibao-full', rows: rows(0, 1) }
    const other: Sent = { form: 'dibao-full', rows: rows(1, 2) }
    expect(await told(one, other, [2, 1])).toBe(true)
    expect(await told(one, other, [1, 2])).toBe(false)
    expect(await told(one, { ...other, form: 'dibao-new' }, [2, 1])).toBe(false)
    expect(await told({ ...one, form: 'dibao-new' }, other, [2, 1])).toBe(false)
    expect(await told({ ...one, rows: rows(0, 1, 3, 4) }, { ...other, rows: rows(9) }, [2, 1])).toBe(false)
  })

  test('one that comes again changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, async ([sent, order]) => {
        const hub = await inOrder(sent)
        const { rev } = hub.head
        for (const gen of order) await hub.arrive(gen)
        expect(hub.head.rev).toBe(rev)
      }),
      { numRuns: 50 },
    )
  })
})
