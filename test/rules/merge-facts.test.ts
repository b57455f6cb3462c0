import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergeFacts, newPerson } from '../../rules/merge-facts.ts'
import { LISTING, MARK, slotOfScheme } from '../../rules/slots.ts'
import type { Op, UnitLine } from '../../rules/unit-lines.ts'
import { Person } from '../../schemas/person.ts'
import { ROW } from './perfect-person.ts'

const KEY = '1'.repeat(30)
const DIBAO = '440222#dibao'
const REGISTER = '440222#register'
const listing = (n: number) => ({ name: `张${'一二三四五六七八九'[n]}`, township: '440222100' })
const line = (op: Op, slot = LISTING, row: object = listing(0)): UnitLine => ({
  key: KEY,
  slot,
  op,
  json: op === '=' ? JSON.stringify({ id: 'ID', row }) : '',
})
type Step = readonly [rev: number, line: UnitLine, head?: string]
function personAfter(...steps: readonly Step[]): Person {
  return steps.reduce((person, [rev, l, head = DIBAO]) => mergeFacts(person, [l], { head, rev }).person, newPerson(KEY))
}
const fact = (...steps: readonly Step[]) => personAfter(...steps).lists[DIBAO]

describe('a fact and its revisions', () => {
  test('set: the fact with its content, and the ID number', () => {
    expect(personAfter([1, line('=')])).toEqual({
      ...newPerson(KEY),
      id: 'ID',
      lists: { [DIBAO]: { rev: 1, row: listing(0), rowRev: 1 } },
    })
  })

  test('end keeps the row, revive brings it back', () => {
    expect(fact([1, line('=')], [2, line('-')])).toEqual({ rev: 2, ended: true, row: listing(0), rowRev: 1 })
    expect(fact([1, line('=')], [2, line('-')], [3, line('+')])).toEqual({ rev: 3, row: listing(0), rowRev: 1 })
  })

  test('a later set replaces the row and ends an end', () => {
    expect(fact([1, line('=')], [2, line('-')], [3, line('=', LISTING, listing(1))])).toEqual({
      rev: 3,
      row: listing(1),
      rowRev: 3,
    })
  })

  test('what is late changes nothing that a later revision said', () => {
    expect(fact([3, line('=')], [2, line('-')])).toEqual({ rev: 3, row: listing(0), rowRev: 3 })
    expect(fact([3, line('=')], [2, line('=', LISTING, listing(1))])).toEqual({ rev: 3, row: listing(0), rowRev: 3 })
    expect(fact([1, line('=')], [3, line('-')], [2, line('+')])).toMatchObject({ rev: 3, ended: true })
  })

  test('a late set gives the row to an end, and to a revival that came before it', () => {
    expect(fact([2, line('-')])).toEqual({ rev: 2, ended: true })
    expect(fact([2, line('-')], [1, line('=')])).toEqual({ rev: 2, ended: true, row: listing(0), rowRev: 1 })
    expect(fact([3, line('+')])).toEqual({ rev: 3 })
    expect(fact([3, line('+')], [1, line('=')])).toEqual({ rev: 3, row: listing(0), rowRev: 1 })
  })

  test('decide says nothing new', () => {
    const before = personAfter([1, line('=')])
    expect(mergeFacts(before, [line('?')], { head: DIBAO, rev: 9 })).toEqual({ person: before, changed: [] })
  })
})

