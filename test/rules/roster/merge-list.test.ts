import { describe, expect, test } from 'vitest'
import { viewOf } from '../../../formats/entries.ts'
import { type HeldLimits, mergeList, type Stand } from '../../../rules/roster/merge-list.ts'
import fc from '../../fc.ts'
import {
  type Entry,
  listOf,
  MARKED,
  type Model,
  type ModelList,
  model,
  modelList,
  modelOf,
  personHex,
  rosterOf,
} from '../../formats/rosters.ts'

const LIMITS: HeldLimits = { percent: 20, persons: 10 }
const sorted = (m: Model) => new Map([...m].sort(([a], [b]) => (a < b ? -1 : 1)))
const personOf = (key: string) => Number(key.split('.')[0])
const isFact = ([key]: [string, Entry]) => Number(key.split('.')[1]) !== MARKED

/** docs/rules.md#listings, word by word. */
function naive(before: Model, list: ModelList, limits: HeldLimits, stand: Stand) {
  const facts = (of: Model, person: number) => [...of].filter((e) => isFact(e) && personOf(e[0]) === person)
  const persons = (of: Model) => [...new Set([...of].filter(isFact).map(([key]) => personOf(key)))]
  const isFull = list.mode === 'full'
  const active = persons(before)
  const named = persons(list.entries)
  const namesOf = (of: Model, p: number) => facts(of, p).map(([, { name }]) => name)
  const newNames = new Set(
    named.flatMap((p) => namesOf(list.entries, p).filter((name) => !namesOf(before, p).includes(name))),
  )
  const isProtected = (p: number) =>
    list.returnedPersons.has(p) ||
    facts(before, p).some(
      ([, { name, period }]) => list.returnedNames.has(name) || newNames.has(name) || period > list.period,
    )
  const missing = isFull ? active.filter((p) => !named.includes(p)) : []
  const ending = missing.filter((p) => !isProtected(p))
  const reasons = [
    ...(ending.length > limits.persons && ending.length / active.length > limits.percent / 100 ? ['many-ended'] : []),
    ...(ending.length >= 3 && ending.length > active.length / 2 ? ['half-ended'] : []),
    ...(ending.length > 0 && list.nameless.some((p) => p === undefined || !active.includes(p)) ? ['nameless-row'] : []),
    ...list.doubts.filter((doubt) =>
      doubt === 'mode-contradicted' ? true : doubt === 'nil-return' ? active.length > 0 : ending.length > 0,
    ),
  ]
  const held = stand === 'held' || (stand === 'judged' && reasons.length > 0)
  const stays = (e: [string, Entry]) => {
    if (isFull && !isFact(e) && named.includes(personOf(e[0]))) return held
    return !isFull || held || isProtected(personOf(e[0]))
  }
  const after = new Map([...before].filter((e) => list.entries.has(e[0]) || stays(e)))
  for (const [key, entry] of list.entries)
    after.set(key, { ...entry, period: Math.max(entry.period, before.get(key)?.period ?? 0) })
  return {
    roster: sorted(after),
    active: active.length,
    began: named.filter((p) => !active.includes(p)).length,
    kept: named.filter((p) => active.includes(p)).length,
    ending: ending.length,
    protected: missing.length - ending.length,
    held,
    heldFor: stand === 'confirmed' ? [] : reasons,
  }
}

const people = (n: number, from = 0): Model =>
  new Map(Array.from({ length: n }, (_, i) => [`${from + i}.0`, { row: 1, name: from + i, period: 5 }]))
const full = (entries: Model, more: Partial<ModelList> = {}): ModelList => ({
  mode: 'full',
  period: 5,
  entries,
  returnedPersons: new Set(),
  returnedNames: new Set(),
  nameless: [],
  doubts: [],
  ...more,
})
const foldModel = (before: Model, list: ModelList, limits = LIMITS, stand: Stand = 'judged') => {
  const { who, ...result } = mergeList(rosterOf(before), listOf(list), limits, stand, 9)
  return { ...result, roster: modelOf(result.roster), who }
}
const entry = (changes: Partial<Entry> = {}): Entry => ({ row: 1, name: 1, period: 5, ...changes })
const left = (before: Model, list: ModelList) => [...foldModel(before, list).roster.keys()]

