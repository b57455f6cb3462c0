/** What attempts leave that died or came too late, and what nobody may take away. */
import { describe, expect, test } from 'vitest'
import { placeList } from '../../../../functions/intake/roster/place-list.ts'
import fc from '../../../fc.ts'
import { COUNTY, MemoryHub, read, type Sent } from '../memory-hub.ts'
import { IDS, listRow, NAMES, registerRow } from './placing.ts'

const listsOf = (form: Sent['form'], count: number): Sent[] => {
  const [row] = fc.sample<Record<string, string>>(form === 'register' ? registerRow : listRow, {
    numRuns: 1,
    seed: 1,
  })
  const rows = [0, 1, 2].map((i) => ({ ...row, 姓名: NAMES[i] ?? '', 身份证号码: IDS[i] ?? '' }))
  return Array.from({ length: count }, () => ({ form, rows }))
}

describe.each(['dibao-full', 'register'] as const)('rosters of %s', (form) => {
  test('that a late loser wrote before it died are gone when the next list is placed', async () => {
    const hub = new MemoryHub(listsOf(form, 3))
    await hub.arrive(1)
    const before = structuredClone(hub.head)
    await hub.arrive(2)
    const deps = hub.deps()
    const dying = {
      ...deps.heads,
      get: async () => before,
      advance: async () => {
        throw new Error('died')
      },
    }
    const placing = { upload: hub.upload(3), act: 'place', read: read(hub.sent[2]!) } as const
    await expect(placeList({ ...deps, heads: dying }, placing)).rejects.toThrow('died')
    expect(hub.keptRosters.length).toBeGreaterThan(hub.namedRosters.length)
    await hub.arrive(3)
    expect(hub.keptRosters).toEqual(hub.namedRosters)
  })

  test('that somebody still writes, or that are of another list, stay', async () => {
    const hub = new MemoryHub(listsOf(form, 2))
    await hub.arrive(1)
    const [, list] = hub.head.head.split('#')
    const others = [`rosters/${COUNTY}/${list}/3-under-way`, `rosters/${COUNTY}/${list}2/1-other`]
    for (const key of others) hub.objects.set(key, Buffer.alloc(0))
    await hub.arrive(2)
    expect(hub.keptRosters).toEqual([...hub.namedRosters, ...others].sort())
  })

  test('that a reader of the head before goes by stay for a while, however many are made anew', async () => {
    const hub = new MemoryHub(listsOf(form, 20))
    for (let sequence = 2; sequence <= 20; sequence++) await hub.arrive(sequence)
    const { roster } = hub.head
    await hub.arrive(1)
    expect(hub.keptRosters).toContain(roster)
    expect(hub.keptRosters).toEqual(hub.namedRosters)
  })
})
