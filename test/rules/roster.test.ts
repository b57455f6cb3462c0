import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { viewOf } from '../../rules/entries.ts'
import { diff, fold, keyAt, merge, shardOf } from '../../rules/roster.ts'
import {
  type Entry,
  listOf,
  type Model,
  type ModelList,
  model,
  modelList,
  modelOf,
  personHex,
  rosterOf,
} from './rosters.ts'

const LIMITS = { percent: 20, persons: 10 }
const sorted = (m: Model) => new Map([...m].sort(([a], [b]) => (a < b ? -1 : 1)))
const personOf = (key: string) => Number(key.split('.')[0])

/** RULES section 3, "Listings", word by word. */
function naive(before: Model, list: ModelList, limits?: { percent: number; persons: number }) {
  const ended = [...before].filter(
    ([key, { name }]) =>
      list.mode === 'full' &&
      !list.entries.has(key) &&
      !list.guardPersons.has(personOf(key)) &&
      !list.guardNames.has(name),
  )
  const held =
    limits !== undefined && ended.length / before.size > limits.percent / 100 && ended.length > limits.persons
  const after = new Map([...before, ...list.entries])
  if (!held) for (const [key] of ended) after.delete(key)
  return { roster: sorted(after), active: before.size, wouldEnd: ended.length, held }
}

const people = (n: number, from = 0): Model =>
  new Map(Array.from({ length: n }, (_, i) => [`${from + i}.0`, { row: 1, name: from + i }]))
const full = (entries: Model, guard: Partial<ModelList> = {}): ModelList => ({
  mode: 'full',
  entries,
  guardPersons: new Set(),
  guardNames: new Set(),
  ...guard,
})
const foldModel = (before: Model, list: ModelList, limits?: typeof LIMITS) => {
  const result = fold(rosterOf(before), listOf(list), limits)
  return { ...result, roster: modelOf(result.roster) }
}

describe('lists (RULES section 3, "Listings")', () => {
  test('new adds, and replaces name and township of whom it repeats', () => {
    const before = people(3)
    const list: ModelList = {
      ...full(
        new Map([
          ['2.0', { row: 9, name: 9 }],
          ['7.0', { row: 1, name: 7 }],
        ]),
      ),
      mode: 'new',
    }
    const after = foldModel(before, list, LIMITS)
    expect(after).toEqual({ roster: new Map([...before, ...list.entries]), active: 3, wouldEnd: 0, held: false })
  })

  test('full ends who is not on it', () => {
    const after = foldModel(people(3), full(people(1)), LIMITS)
    expect(after).toEqual({ roster: people(1), active: 3, wouldEnd: 2, held: false })
  })

  test('full never ends whose ID number stands in a returned row, and keeps what was said of them', () => {
    const after = foldModel(people(3), full(people(1), { guardPersons: new Set([1]) }))
    expect(after).toMatchObject({ roster: people(2), wouldEnd: 1 })
  })

  test('full never ends whose name stands in a returned row without a valid ID number', () => {
    const after = foldModel(people(3), full(people(1), { guardNames: new Set([2]) }))
    expect([...after.roster.keys()]).toEqual(['0.0', '2.0'])
  })

  test('a returned row begins nobody', () => {
    const after = foldModel(people(1), full(people(1), { guardPersons: new Set([8]), guardNames: new Set([9]) }))
    expect(after.roster).toEqual(people(1))
  })

  test('a full list of returned rows only ends whoever stands in none of them', () => {
    const after = foldModel(people(3), full(new Map(), { guardPersons: new Set([1]) }), LIMITS)
    expect([...after.roster.keys()]).toEqual(['1.0'])
  })

  test('a register ends the schemes that are not in it, and a returned person keeps them, by scheme', () => {
    const said = (...keys: string[]) => new Map<string, Entry>(keys.map((key) => [key, { row: 1, name: 1 }]))
    const before = said('1.1', '1.2', '2.1', '2.2')
    const next = new Map([...said('1.3'), ['1.1', { row: 5, name: 1 }] as const])
    const after = foldModel(before, full(next, { guardPersons: new Set([1]) }))
    expect(after.roster).toEqual(new Map([['1.1', { row: 5, name: 1 }], ...said('1.2', '1.3')]))
  })
})

