/** What was known on an earlier day, of persons whom lists, registers, answers and decisions change at random. */
import { describe, expect, test } from 'vitest'
import { ANSWERS, LISTING, REGISTERS } from '../../../formats/slots.ts'
import type { UnitLine } from '../../../formats/unit-lines.ts'
import { inOrder, isNothing, personAsOf, undoOf } from '../../../rules/person-file/history.ts'
import { mergeFacts, newPerson } from '../../../rules/roster/merge-facts.ts'
import type { Person, PersonEvent } from '../../../schemas/records/person.ts'
import fc, { runs } from '../../fc.ts'
import { ROW } from '../determination/perfect-person.ts'

const KEY = '1'.repeat(30)
const COUNTIES = ['440222', '440229'] as const
const county = fc.constantFrom(...COUNTIES)
const day = fc.integer({ min: 1, max: 9 }).map((n) => `2018-06-0${n}`)
const order = fc.integer({ min: 1, max: 5 }).map(String)
const answered = fc.record({
  order,
  case: fc.constant('440222-2018-00001'),
  at: fc.constant('2018-06-01T00:00:00.000Z'),
  day,
})

const listing = fc
  .record({ op: fc.constantFrom('=' as const, '-' as const, '+' as const), name: fc.constantFrom('张三', '张山') })
  .map(({ op, name }) => ({
    slot: LISTING,
    op,
    json: op === '=' ? JSON.stringify({ id: 'ID', row: { name, township: '440222100' } }) : '',
  }))
const registered = fc
  .record({ months: fc.integer({ min: 1, max: 3 }), flag: fc.boolean(), unread: fc.boolean(), of: county })
  .map(({ months, flag, unread, of }) => ({
    slot: REGISTERS,
    op: '=' as const,
    json: JSON.stringify({
      rows: months > 2 ? {} : { [`${of}#resident`]: { ...ROW, months } },
      rejectionFlags: flag ? [`${of}#public`] : [],
      ...(unread && { unread: [of] }),
    }),
  }))
const said = fc.oneof(
  answered.map((own) => ({ materials: { ...own, collected: 'complete', isVerified: true } })),
  answered.map((own) => ({ settlement: { ...own, choice: 'hold', grounds: '依据如此', basis: {} } })),
  fc
    .record({ own: answered, result: fc.constantFrom('00', '01'), batch: fc.constantFrom('1', '2') })
    .map(({ own: { order, day, at }, result, batch }) => ({
      result: { batch, order, row: 1, kind: 'contribution', year: 2018, fen: 12_000, result, day, at, approvedAt: at },
    })),
)
const answer = fc
  .tuple(said, county)
  .map(([fact, of]) => ({ slot: ANSWERS, op: '=' as const, json: JSON.stringify({ id: 'ID', county: of, ...fact }) }))

const step = fc.record({
  line: fc.oneof(listing, registered, answer),
  head: county.map((of) => `${of}#dibao`),
  version: fc.integer({ min: 1, max: 5 }),
  decided: fc.option(fc.tuple(county, fc.integer({ min: 1, max: 15 })), { nil: undefined }),
  day,
})

function decided(person: Person, said: readonly [string, number] | undefined): Person {
  if (!said) return person
  const [of, line] = said
  const { [of]: _, ...others } = person.decisions
  const own = { line, outcome: 'pay' as const, facts: [], policy: 1, day: '2018-06-01' }
  return { ...person, decisions: line > 12 ? others : { ...others, [of]: own } }
}

/** Every state that the person was in, with its day, and the events that led there. */
function life(
  steps: readonly {
    line: Omit<UnitLine, 'key'>
    head: string
    version: number
    decided: readonly [string, number] | undefined
    day: string
  }[],
) {
  const states: { day: string; person: Person }[] = []
  const events: PersonEvent[] = []
  let person = newPerson(KEY)
  let today = ''
  for (const [nth, { line, head, version, ...then }] of steps.entries()) {
    const registers = { '440222': version, '440229': version }
    const after = decided(
      mergeFacts(person, [{ ...line, key: KEY }], { head, version, registers }).person,
      then.decided,
    )
    const undo = undoOf(person, after)
    const at = '2018-06-01T00:00:00.000Z'
    if (!isNothing(undo)) events.push({ key: KEY, at, source: String(nth), day: then.day, mergedAt: at, nth, undo })
    person = after
    if (!isNothing(undo) && then.day > today) today = then.day
    states.push({ day: today, person })
  }
  return { states, events, person }
}

/** What no file shows: which version of a register was taken, and whose number it is. */
const shown = ({ taken: _, id: __, ...person }: Person) => JSON.parse(JSON.stringify(person)) as object
const lives = fc.array(step, { maxLength: 12 }).map(life)

describe('a person as of a day', () => {
  test('has all that had come by then, and nothing that came later', () => {
    fc.assert(
      fc.property(lives, day, ({ states, events, person }, asOf) => {
        const then = states.findLast((state) => state.day <= asOf)?.person ?? newPerson(KEY)
        expect(shown(personAsOf(person, events, asOf))).toEqual(shown(then))
      }),
      { numRuns: runs(400) },
    )
  })

  test('as of today is the present, and as of a day before anything came is nobody', () => {
    fc.assert(
      fc.property(lives, ({ events, person }) => {
        expect(shown(personAsOf(person, events, '2018-06-10'))).toEqual(shown(person))
        expect(shown(personAsOf(person, events, '2018-05-31'))).toEqual(shown(newPerson(KEY)))
      }),
      { numRuns: runs(200) },
    )
  })

  test('events that the store gives in another order say the same', () => {
    fc.assert(
      fc.property(lives, day, ({ events, person }, asOf) => {
        expect(personAsOf(person, events.toReversed(), asOf)).toEqual(personAsOf(person, events, asOf))
      }),
      { numRuns: runs(100) },
    )
  })

  test('what was merged later came no earlier', () => {
    const at = (nth: number, of: string) => ({ day: of, mergedAt: 'T', nth })
    expect(inOrder([at(1, '2018-06-02'), at(0, '2018-06-05')]).map((one) => one.day)).toEqual([
      '2018-06-05',
      '2018-06-05',
    ])
  })
})