describe('lists (docs/rules.md#listings)', () => {
  test('new adds, and replaces name and township of whom it repeats', () => {
    const news: Model = new Map([
      ['2.0', entry({ row: 9, name: 9 })],
      ['7.0', entry({ name: 7 })],
    ])
    expect(foldModel(people(3), full(news, { mode: 'new' }))).toMatchObject({
      ...{
        roster: new Map([...people(3), ...news]),
        active: 3,
        began: 1,
        kept: 1,
        ending: 0,
        protected: 0,
        held: false,
      },
    })
  })

  test('full ends who is not on it', () => {
    expect(foldModel(people(5), full(people(3)))).toMatchObject({ roster: people(3), active: 5, kept: 3, ending: 2 })
  })

  test.each([
    ['by number', { returnedPersons: new Set([1]) }],
    ['by name', { returnedNames: new Set([1]) }],
  ])('a returned row protects %s, and what was said stays', (_, returned) => {
    const result = foldModel(people(3), full(people(1), returned))
    expect(result).toMatchObject({ ending: 1, protected: 1, who: { protected: [personHex(1)], ended: [personHex(2)] } })
    expect(result.roster).toEqual(people(2))
  })

  test('a returned row begins nobody', () => {
    const list = full(people(1), { returnedPersons: new Set([8]), returnedNames: new Set([9]) })
    expect(foldModel(people(1), list).roster).toEqual(people(1))
  })

  describe('a new number under an old name', () => {
    const before = new Map([...people(5), ['8.0', entry({ name: 8 })] as const])
    const after: Model = new Map([...people(5), ['9.0', entry({ name: 8 })] as const])

    test('keeps the old one, and the receipt names the pair', () => {
      const result = foldModel(before, full(after))
      expect(result).toMatchObject({ began: 1, kept: 5, ending: 0, protected: 1 })
      expect(result.who.renumbered).toEqual([{ came: personHex(9), kept: personHex(8) }])
      expect([...result.roster.keys()]).toContain('8.0')
    })

    test('the next list ends the old one, if it is still not on it', () => {
      const { roster } = foldModel(before, full(after))
      expect(left(roster, full(after))).toEqual([...after.keys()])
    })

    test("keeps the old one too where it is somebody else's", () => {
      const taken: Model = new Map([...people(4), ['4.0', entry({ name: 8 })] as const])
      const { roster, who } = foldModel(before, full(taken))
      expect(who.renumbered).toEqual([{ came: personHex(4), kept: personHex(8) }])
      expect(left(roster, full(taken))).toEqual([...taken.keys()])
    })

    test('nobody who was active before under that name protects another', () => {
      const two = new Map([...before, ['9.0', entry({ name: 8 })] as const])
      expect(left(two, full(after))).toEqual([...after.keys()])
    })
  })

  describe('a list of an earlier period', () => {
    const december = full(people(3), { period: 4 })

    test('ends nobody whom a later one has named', () => {
      const before = new Map([
        ...people(3),
        ['8.0', entry({ name: 8, period: 5 })],
        ['9.0', entry({ name: 9, period: 4 })],
      ] as const)
      expect(foldModel(before, december)).toMatchObject({ ending: 1, protected: 1 })
      expect(left(before, december)).toEqual(['0.0', '1.0', '2.0', '8.0'])
    })

    test('that names somebody again does not take the later period away', () => {
      const earlier = new Map([...people(4)].map(([key, one]) => [key, { ...one, period: 4 }]))
      const { roster } = foldModel(people(4), full(earlier, { period: 4 }))
      expect(roster).toEqual(people(4))
      expect(left(roster, december)).toHaveLength(4)
    })
  })
})

