import { describe, expect, test } from 'vitest'
import fc, { runs } from '../../../fc.ts'
import { MemoryHub, type Sent } from '../memory-hub.ts'
import {
  arrivals,
  expectFold,
  expectSame,
  heldIn,
  IDS,
  inOrder,
  lists,
  NAMES,
  registerRow,
  shuffled,
  standingOf,
  toldOf,
} from './placing.ts'

describe('lists of one roster (docs/rules.md#listings)', () => {
  test('in their order: the roster is what they merge into, and the persons have what it names', async () => {
    await fc.assert(
      fc.asyncProperty(lists, async (sent) => {
        const hub = await inOrder(sent)
        expectFold(hub)
        for (const { upload, version, shard } of hub.units)
          expect(hub.uploads.get(upload)!.units).toContain(`${version}.${shard}`)
      }),
      { numRuns: runs(100) },
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
      { numRuns: runs(300, 6) },
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
      { numRuns: runs(100) },
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
      { numRuns: runs(300, 6) },
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
      { numRuns: runs(300, 6) },
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
})
