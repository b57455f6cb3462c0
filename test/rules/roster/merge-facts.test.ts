import { describe, expect, test } from 'vitest'
import { LISTING, REGISTERS } from '../../../formats/slots.ts'
import type { Op, UnitLine } from '../../../formats/unit-lines.ts'
import { mergeFacts, newPerson, type Source } from '../../../rules/roster/merge-facts.ts'
import { Person } from '../../../schemas/records/person.ts'
import fc from '../../fc.ts'
import { ROW } from '../determination/perfect-person.ts'

const KEY = '1'.repeat(30)
const DIBAO = '440222#dibao'
const VERSIONS = { '440222': 4, '440229': 2 }
const registers = (state: object): UnitLine => ({ key: KEY, slot: REGISTERS, op: '=', json: JSON.stringify(state) })
const listing = (n: number) => ({ name: `张${'一二三四五六七八九'[n]}`, township: '440222100' })
const line = (op: Op, slot = LISTING, row: object = listing(0)): UnitLine => ({
  key: KEY,
  slot,
  op,
  json: op === '=' ? JSON.stringify({ id: 'ID', row }) : '',
})
type Step = readonly [version: number, line: UnitLine, head?: string]
function personAfter(...steps: readonly Step[]): Person {
  return steps.reduce(
    (person, [version, l, head = DIBAO]) => mergeFacts(person, [l], { head, version }).person,
    newPerson(KEY),
  )
}
const fact = (...steps: readonly Step[]) => personAfter(...steps).lists[DIBAO]

describe('a fact and its revisions', () => {
  test('set: the fact with its content, and the ID number', () => {
    expect(personAfter([1, line('=')])).toEqual({
      ...newPerson(KEY),
      id: 'ID',
      lists: { [DIBAO]: { version: 1, row: listing(0), rowVersion: 1 } },
    })
  })

  test('end keeps the row, revive brings it back', () => {
    expect(fact([1, line('=')], [2, line('-')])).toEqual({ version: 2, ended: true, row: listing(0), rowVersion: 1 })
    expect(fact([1, line('=')], [2, line('-')], [3, line('+')])).toEqual({ version: 3, row: listing(0), rowVersion: 1 })
  })

  test('a later set replaces the row and ends an end', () => {
    expect(fact([1, line('=')], [2, line('-')], [3, line('=', LISTING, listing(1))])).toEqual({
      version: 3,
      row: listing(1),
      rowVersion: 3,
    })
  })

  test('what is late changes nothing that a later revision said', () => {
    expect(fact([3, line('=')], [2, line('-')])).toEqual({ version: 3, row: listing(0), rowVersion: 3 })
    expect(fact([3, line('=')], [2, line('=', LISTING, listing(1))])).toEqual({
      version: 3,
      row: listing(0),
      rowVersion: 3,
    })
    expect(fact([1, line('=')], [3, line('-')], [2, line('+')])).toMatchObject({ version: 3, ended: true })
  })

  test('a late set gives the row to an end, and to a revival that came before it', () => {
    expect(fact([2, line('-')])).toEqual({ version: 2, ended: true })
    expect(fact([2, line('-')], [1, line('=')])).toEqual({ version: 2, ended: true, row: listing(0), rowVersion: 1 })
    expect(fact([3, line('+')])).toEqual({ version: 3 })
    expect(fact([3, line('+')], [1, line('=')])).toEqual({ version: 3, row: listing(0), rowVersion: 1 })
  })

  test('decide says nothing new', () => {
    const before = personAfter([1, line('=')])
    expect(mergeFacts(before, [line('?')], { head: DIBAO, version: 9 })).toEqual({ person: before, changed: [] })
  })
})