describe('where a line goes', () => {
  test('by slot: a listing, a register row by scheme, a mark', () => {
    const lines = [
      line('=', slotOfScheme('resident'), ROW),
      line('=', slotOfScheme('public'), ROW),
      line('=', MARK, {}),
    ]
    const { person, changed } = mergeFacts(newPerson(KEY), lines, { head: REGISTER, rev: 4 })
    expect(person.register).toEqual({
      '440222#resident': { rev: 4, row: ROW, rowRev: 4 },
      '440222#public': { rev: 4, row: ROW, rowRev: 4 },
    })
    expect(person.marks).toEqual({ '440222': { rev: 4, row: {}, rowRev: 4 } })
    expect(changed).toEqual(['register.440222#resident', 'register.440222#public', 'marks.440222'])
  })

  test('each roster has its own facts and revisions', () => {
    const person = personAfter([5, line('=')], [1, line('='), '440229#dibao'], [2, line('='), '440222#registered-poor'])
    expect(Object.keys(person.lists)).toEqual([DIBAO, '440229#dibao', '440222#registered-poor'])
    expect(person.lists['440229#dibao']).toMatchObject({ rev: 1 })
  })

  test('names what has changed, and nothing else; the person before stays', () => {
    const before = personAfter([2, line('=')])
    const copy = structuredClone(before)
    expect(mergeFacts(before, [line('=')], { head: DIBAO, rev: 2 }).changed).toEqual([])
    expect(mergeFacts(before, [line('-')], { head: DIBAO, rev: 1 }).changed).toEqual([])
    expect(mergeFacts(before, [line('-')], { head: DIBAO, rev: 3 }).changed).toEqual([`lists.${DIBAO}`])
    expect(before).toEqual(copy)
  })

  test('a mark from a row keeps no ID number that is not there', () => {
    const mark: UnitLine = { key: KEY, slot: MARK, op: '=', json: '{"row":{}}' }
    expect(mergeFacts(newPerson(KEY), [mark], { head: REGISTER, rev: 1 }).person.id).toBe('')
    const known = personAfter([1, line('=')])
    expect(mergeFacts(known, [mark], { head: REGISTER, rev: 1 }).person.id).toBe('ID')
  })

  test('a row that does not fit its schema is a fault', () => {
    expect(() => mergeFacts(newPerson(KEY), [line('=', LISTING, { name: 1 })], { head: DIBAO, rev: 1 })).toThrow()
    expect(() => mergeFacts(newPerson(KEY), [line('=', 1, listing(0))], { head: REGISTER, rev: 1 })).toThrow()
    expect(() => mergeFacts(newPerson(KEY), [line('-', 9)], { head: REGISTER, rev: 1 })).toThrow()
  })
})

describe('properties: units of several revisions, late, twice and in any order', () => {
  const slots = [LISTING, slotOfScheme('resident'), slotOfScheme('employee'), MARK]
  const rowAt = (slot: number, n: number) =>
    slot === LISTING ? listing(n) : slot === MARK ? {} : { ...ROW, months: n }
  interface Unit {
    readonly head: string
    readonly rev: number
    readonly lines: UnitLine[]
  }
  /** A unit a roster and revision, a slot at most once in it. */
  const unitsArbitrary: fc.Arbitrary<Unit[]> = fc.uniqueArray(
    fc
      .tuple(
        fc.constantFrom(DIBAO, '440229#dibao', REGISTER),
        fc.integer({ min: 1, max: 5 }),
        fc.subarray(slots, { minLength: 1 }),
        fc.array(fc.constantFrom<Op>('=', '-', '+', '?'), { minLength: 4, maxLength: 4 }),
        fc.nat(8),
      )
      .map(([head, rev, all, ops, n]) => ({
        head,
        rev,
        lines: (head === REGISTER ? all.filter((s) => s !== LISTING) : [LISTING]).map((slot, i) =>
          line(ops[i]!, slot, rowAt(slot, n)),
        ),
      })),
    { maxLength: 10, selector: ({ head, rev }) => `${head}${rev}` },
  )
  const apply = (units: readonly Unit[], from = newPerson(KEY)) =>
    units.reduce((person, { head, rev, lines }) => mergeFacts(person, lines, { head, rev }).person, from)

  test('every permutation, with repeats, ends in the same person', () => {
    const arrivals = unitsArbitrary.chain((units) =>
      fc.tuple(fc.constant(units), fc.shuffledSubarray([...units, ...units, ...units], { minLength: 0 })),
    )
    fc.assert(
      fc.property(arrivals, ([units, some]) => {
        const expected = apply(units)
        expect(apply([...some, ...units])).toEqual(expected)
        expect(apply([...units, ...some])).toEqual(expected)
        expect(apply([...some, ...units.toReversed()])).toEqual(expected)
      }),
      { numRuns: 1000 },
    )
  })

  test('is what the latest revision says, with the latest row (a model)', () => {
    fc.assert(
      fc.property(unitsArbitrary, (units) => {
        const person = apply(units.toReversed())
        for (const head of [DIBAO, '440229#dibao']) {
          const said = units
            .filter((u) => u.head === head && u.lines[0]!.op !== '?')
            .sort((a, b) => a.rev - b.rev)
            .map((u) => ({ rev: u.rev, ...u.lines[0]! }))
          const set = said.findLast(({ op }) => op === '=')
          const last = said.at(-1)
          expect(person.lists[head]).toEqual(
            last && {
              rev: last.rev,
              ...(last.op === '-' && { ended: true }),
              ...(set && { row: JSON.parse(set.json).row, rowRev: set.rev }),
            },
          )
        }
        expect(Person.safeParse(person).success).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('what is said again names no change', () => {
    fc.assert(
      fc.property(unitsArbitrary, (units) => {
        const person = apply(units)
        for (const { head, rev, lines } of units) expect(mergeFacts(person, lines, { head, rev }).changed).toEqual([])
      }),
    )
  })
})