describe('registers', () => {
  const said = (...keys: string[]): Model =>
    new Map(keys.map((key) => [key, entry({ name: Number.parseInt(key, 10), period: 0 })]))
  const register = (entries: Model, more: Partial<ModelList> = {}) => full(entries, { period: 0, ...more })

  test('a register ends the schemes that are not in it, and a returned person keeps them, by scheme', () => {
    const next = said('1.1', '1.3')
    expect(left(said('1.1', '1.2', '2.1', '2.2'), register(next, { returnedPersons: new Set([1]) }))).toEqual([
      '1.1',
      '1.2',
      '1.3',
    ])
  })

  test('persons are counted, not rows', () => {
    const before = said('1.1', '1.2', '2.1', '2.3', '3.1', '4.1')
    expect(foldModel(before, register(said('1.1', '5.1', '5.2')))).toMatchObject({
      active: 4,
      began: 1,
      kept: 1,
      ending: 3,
    })
  })

  test('a name in a returned row without a valid number keeps every scheme', () => {
    const list = register(said('3.1', '4.1', '5.1'), { returnedNames: new Set([2]) })
    expect(left(said('2.1', '2.2', '3.1', '4.1', '5.1'), list)).toEqual(['2.1', '2.2', '3.1', '4.1', '5.1'])
  })

  test('who has a mark alone is not in it; a mark ends with the next register that names the person, but for a held one', () => {
    const before: Model = new Map([...said('1.1'), ['2.251', entry({ row: 0, name: 0, period: 0 })] as const])
    const result = foldModel(before, register(said('2.1', '3.1')), LIMITS, 'held')
    expect(result).toMatchObject({ active: 1, began: 2, held: true })
    expect([...result.roster.keys()]).toEqual(['1.1', '2.1', '2.251', '3.1'])
    const confirmed = foldModel(before, register(said('2.1', '3.1')), LIMITS, 'confirmed')
    expect([...confirmed.roster.keys()]).toEqual(['2.1', '3.1'])
  })
})

