import { describe, expect, test } from 'vitest'
import { keyAt, type Roster } from '../../../../formats/roster.ts'
import { RowText } from '../../../../formats/row-text.ts'
import { LISTING, REJECTION_FLAG, schemeOfSlot, slotOfScheme } from '../../../../formats/slots.ts'
import { carryOut } from '../../../../functions/intake/roster/carry-out.ts'
import { placeList } from '../../../../functions/intake/roster/place-list.ts'
import { inForce } from '../../../../rules/determination/determine.ts'
import { mergeList } from '../../../../rules/roster/merge-list.ts'
import { idNumber } from '../../../../samples/id-number.ts'
import { Scheme } from '../../../../schemas/codes.ts'
import type { FactsUnit } from '../../../../schemas/messages/to-match.ts'
import type { Head } from '../../../../schemas/records/head.ts'
import fc from '../../../fc.ts'
import { COUNTY, hash, LIMITS, MemoryHub, read, type Sent } from '../memory-hub.ts'

const IDS = Array.from({ length: 10 }, (_, i) => idNumber('440222', '1960-01-31', 2 * i + 1))
const NAMES = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸']

/** Rows of persons 0 to 9: mostly good, some with another township, some returned with or without a valid number. */
const listRow = fc
  .tuple(
    fc.nat(9),
    fc.constantFrom('太平镇', '太平镇', '马市镇'),
    fc.constantFrom('', '', '', '', '', '', '', 'sex', 'id', 'other'),
  )
  .map(([i, township, fault]) => ({
    '县（市、区）': '始兴县',
    '乡镇（街道）': township,
    姓名: NAMES[i]!,
    身份证号码: fault === 'id' ? '4402' : IDS[fault === 'other' ? (i + 5) % 10 : i]!,
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
    period: fc.constantFrom('2018-04', '2018-05', '2018-05', '2018-06'),
    doubts: fc.constantFrom<NonNullable<Sent['doubts']>>([], [], [], [], ['no-line-end'], ['mode-contradicted']),
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
  for (const [key, person] of hub.persons(units)) {
    for (const [of, fact] of Object.entries(person.lists)) {
      const row = inForce(fact)
      if (row) said.push([`${key} lists.${of}`, row])
    }
    for (const [of, row] of Object.entries(person.register)) said.push([`${key} register.${of}`, row])
    for (const county of person.rejectionFlags) said.push([`${key} rejectionFlags.${county}`, {}])
  }
  return Object.fromEntries(said.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The facts that a roster names, to be compared with the persons'. */
function factsIn(roster: Roster, head: string): string[] {
  return Array.from({ length: roster.length / 32 }, (_, i) => {
    const { person, slot } = keyAt(roster, i * 32)
    if (slot === LISTING) return `${person} lists.${head}`
    return slot === REJECTION_FLAG
      ? `${person} rejectionFlags.${COUNTY}`
      : `${person} register.${COUNTY}#${schemeOfSlot(slot)}`
  }).sort()
}

/** What each upload's sender and second person see. */
const toldOf = (hub: MemoryHub) =>
  [...hub.uploads.values()].map(({ id, state, wouldEnd, heldFor, effect }) => ({
    id,
    state,
    wouldEnd,
    heldFor,
    effect,
  }))
const heldIn = (hub: MemoryHub) => hub.head.lists.filter(({ held }) => held).map(({ upload }) => upload)

/**
 * The roster is the fold of its lists, in their order and as each of them stands; the receipts say what each does, and
 * the persons have what the roster names. Who waits or was confirmed does so because of what somebody saw; nobody else
 * is passed over.
 */
function expectFold(hub: MemoryHub, units?: readonly FactsUnit[]): void {
  expect(hub.head.pending).toBeUndefined()
  let roster: Roster = Buffer.alloc(0)
  for (const { sequence, held, confirmed } of hub.head.lists) {
    const stand = confirmed ? 'confirmed' : held ? 'held' : 'judged'
    const result = mergeList(roster, read(hub.sent[sequence - 1]!).list, LIMITS, stand, 99)
    const { began, kept, ending, protected: spared } = result
    expect(result.held).toBe(held)
    expect(hub.upload(sequence)).toMatchObject({
      state: held ? 'held' : 'accepted',
      effect: { began, kept, ended: held ? 0 : ending, protected: spared },
    })
    if (hub.upload(sequence).form !== 'dibao-new')
      expect(hub.upload(sequence).wouldEnd).toEqual({ active: result.active, ended: ending })
    expect(hub.named(sequence).ended).toEqual(result.who.ended)
    if (held) expect(hub.upload(sequence).heldFor).not.toEqual([])
    roster = result.roster
  }
  expect(Buffer.compare(hub.roster, roster)).toBe(0)
  expect(Object.keys(standingOf(hub, units))).toEqual(factsIn(roster, hub.head.head))
  expectRows(hub, units)
  expectTold(hub)
}

/** The last letter about each list is right about whether it is in force, and whom it ends or keeps. */
function expectTold(hub: MemoryHub): void {
  for (const [i, { sequence, held }] of hub.head.lists.entries()) {
    const [now, told] = [hub.upload(sequence), hub.toldOf(sequence)]
    expect(told).toMatchObject({ state: now.state })
    const later = hub.head.lists.slice(i + 1).some((l) => l.mode === 'full' && !l.held)
    if (now.overtaken) expect(later).toBe(true)
    if (held) continue
    const said = (upload = now) => {
      const { ended, protected: kept } = hub.named(sequence, upload)
      return { ended, kept, overtaken: upload.overtaken ?? false }
    }
    expect(said(told)).toEqual(said())
  }
}

/** The same, where the first lists are forgotten: the roster itself says who is on it. */
function expectFoldOfRows(hub: MemoryHub): void {
  expect(Object.keys(standingOf(hub))).toEqual(factsIn(hub.roster, hub.head.head))
  expectRows(hub)
}

/** The row that stands of each person is the one that the roster knows by its digest. */
function expectRows(hub: MemoryHub, units?: readonly FactsUnit[]): void {
  const text = new RowText()
  const said = new Map<string, string>()
  for (const [key, person] of hub.persons(units)) {
    const add = (slot: number, row: Uint8Array | undefined) => {
      if (!row) return
      const digest = Buffer.alloc(8)
      hash.digest(row, digest, 0)
      said.set(`${key}.${slot}`, digest.toString('hex'))
    }
    for (const fact of Object.values(person.lists)) {
      const row = inForce(fact)
      add(LISTING, row && Buffer.from(text.listing(row)))
    }
    for (const [of, row] of Object.entries(person.register))
      add(slotOfScheme(Scheme.parse(of.split('#')[1])), Buffer.from(text.register(row)))
  }
  for (let at = 0; at < hub.roster.length; at += 32) {
    const { person, slot } = keyAt(hub.roster, at)
    if (slot !== REJECTION_FLAG)
      expect(said.get(`${person}.${slot}`)).toBe(hub.roster.toString('hex', at + 16, at + 24))
  }
}

async function inOrder(sent: readonly Sent[]): Promise<MemoryHub> {
  const hub = new MemoryHub(sent)
  for (let sequence = 1; sequence <= sent.length; sequence++) await hub.arrive(sequence)
  return hub
}

function expectSame(hub: MemoryHub, expected: MemoryHub, units?: readonly FactsUnit[]): void {
  expect(hub.head.pending).toBeUndefined()
  expect(Buffer.compare(hub.roster, expected.roster)).toBe(0)
  expect(toldOf(hub)).toEqual(toldOf(expected))
  expect(standingOf(hub, units)).toEqual(standingOf(expected))
}

function shuffled<T>(items: readonly T[], stream: fc.Stream<number>): T[] {
  const numbered = items.map((item) => [stream.next().value as number, item] as const)
  return numbered.sort(([a], [b]) => a - b).map(([, item]) => item)
}

describe('lists of one roster (docs/rules.md#listings)', () => {
  test('in their order: the roster is what they merge into, and the persons have what it names', async () => {
    await fc.assert(
      fc.asyncProperty(lists, async (sent) => {
        const hub = await inOrder(sent)
        expectFold(hub)
        for (const { upload, version, shard } of hub.units)
          expect(hub.uploads.get(upload)!.units).toContain(`${version}.${shard}`)
      }),
      { numRuns: 100 },
    )
  })

  test('the one asked for later is the later one, whatever arrives first, and whenever its units do', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, async ([sent, order, dice]) => {
        const hub = new MemoryHub(sent)
        for (const sequence of order) await hub.arrive(sequence)
        const units = shuffled([...hub.units, ...hub.units], dice)
        expectFold(hub, units)
        // What was held because a list was not there yet stays held: all else is as in their order.
        const expected = await inOrder(sent)
        if (heldIn(hub).join() === heldIn(expected).join()) expectSame(hub, expected, units)
      }),
      { numRuns: 300 },
    )
  })

  test('all at once converge to the same', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, fc.scheduler(), async ([sent, order, dice], scheduler) => {
        const hub = new MemoryHub(sent, () => scheduler.schedule(Promise.resolve()))
        const all = Promise.all(order.map((sequence) => hub.arrive(sequence)))
        await scheduler.waitFor(all)
        expectFold(hub, shuffled(hub.units, dice))
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
      const hub = new MemoryHub(sent)
      hub.listed = listed
      for (const sequence of [2, 1]) await hub.arrive(sequence)
      expect([...hub.runs]).toEqual(listed ? ['register-u2'] : [])
    }
  })

  test('confirmed, taken out and put in, in any order: the roster is what the rest merges into', async () => {
    const acts = fc.array(fc.tuple(fc.constantFrom('confirm', 'withdraw'), fc.nat()), { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(arrivals, acts, async ([sent, order, dice], acting) => {
        const hub = new MemoryHub(sent)
        const left = [...order]
        while (left.length > 0 || acting.length > 0) {
          const next = (dice.next().value as number) % 2 === 0 ? left.shift() : undefined
          if (next) await hub.arrive(next)
          const [act, n] = acting.shift() ?? []
          const there = hub.head.lists
          if (!act || there.length === 0) continue
          const { sequence, held, mode } = there[n! % there.length]!
          const before = hub.head.version
          if (act === 'withdraw') await hub.withdraw(sequence)
          else if (held) {
            await hub.confirm(sequence)
            const isLatest = mode === 'new' || !there.some((l) => l.mode === 'full' && l.sequence > sequence)
            expect(hub.head.version > before).toBe(isLatest)
          }
        }
        expectFold(hub, shuffled(hub.units, dice))
      }),
      { numRuns: 300 },
    )
  })

  test('taken out, a list is as if it had not been sent', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, async ([sent, order, dice]) => {
        const out = order[0]!
        const hub = new MemoryHub(sent)
        for (const sequence of order) await hub.arrive(sequence)
        expect(await hub.withdraw(out)).toBe('done')
        expect(hub.upload(out).state).toBe('withdrawn')
        const without = new MemoryHub(sent)
        for (const sequence of order.toSorted((a, b) => a - b)) if (sequence !== out) await without.arrive(sequence)
        const units = shuffled(hub.units, dice)
        expectFold(hub, units)
        if (heldIn(hub).join() !== heldIn(without).join()) return
        expect(Buffer.compare(hub.roster, without.roster)).toBe(0)
        expect(standingOf(hub, units)).toEqual(standingOf(without))
        const others = (of: MemoryHub) => toldOf(of).filter(({ id }) => id !== `u${out}`)
        expect(others(hub)).toEqual(others(without))
        // Its file, put once more, brings nothing back.
        await hub.arrive(out)
        expect(hub.upload(out).state).toBe('withdrawn')
        expect(hub.head.lists.map(({ sequence }) => sequence)).not.toContain(out)
      }),
      { numRuns: 300 },
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
      const hub = new MemoryHub(sent)
      for (const sequence of [3, 1, 2]) await hub.arrive(sequence)
      expectSame(hub, await inOrder(sent))
    })

    test('brings them back as the latest list before it said', async () => {
      const sent = [full(person(0)), added(person(0, '马市镇')), added(person(1), person(2)), full(person(3))]
      const hub = new MemoryHub(sent)
      for (const sequence of [1, 4, 2, 3]) await hub.arrive(sequence)
      expectSame(hub, await inOrder(sent))
    })

    test('mends the numbers of one that is held already', async () => {
      const sent = [full(person(0), person(1), person(2)), added(person(3)), full(person(4))]
      const hub = new MemoryHub(sent)
      for (const sequence of [1, 3, 2]) await hub.arrive(sequence)
      expect(hub.uploads.get('u3')).toMatchObject({ state: 'held', wouldEnd: { active: 4, ended: 4 } })
    })
  })

  describe('what came before', () => {
    const row = (i: number) => ({
      '县（市、区）': '始兴县',
      '乡镇（街道）': '太平镇',
      姓名: NAMES[i]!,
      身份证号码: IDS[i]!,
      低保证号: '1',
    })
    const all = (...numbers: number[]): Sent => ({ form: 'dibao-full', rows: numbers.map(row) })
    const added = (...numbers: number[]): Sent => ({ form: 'dibao-new', rows: numbers.map(row) })
    const arriveAll = async (hub: MemoryHub, from = 1) => {
      for (let sequence = from; sequence <= hub.sent.length; sequence++) await hub.arrive(sequence)
    }

    test('a held list stays held when another one that held it back is confirmed or taken out', async () => {
      const hub = new MemoryHub([all(0, 1, 2, 3, 4, 5, 6), added(7, 8, 9), all(0, 1, 2, 3, 4, 5), added(6)])
      for (const sequence of [1, 2, 3]) await hub.arrive(sequence)
      expect(hub.upload(3).state).toBe('held')
      await hub.withdraw(2)
      // It would end one of seven now: nobody has said that it may.
      expect(hub.upload(3)).toMatchObject({ state: 'held', wouldEnd: { active: 7, ended: 1 } })
      expect(hub.upload(3).heldFor).toEqual(['many-ended'])
      expectFold(hub)
      await hub.confirm(3)
      expect(hub.upload(3)).toMatchObject({ state: 'accepted', effect: { ended: 1 } })
    })

    test('of two held lists the older cannot be confirmed, and the newer stands as it did', async () => {
      const hub = new MemoryHub([all(0, 1, 2, 3, 4, 5, 6), all(0, 1), all(0, 1)])
      await arriveAll(hub)
      await hub.confirm(2)
      expect([2, 3].map((sequence) => hub.upload(sequence).state)).toEqual(['held', 'held'])
      expect(hub.upload(2)).not.toHaveProperty('confirmedBy')
      expect(hub.roster).toHaveLength(7 * 32)
    })

    test('what was confirmed is what was seen', async () => {
      const hub = new MemoryHub([all(0, 1, 2, 3, 4, 5, 6), added(7), all(0, 1)])
      await hub.arrive(1)
      await hub.arrive(3)
      const seen = hub.upload(3).endingsKey!
      await hub.arrive(2)
      await hub.confirm(3, seen)
      expect(hub.upload(3).state).toBe('held')
      await hub.confirm(3)
      expect(hub.upload(3)).toMatchObject({ state: 'accepted', effect: { ended: 6 } })
    })

    test('whoever carries out late what was pending changes nothing of what came after it', async () => {
      const hub = new MemoryHub([all(0, 1, 2, 3, 4, 5, 6), all(0, 1)])
      await hub.arrive(1)
      let stale: Head | undefined
      const deps = hub.deps()
      const heads = {
        ...deps.heads,
        clear: async (...of: Parameters<typeof deps.heads.clear>) => {
          stale = structuredClone(hub.head)
          await deps.heads.clear(...of)
        },
      }
      await placeList({ ...deps, heads }, { upload: hub.upload(2), act: 'place', read: read(hub.sent[1]!) })
      expect([stale?.pending?.states[0]?.state, hub.upload(2).state]).toEqual(['held', 'held'])
      await hub.confirm(2)
      await carryOut(hub.deps(), stale!)
      expect(hub.upload(2).state).toBe('accepted')
      expectFold(hub)
    })

    test('a held list is confirmed after 40 others, and one taken out brings back rows that are long forgotten', async () => {
      const many = Array.from({ length: 40 }, () => added(8))
      const hub = new MemoryHub([all(0, 1, 2, 3, 4, 5, 6), all(0, 1), ...many])
      await arriveAll(hub)
      await hub.confirm(2)
      expect(hub.upload(2).state).toBe('accepted')
      await hub.arrive(hub.sent.length)
      expectFoldOfRows(hub)
    })

    test('what is older than all that is remembered is left alone, and its sender is told so', async () => {
      const moved: Sent = { form: 'dibao-new', rows: [{ ...row(0), '乡镇（街道）': '马市镇' }] }
      const hub = new MemoryHub([added(9), all(0, 1, 2), ...Array.from({ length: 40 }, () => added(8)), moved])
      for (let sequence = 2; sequence < hub.sent.length; sequence++) await hub.arrive(sequence)
      const { version } = hub.head
      expect(await hub.arrive(1)).toBe('forgotten')
      expect(await hub.withdraw(2)).toBe('forgotten')
      expect(hub.head.version).toBe(version)
      // The row that a list said which is forgotten by now stands again.
      await hub.arrive(hub.sent.length)
      await hub.withdraw(hub.sent.length)
      expectFoldOfRows(hub)
    })

    test.each(['dibao-new', 'register'] as const)(
      'of rosters of %s those are kept that are read again',
      async (form) => {
        const paid = (i: number) => ({
          姓名: NAMES[i]!,
          身份证号码: IDS[i]!,
          险种: '城乡居民',
          参保状态: '正常参保',
          参保县: '始兴县',
        })
        const rows = (i: number) => [form === 'register' ? paid(i % 3) : row(8)]
        const sent = Array.from({ length: 60 }, (_, i): Sent => ({ form, rows: rows(i) }))
        const hub = new MemoryHub(sent)
        const kept = () => [...hub.objects.keys()].filter((key) => key.startsWith(`rosters/${COUNTY}/`)).sort()
        const named = ({ roster, lists, left = [], pending }: Head) => [
          ...new Set(
            [roster, pending?.before, ...lists.map(({ before }) => before), ...left].flatMap((key) => key ?? []),
          ),
        ]
        const withTables = (keys: string[]) =>
          keys.flatMap((key) => (form === 'register' ? [key, `${key}.names`, `${key}.rows`] : key))
        // One dies before it has deleted anything, one when it has deleted and not yet said so.
        const { outbox, heads } = hub.deps()
        const dies = (): never => {
          throw new Error('dead')
        }
        let deaths = 0
        for (let sequence = 1; sequence <= sent.length; sequence++) {
          const placing = { upload: hub.upload(sequence), act: 'place' as const, read: read(sent[sequence - 1]!) }
          const dying = [
            { ...hub.deps(), outbox: { ...outbox, remove: dies } },
            { ...hub.deps(), heads: { ...heads, clear: dies } },
          ]
          if (sequence % 5 === 4) await placeList(dying[sequence % 2]!, placing).catch(() => deaths++)
          expect(withTables(named(hub.head)).filter((key) => !hub.objects.has(key))).toEqual([])
          await hub.arrive(sequence)
          expect(kept()).toEqual(withTables(named(hub.head)).sort())
        }
        expect(deaths).toBeGreaterThan(6)
        expect(kept().length).toBeLessThan(form === 'register' ? 120 : 40)
        // The earliest that is remembered can still be taken out.
        await hub.withdraw(31)
        expect(withTables(named(hub.head)).filter((key) => !hub.objects.has(key))).toEqual([])
      },
    )

    test('a head that others move again and again ends as a fault, to be tried later', async () => {
      const hub = new MemoryHub([all(0)])
      const deps = hub.deps()
      let tries = 0
      const heads = { ...deps.heads, advance: async () => ++tries < 0 }
      const placing = { upload: hub.upload(1), act: 'place' as const, read: read(hub.sent[0]!) }
      await expect(placeList({ ...deps, heads }, placing)).rejects.toThrow('moved by others')
      expect(tries).toBe(20)
    })

    test('each list is read and judged as its own policy has it', async () => {
      const hub = new MemoryHub([all(0, 1, 2, 3, 4, 5, 6), all(0, 1, 2, 3, 4), added(9)])
      const deps = hub.deps()
      const strict = { percent: 0, persons: 0 }
      const readPlaced = async (division: string, id: string) => ({
        ...(await deps.readPlaced(division, id)),
        limits: strict,
      })
      for (const sequence of [1, 2]) await hub.arrive(sequence)
      expect(hub.upload(2).state).toBe('accepted')
      // Only what lies behind the list that comes is judged again, by what is known of each of those.
      await placeList({ ...deps, readPlaced }, { upload: hub.upload(3), act: 'place', read: read(hub.sent[2]!) })
      expect(hub.upload(2).state).toBe('accepted')
      hub.uploads.set('u1', { ...hub.upload(1), withdrawn: { by: '甲', at: '2018-06-07T00:00:00Z', sentBack: false } })
      await placeList({ ...deps, readPlaced }, { upload: hub.upload(1), act: 'withdraw' })
      expect(hub.upload(2)).toMatchObject({ state: 'accepted', effect: { began: 5, ended: 0 } })
    })
  })

  test('an identical list gives the shards nothing to do, a changed one only what has changed', async () => {
    const rows = fc.sample(listRow, { numRuns: 8, seed: 2 }).map((row) => ({ ...row, 性别: '男' }))
    const changed = rows.map((row, i) => (i === 0 ? { ...row, 联系电话: '13800000000' } : row))
    const hub = new MemoryHub([rows, rows, changed].map((r) => ({ form: 'dibao-full', rows: r })))
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
      const hub = new MemoryHub([first, second])
      for (const sequence of order) await hub.arrive(sequence)
      return hub.uploads.get('u1')!.overtaken ?? false
    }
    const one: Sent = { form: 'dibao-full', rows: rows(0, 1) }
    const other: Sent = { form: 'dibao-full', rows: rows(1, 2) }
    expect(await told(one, other, [2, 1])).toBe(true)
    expect(await told(one, other, [1, 2])).toBe(false)
    expect(await told(one, { ...other, form: 'dibao-new' }, [2, 1])).toBe(false)
    expect(await told({ ...one, form: 'dibao-new' }, other, [2, 1])).toBe(true)
    expect(await told({ form: 'dibao-new', rows: rows(1) }, other, [2, 1])).toBe(false)
    expect(await told({ ...one, rows: rows(0, 1, 3, 4) }, { ...other, rows: rows(9) }, [2, 1])).toBe(false)
  })

  describe('told again', () => {
    const rows = (...persons: number[]) =>
      persons.map((i) => ({
        '县（市、区）': '始兴县',
        '乡镇（街道）': '太平镇',
        姓名: NAMES[i]!,
        身份证号码: IDS[i]!,
        低保证号: '1',
      }))
    const full = (...persons: number[]): Sent => ({ form: 'dibao-full', rows: rows(...persons) })
    const added = (...persons: number[]): Sent => ({ form: 'dibao-new', rows: rows(...persons) })
    const letters = (hub: MemoryHub, sequence: number) =>
      [...hub.letters.values()].flatMap(({ id, state, notified, effect, overtaken }) =>
        id === `u${sequence}` ? [{ state, change: notified?.isChange ?? false, ended: effect?.ended, overtaken }] : [],
      )

    test('whom a list ends, since one before it came late; that only more or fewer began is not', async () => {
      const hub = new MemoryHub([full(0, 1, 2), added(3), full(0, 1, 2, 4)])
      for (const sequence of [1, 3, 2, 3, 2]) await hub.arrive(sequence)
      expect(letters(hub, 3)).toEqual([
        { state: 'accepted', change: false, ended: 0 },
        { state: 'accepted', change: true, ended: 1 },
      ])
      const other = new MemoryHub([full(0, 1, 2), added(4), full(0, 1, 2, 4)])
      for (const sequence of [1, 3, 2]) await other.arrive(sequence)
      expect(letters(other, 3)).toEqual([{ state: 'accepted', change: false, ended: 0 }])
      expect(letters(other, 1)).toHaveLength(1)
    })

    test('a list that was overtaken, when what overtook it is taken back', async () => {
      const hub = new MemoryHub([full(0, 1, 2), full(0, 1, 3)])
      for (const sequence of [2, 1]) await hub.arrive(sequence)
      await hub.withdraw(2)
      expect(letters(hub, 1)).toEqual([
        { state: 'accepted', change: false, ended: 0, overtaken: true },
        { state: 'accepted', change: true, ended: 0, overtaken: false },
      ])
      expect(letters(hub, 2).map(({ state }) => state)).toEqual(['accepted', 'accepted', 'withdrawn'])
      expect(hub.head.lists).toHaveLength(1)
    })

    test('a state that comes back is told again', async () => {
      const hub = new MemoryHub([added(0, 1, 2, 3), full(4)])
      for (const sequence of [2, 1]) await hub.arrive(sequence)
      await hub.confirm(2)
      expect(letters(hub, 2).map(({ state }) => state)).toEqual(['accepted', 'held', 'accepted'])
    })
  })

  test('one that comes again changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(arrivals, async ([sent, order]) => {
        const hub = await inOrder(sent)
        const { version } = hub.head
        for (const sequence of order) await hub.arrive(sequence)
        expect(hub.head.version).toBe(version)
      }),
      { numRuns: 50 },
    )
  })
})
