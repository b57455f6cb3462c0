import { describe, expect, test } from 'vitest'
import { carryOut } from '../../../../functions/intake/roster/carry-out.ts'
import { placeList } from '../../../../functions/intake/roster/place-list.ts'
import type { Head } from '../../../../schemas/records/head.ts'
import { signature } from '../../../signature.ts'
import { MemoryHub, read, type Sent } from '../memory-hub.ts'
import { expectFold, expectFoldOfRows, IDS, NAMES } from './placing.ts'

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

  test.each(['dibao-new', 'register'] as const)('of rosters of %s those are kept that are read again', async (form) => {
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
    // One dies before it has deleted anything, one when it has deleted and not yet said so, one between its roster and its move.
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
        { ...hub.deps(), heads: { ...heads, advance: dies } },
      ]
      if (sequence % 5 === 4) await placeList(dying[sequence % 3]!, placing).catch(() => deaths++)
      expect(hub.namedRosters.filter((key) => !hub.objects.has(key))).toEqual([])
      await hub.arrive(sequence)
      expect(hub.keptRosters).toEqual(hub.namedRosters)
    }
    expect(deaths).toBeGreaterThan(6)
    expect(hub.keptRosters.length).toBeLessThan(form === 'register' ? 120 : 40)
    // The earliest that is remembered can still be taken out.
    await hub.withdraw(31)
    expect(hub.namedRosters.filter((key) => !hub.objects.has(key))).toEqual([])
  })

  test('a head that others move again and again ends as a fault, to be tried later', async () => {
    const hub = new MemoryHub([all(0)])
    const deps = hub.deps()
    let tries = 0
    const heads = { ...deps.heads, advance: async () => ++tries < 0 }
    const placing = { upload: hub.upload(1), act: 'place' as const, read: read(hub.sent[0]!) }
    await expect(placeList({ ...deps, heads }, placing)).rejects.toMatchObject({ code: 'moved-by-others' })
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
    hub.uploads.set('u1', {
      ...hub.upload(1),
      withdrawn: { by: signature('甲'), at: '2018-06-07T00:00:00Z', sentBack: false },
    })
    await placeList({ ...deps, readPlaced }, { upload: hub.upload(1), act: 'withdraw' })
    expect(hub.upload(2)).toMatchObject({ state: 'accepted', effect: { began: 5, ended: 0 } })
  })
})