describe('where a line goes', () => {
  test('by slot: a listing, or what the registers say', () => {
    const rows = { '440222#resident': ROW, '440222#public': ROW, '440229#resident': ROW }
    const lines = [line('='), registers({ rows, rejectionFlags: ['440222#resident'] })]
    const { person, changed } = mergeFacts(newPerson(KEY), lines, { head: DIBAO, version: 7, registers: VERSIONS })
    expect(person).toEqual({
      ...newPerson(KEY),
      id: 'ID',
      lists: { [DIBAO]: { version: 7, row: listing(0), rowVersion: 7 } },
      register: rows,
      rejectionFlags: ['440222#resident'],
      taken: VERSIONS,
    })
    expect(changed).toEqual([
      `lists.${DIBAO}`,
      'register.440222#resident',
      'register.440222#public',
      'register.440229#resident',
      'rejectionFlags.440222#resident',
    ])
  })

  test('each roster has its own facts and revisions', () => {
    const person = personAfter([5, line('=')], [1, line('='), '440229#dibao'], [2, line('='), '440222#registered-poor'])
    expect(Object.keys(person.lists)).toEqual([DIBAO, '440229#dibao', '440222#registered-poor'])
    expect(person.lists['440229#dibao']).toMatchObject({ version: 1 })
  })

  test('names what has changed, and nothing else; the person before stays', () => {
    const before = personAfter([2, line('=')])
    const copy = structuredClone(before)
    expect(mergeFacts(before, [line('=')], { head: DIBAO, version: 2 }).changed).toEqual([])
    expect(mergeFacts(before, [line('-')], { head: DIBAO, version: 1 }).changed).toEqual([])
    expect(mergeFacts(before, [line('-')], { head: DIBAO, version: 3 }).changed).toEqual([`lists.${DIBAO}`])
    expect(before).toEqual(copy)
  })

  test('a row that does not fit its schema is a fault', () => {
    expect(() => mergeFacts(newPerson(KEY), [line('=', LISTING, { name: 1 })], { head: DIBAO, version: 1 })).toThrow()
    const bad = registers({ rows: { '440222#resident': listing(0) }, rejectionFlags: [] })
    expect(() => mergeFacts(newPerson(KEY), [bad], { head: DIBAO, version: 1, registers: VERSIONS })).toThrow()
    expect(() => mergeFacts(newPerson(KEY), [line('-', 9)], { head: DIBAO, version: 1 })).toThrow()
  })
})

describe('what the registers say', () => {
  const own = (n: number) => ({ rows: { '440222#resident': { ...ROW, months: n } }, rejectionFlags: [] })
  const said = (from: Person, state: object, versions: Record<string, number>) =>
    mergeFacts(from, [registers(state)], { head: DIBAO, version: 1, registers: versions })

  test('the later version replaces all of the county, and says what changed', () => {
    const before = said(newPerson(KEY), { ...own(1), rejectionFlags: ['440222#resident'] }, { '440222': 1 }).person
    expect(said(before, { rows: { '440222#public': ROW }, rejectionFlags: [] }, { '440222': 2 })).toEqual({
      person: { ...newPerson(KEY), register: { '440222#public': ROW }, rejectionFlags: [], taken: { '440222': 2 } },
      changed: ['register.440222#resident', 'register.440222#public', 'rejectionFlags.440222#resident'],
    })
  })

  test('that a county has no row is known too: an older row that comes late brings nothing back', () => {
    const before = said(newPerson(KEY), { rows: {}, rejectionFlags: [] }, { '440222': 3 }).person
    expect(said(before, own(1), { '440222': 2 })).toEqual({ person: before, changed: [] })
  })

  test('other counties stay as they are', () => {
    const before = said(
      newPerson(KEY),
      { rows: { '440229#resident': ROW }, rejectionFlags: ['440229#public'] },
      { '440229': 4 },
    ).person
    const { person } = said(before, own(1), { '440222': 1 })
    expect(person.register).toEqual({ '440229#resident': ROW, ...own(1).rows })
    expect(person.rejectionFlags).toEqual(['440229#public'])
    // A line that names a county whose version it does not tell says nothing of it.
    expect(
      said(before, { rows: { '440224#resident': ROW }, rejectionFlags: ['440224#resident'] }, { '440222': 1 }).person
        .register,
    ).toEqual(before.register)
  })

  test('a register that could not be read leaves the rows and marks the person, until it is read', () => {
    const before = said(newPerson(KEY), own(1), { '440222': 1 }).person
    const unread = { rows: {}, rejectionFlags: [], unread: ['440222'] }
    const marked = said(before, unread, { '440222': 2 })
    expect(marked).toEqual({ person: { ...before, unread: { '440222': 2 } }, changed: ['unread.440222'] })
    expect(said(marked.person, unread, { '440222': 2 }).changed).toEqual([])
    // What the version before said, coming late, does not make it known.
    expect(said(marked.person, own(1), { '440222': 1 }).person.unread).toEqual({ '440222': 2 })
    const read = said(marked.person, own(1), { '440222': 2 })
    expect(read.changed).toEqual(['unread.440222'])
    expect(read.person).toEqual({ ...before, taken: { '440222': 2 } })
    // It had been read already.
    expect(said(before, unread, { '440222': 1 })).toEqual({ person: before, changed: [] })
  })

  test('the same rows of a later version are no change', () => {
    const before = said(newPerson(KEY), own(1), { '440222': 1 }).person
    expect(said(before, own(1), { '440222': 2 }).changed).toEqual([])
  })
})