describe('held: more than 20 % of those active before, and more than 10', () => {
  const ending = (active: number, ended: number, limits?: typeof LIMITS) =>
    foldModel(people(active), full(people(active - ended)), limits)

  test.each([
    [50, 10, false],
    [50, 11, true],
    [10, 10, false],
    [11, 11, true],
    [55, 11, false],
    [54, 11, true],
    [100, 20, false],
    [100, 21, true],
    [12, 0, false],
  ])('of %d active, %d would end: held is %s', (active, ended, held) => {
    const result = ending(active, ended, LIMITS)
    expect(result).toMatchObject({ active, wouldEnd: ended, held })
    expect(result.roster).toEqual(sorted(people(held ? active : active - ended)))
  })

  test('without limits (a register, a confirmed list) it ends whom it ends', () => {
    expect(ending(54, 11)).toMatchObject({ held: false, roster: sorted(people(43)) })
  })

  test('its persons are added all the same, names and townships replaced', () => {
    const news: Model = new Map([
      ['0.0', { row: 9, name: 9 }],
      ['200.0', { row: 1, name: 200 }],
    ])
    const result = foldModel(people(40), full(news), LIMITS)
    expect(result).toMatchObject({ active: 40, wouldEnd: 39, held: true })
    expect(result.roster).toEqual(sorted(new Map([...people(40), ...news])))
  })

  test('who is protected would not end', () => {
    const guard = { guardPersons: new Set([10]), guardNames: new Set([11]) }
    expect(foldModel(people(22), full(people(10), guard), LIMITS)).toMatchObject({ wouldEnd: 10, held: false })
  })

  test('the limits are policy', () => {
    const limits = { percent: 50, persons: 2 }
    expect(ending(6, 3, limits)).toMatchObject({ held: false })
    expect(ending(5, 3, limits)).toMatchObject({ held: true })
    expect(ending(3, 2, limits)).toMatchObject({ held: false })
  })
})

describe('properties', () => {
  const slots = fc.constantFrom([0], [1, 2, 3, 255])
  const both = slots.chain((s) => fc.tuple(model(s), modelList(s)))

  test('fold is what the sentences say', () => {
    const limits = fc.option(fc.record({ percent: fc.nat(60), persons: fc.nat(12) }), { nil: undefined })
    fc.assert(
      fc.property(both, limits, ([before, list], l) => {
        expect(foldModel(before, list, l)).toEqual(naive(before, list, l))
      }),
      { numRuns: 1000 },
    )
  })

  test('a list folded twice is a list folded once', () => {
    fc.assert(
      fc.property(both, ([before, list]) => {
        const once = fold(rosterOf(before), listOf(list)).roster
        expect(Buffer.compare(fold(once, listOf(list)).roster, once)).toBe(0)
      }),
    )
  })

  test('diff names each key that is new or says something else, and each that is gone', () => {
    fc.assert(
      fc.property(
        slots.chain((s) => fc.tuple(model(s), model(s))),
        ([a, b]) => {
          const [before, after] = [rosterOf(a), rosterOf(b)]
          const [set, gone]: [string[], string[]] = [[], []]
          const name = (roster: Uint8Array, at: number) => `${roster[at]}.${keyAt(roster, at).slot}`
          diff(
            before,
            after,
            (at) => set.push(name(after, at)),
            (at) => gone.push(name(before, at)),
          )
          // The name is a part of the row: no row digest stays when it changes.
          const differs = ([key, entry]: [string, Entry]) => a.get(key)?.row !== entry.row
          expect(set.sort()).toEqual(
            [...b]
              .filter(differs)
              .map(([key]) => key)
              .sort(),
          )
          expect(gone.sort()).toEqual([...a.keys()].filter((key) => !b.has(key)).sort())
        },
      ),
      { numRuns: 500 },
    )
  })

  test('merge visits every key of both once, in order, where each stands', () => {
    fc.assert(
      fc.property(model([0, 1]), model([0, 1]), (a, b) => {
        const [left, right] = [rosterOf(a), rosterOf(b)]
        const visited: string[] = []
        merge(left, right, (i, j) => {
          const at = i < 0 ? keyAt(right, j) : keyAt(left, i)
          if (i >= 0 && j >= 0) expect(keyAt(right, j)).toEqual(at)
          visited.push(`${at.person}${at.slot}`)
          const person = Number.parseInt(at.person.slice(0, 2), 16)
          expect([i >= 0, j >= 0]).toEqual([a.has(`${person}.${at.slot}`), b.has(`${person}.${at.slot}`)])
        })
        expect(visited).toEqual([...visited].sort())
        expect(visited).toHaveLength(new Set([...a.keys(), ...b.keys()]).size)
      }),
    )
  })

  test('a roster that is a part of a larger buffer is read in its place', () => {
    const inside = Buffer.concat([Buffer.alloc(7, 255), rosterOf(people(3))]).subarray(7)
    expect(modelOf(fold(inside, listOf(full(people(2)))).roster)).toEqual(people(2))
    const protectedBy = full(people(1), { guardPersons: new Set([1]), guardNames: new Set([2]) })
    expect(modelOf(fold(inside, listOf(protectedBy)).roster)).toEqual(people(3))
    expect(viewOf(inside).getUint8(32)).toBe(1)
  })
})

describe('keys and shards', () => {
  test('the person and the slot of an entry', () => {
    const roster = rosterOf(
      new Map([
        ['7.2', { row: 0, name: 0 }],
        ['9.255', { row: 0, name: 0 }],
      ]),
    )
    expect(keyAt(roster, 0)).toEqual({ person: personHex(7), slot: 2 })
    expect(keyAt(roster, 32)).toEqual({ person: personHex(9), slot: 255 })
  })

  test.each([1, 2, 16, 100, 256])('%d shards: each a run of the sorted keys, all of them used', (shards) => {
    const all = Array.from({ length: 256 }, (_, first) => shardOf(first, shards))
    expect(all).toEqual([...all].sort((a, b) => a - b))
    expect(new Set(all)).toEqual(new Set(Array.from({ length: shards }, (_, i) => i)))
  })
})