describe('held', () => {
  const ending = (active: number, ended: number, limits = LIMITS, stand: Stand = 'judged') =>
    foldModel(people(active), full(people(active - ended)), limits, stand)

  test.each([
    [50, 10, []],
    [50, 11, ['many-ended']],
    [55, 11, []],
    [54, 11, ['many-ended']],
    [100, 21, ['many-ended']],
    [12, 0, []],
    [4, 3, ['half-ended']],
    [3, 3, ['half-ended']],
    [6, 3, []],
    [5, 3, ['half-ended']],
    [2, 2, []],
    [20, 11, ['many-ended', 'half-ended']],
  ])('of %d active, %d would end: %s', (active, ended, heldFor) => {
    const result = ending(active, ended)
    expect(result).toMatchObject({ active, ending: ended, held: heldFor.length > 0, heldFor })
    expect(result.roster).toEqual(sorted(people(heldFor.length > 0 ? active : active - ended)))
  })

  test('confirmed it ends whom it ends', () => {
    expect(ending(54, 31, LIMITS, 'confirmed')).toMatchObject({ held: false, heldFor: [], roster: sorted(people(23)) })
  })

  test('once held it stays held, whatever becomes of the roster', () => {
    expect(ending(54, 1, LIMITS, 'held')).toMatchObject({ held: true, heldFor: [], roster: sorted(people(54)) })
  })

  test('its persons are added all the same, names and townships replaced', () => {
    const news: Model = new Map([
      ['0.0', entry({ row: 9, name: 0 })],
      ['200.0', entry({ name: 200 })],
    ])
    const result = foldModel(people(40), full(news))
    expect(result).toMatchObject({ active: 40, ending: 39, held: true })
    expect(result.roster).toEqual(sorted(new Map([...people(40), ...news])))
  })

  test('who is protected would not end', () => {
    const returned = { returnedPersons: new Set([20]), returnedNames: new Set([21]) }
    expect(foldModel(people(32), full(people(20), returned))).toMatchObject({ ending: 10, protected: 2, held: false })
  })

  test.each([['unread-sheet'], ['no-line-end'], ['most-returned']] as const)(
    '%s holds what would end anybody',
    (doubt) => {
      const list = (n: number) => full(people(n), { doubts: [doubt] })
      expect(foldModel(people(30), list(29))).toMatchObject({ held: true, heldFor: [doubt], ending: 1 })
      expect(foldModel(people(30), list(30))).toMatchObject({ held: false, heldFor: [] })
    },
  )

  test('a returned row with neither a usable name nor the number of an active listing holds what would end anybody', () => {
    const list = (n: number, nameless: readonly (number | undefined)[]) => full(people(n), { nameless })
    expect(foldModel(people(30), list(29, [undefined]))).toMatchObject({ heldFor: ['nameless-row'] })
    expect(foldModel(people(30), list(29, [99]))).toMatchObject({ heldFor: ['nameless-row'] })
    expect(foldModel(people(30), list(29, [3]))).toMatchObject({ held: false })
    expect(foldModel(people(30), list(30, [undefined]))).toMatchObject({ held: false })
  })

  test('a list that calls itself another mode waits, also one that ends nobody', () => {
    const list = full(people(3), { mode: 'new', doubts: ['mode-contradicted'] })
    expect(foldModel(people(1), list)).toMatchObject({ held: true, began: 2, ending: 0 })
  })

  test('nobody on it at all waits where somebody is active', () => {
    const nil = full(new Map(), { doubts: ['nil-return'] })
    expect(foldModel(people(1), nil)).toMatchObject({ held: true, heldFor: ['nil-return'], ending: 1 })
    expect(foldModel(new Map(), nil)).toMatchObject({ held: false })
  })

  test('the limits are policy', () => {
    const limits = { percent: 30, persons: 2 }
    expect(ending(10, 3, limits)).toMatchObject({ held: false })
    expect(ending(9, 3, limits)).toMatchObject({ held: true })
    expect(ending(8, 2, { percent: 0, persons: 2 })).toMatchObject({ held: false })
  })
})

describe('properties', () => {
  const slots = fc.constantFrom([0], [1, 2, 3, MARKED])
  const both = slots.chain((s) => fc.tuple(model(s), modelList(s)))
  const limits = fc.record({ percent: fc.nat(60), persons: fc.nat(12) })
  const stand = fc.constantFrom<Stand>('judged', 'judged', 'judged', 'held', 'confirmed')

  test('mergeList is what the sentences say', () => {
    fc.assert(
      fc.property(both, limits, stand, ([before, list], l, s) => {
        const { who: _, ...result } = foldModel(before, list, l, s)
        expect(result).toEqual(naive(before, list, l, s))
      }),
      { numRuns: 3000 },
    )
  })

  test('who is named is whom the counts count, as many as are asked for', () => {
    fc.assert(
      fc.property(both, limits, ([before, list], l) => {
        const { who, ...counts } = mergeList(rosterOf(before), listOf(list), l, 'judged', 4)
        expect([who.began, who.ended, who.protected].map((keys) => keys.length)).toEqual(
          [counts.began, counts.ending, counts.protected].map((n) => Math.min(n, 4)),
        )
        for (const { came, kept } of who.renumbered) expect(came).not.toBe(kept)
      }),
    )
  })

  test('a roster that is a part of a larger buffer is read in its place', () => {
    const inside = Buffer.concat([Buffer.alloc(7, 255), rosterOf(people(3))]).subarray(7)
    const rosterAfter = (list: ModelList) => modelOf(mergeList(inside, listOf(list), LIMITS, 'judged').roster)
    expect(rosterAfter(full(people(2)))).toEqual(people(2))
    expect(rosterAfter(full(people(1), { returnedPersons: new Set([1]), returnedNames: new Set([2]) }))).toEqual(
      people(3),
    )
    expect(viewOf(inside).getUint8(32)).toBe(1)
  })
})