describe('properties: units of several revisions, late, twice and in any order', () => {
  interface Unit extends Source {
    readonly lines: UnitLine[]
    readonly unread: readonly string[]
  }
  /** What a county's register says in a version: always the same, nothing in some. */
  const stateOf = (county: string, version: number) => ({
    rows: version % 3 === 0 ? {} : { [`${county}#resident`]: { ...ROW, months: version } },
    rejectionFlags: version % 2 === 0 ? [`${county}#resident`] : [],
  })
  const versions = fc.dictionary(fc.constantFrom('440222', '440229'), fc.integer({ min: 1, max: 6 }), { minKeys: 1 })
  const registersLine = (of: Record<string, number>, unread: readonly string[]) => {
    const read = Object.entries(of).filter(([county]) => !unread.includes(county))
    const states = read.map(([county, version]) => stateOf(county, version))
    return registers({
      rows: Object.assign({}, ...states.map(({ rows }) => rows)),
      rejectionFlags: states.flatMap(({ rejectionFlags }) => rejectionFlags),
      unread: unread.filter((county) => county in of),
    })
  }
  /** A unit a roster and version, some with what the registers say. */
  const unitsArbitrary: fc.Arbitrary<Unit[]> = fc.uniqueArray(
    fc
      .tuple(
        fc.constantFrom(DIBAO, '440229#dibao'),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom<Op>('=', '-', '+', '?'),
        fc.nat(8),
        fc.option(versions, { nil: undefined }),
        fc.subarray(['440222', '440229']),
      )
      .map(([head, version, op, n, of, unread]) => ({
        head,
        version,
        registers: of,
        lines: [line(op, LISTING, listing(n)), ...(of ? [registersLine(of, unread)] : [])],
        unread,
      })),
    { maxLength: 10, selector: ({ head, version }) => `${head}${version}` },
  )
  const apply = (units: readonly Unit[], from = newPerson(KEY)) =>
    units.reduce((person, unit) => mergeFacts(person, unit.lines, unit).person, from)

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
        const latest: Record<string, number> = {}
        const latestUnread: Record<string, number> = {}
        for (const { registers: of = {}, unread } of units)
          for (const [county, version] of Object.entries(of)) {
            const said = unread.includes(county) ? latestUnread : latest
            said[county] = Math.max(version, said[county] ?? 0)
          }
        const stillUnread = Object.entries(latestUnread).filter(([county, version]) => version > (latest[county] ?? 0))
        expect(person.unread ?? {}).toEqual(Object.fromEntries(stillUnread))
        const states = Object.entries(latest).map(([county, version]) => stateOf(county, version))
        expect(person.taken).toEqual(latest)
        expect(person.register).toEqual(Object.assign({}, ...states.map(({ rows }) => rows)))
        expect(person.rejectionFlags).toEqual(states.flatMap(({ rejectionFlags }) => rejectionFlags).sort())
        for (const head of [DIBAO, '440229#dibao']) {
          const said = units
            .filter((u) => u.head === head && u.lines[0]!.op !== '?')
            .sort((a, b) => a.version - b.version)
            .map((u) => ({ version: u.version, ...u.lines[0]! }))
          const set = said.findLast(({ op }) => op === '=')
          const last = said.at(-1)
          expect(person.lists[head]).toEqual(
            last && {
              version: last.version,
              ...(last.op === '-' && { ended: true }),
              ...(set && { row: JSON.parse(set.json).row, rowVersion: set.version }),
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
        for (const unit of units) expect(mergeFacts(person, unit.lines, unit).changed).toEqual([])
      }),
    )
  })
})
