import { describe, expect, test } from 'vitest'
import fc from '../../../fc.ts'
import { MemoryHub, type Sent } from '../memory-hub.ts'
import { arrivals, IDS, inOrder, listRow, NAMES } from './placing.ts'

describe('who is told of what (docs/rules.md#listings)', () => {
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
