/** What closes make of a county's table of cases. */
import { describe, expect, test } from 'vitest'
import { nextTable } from '../../../rules/cases/case-table.ts'
import { idNumber } from '../../../samples/id-number.ts'
import type { Outcome, Reason } from '../../../schemas/codes.ts'
import type { CaseRow } from '../../../schemas/records/case.ts'
import type { SnapshotRow } from '../../../schemas/records/snapshot.ts'
import fc, { runs } from '../../fc.ts'
import { at, type Changes, caseFacts, decision, HERE, materials, results, settled } from './perfect-case.ts'

interface Listed extends Changes {
  readonly outcome?: Outcome
  readonly reason?: Reason
  readonly township?: string
  readonly born?: string
  /** Of a listing that is not the primary one. */
  readonly besides?: string
}

/** Persons by their key; whoever is no longer named has left. */
function close(previous: readonly CaseRow[], day: string, people: Record<string, Listed>): CaseRow[] {
  const listed = Object.entries(people).map(([key, person]) => snapshot(key, person))
  return nextTable(previous, {
    ...{ county: HERE, day, at: `${day}T02:00:00.000Z`, listed },
    factsOf: ({ key, kind }) => {
      const { outcome, reason, township: _, born: __, besides: ___, ...changes } = people[key] ?? {}
      if (!people[key]) return caseFacts(kind, { day, isListed: false, decision: undefined })
      return caseFacts(kind, { day, decision: decision(outcome ?? 'pay', reason), ...changes })
    },
  })
}

function snapshot(
  key: string,
  { outcome = 'pay', reason, township, born = '1980-01-31', besides }: Listed,
): SnapshotRow {
  const listing = { name: '张三', township: township ?? `${HERE}100` }
  return {
    ...{ key, county: HERE, id: idNumber(HERE, born, 1), name: '张三', categories: ['dibao'], primary: 'dibao' },
    ...{ listings: { ...(besides && { disabled: { ...listing, township: besides } }), dibao: listing } },
    ...{ decision: decision(outcome, reason), register: {} },
  }
}

const numbers = (table: readonly CaseRow[]) => table.map(({ number, key, kind }) => `${number} ${key} ${kind}`)
const only = (table: readonly CaseRow[], key: string) => table.filter((row) => row.key === key)
const SEPTEMBER = '2018-09-05'
const OCTOBER = '2018-10-10'
const JANUARY = '2019-01-07'

describe('a case begins', () => {
  test.each<[Outcome, string | undefined]>([
    ['pay', 'contribution'],
    ['enrol', 'contribution'],
    ['review', 'contribution'],
    ['claim', 'claim'],
    ['student', undefined],
    ['sponsored', undefined],
    ['drawing', undefined],
  ])('with the outcome %s as %s', (outcome, kind) => {
    const [row] = close([], SEPTEMBER, { a: { outcome, reason: 'name-conflict' } })
    expect(row?.kind).toBe(kind)
    if (row)
      expect(row).toMatchObject({ number: `${HERE}-2018-00001`, year: 2018, begunAt: `${SEPTEMBER}T02:00:00.000Z` })
  })

  test('once a year, and a claim once for ever', () => {
    const first = close([], SEPTEMBER, { a: {}, b: { outcome: 'claim' } })
    const second = close(first, OCTOBER, { a: {}, b: { outcome: 'claim' } })
    expect(numbers(second)).toEqual(numbers(first))
    expect(numbers(close(second, JANUARY, { a: {}, b: { outcome: 'claim' } }))).toEqual([
      ...numbers(first),
      `${HERE}-2019-00001 a contribution`,
    ])
  })

  test('as a claim beside a contribution case of the year', () => {
    const first = close([], SEPTEMBER, { a: {} })
    expect(numbers(close(first, OCTOBER, { a: { outcome: 'claim' } }))).toEqual([
      `${HERE}-2018-00001 a contribution`,
      `${HERE}-2018-00002 a claim`,
    ])
  })
})

describe('numbers', () => {
  const people = {
    a: { township: `${HERE}108` },
    b: { township: `${HERE}100`, born: '1980-02-01', outcome: 'claim' },
    c: { township: `${HERE}100`, born: '1980-01-01' },
  } as const

  test('go by the primary listing’s township', () => {
    const table = close([], SEPTEMBER, {
      a: { township: `${HERE}108`, besides: `${HERE}100` },
      b: { township: `${HERE}104` },
    })
    expect(table.map(({ key }) => key)).toEqual(['b', 'a'])
  })

  test('go by township, then ID number', () => {
    expect(close([], SEPTEMBER, people).map(({ key }) => key)).toEqual(['c', 'b', 'a'])
  })

  test('of cases that begin later come later', () => {
    const table = close(close([], SEPTEMBER, { a: people.a }), OCTOBER, people)
    expect(numbers(table)).toEqual([
      `${HERE}-2018-00001 a contribution`,
      `${HERE}-2018-00002 c contribution`,
      `${HERE}-2018-00003 b claim`,
    ])
  })

  test('are kept, and none is used twice, when a month is closed again', () => {
    const first = close([], SEPTEMBER, { a: {}, b: {} })
    const again = close(first, SEPTEMBER, { b: {}, c: {} })
    expect(numbers(again)).toEqual([...numbers(first), `${HERE}-2018-00003 c contribution`])
    expect(only(again, 'a')[0]?.close).toMatchObject({ state: 'ended', reason: 'left-lists' })
  })

  test('of a year go on after its 99,999th', () => {
    const [row] = close([], SEPTEMBER, { a: {} })
    const full = [{ ...row!, number: `${HERE}-2018-99999` }]
    expect(close(full, OCTOBER, { a: {}, b: {} }).at(-1)?.number).toBe(`${HERE}-2018-100000`)
  })
})

describe('business is', () => {
  const after = (...outcomes: Outcome[]) => {
    let table: CaseRow[] = []
    for (const outcome of outcomes) table = close(table, OCTOBER, { a: { outcome, reason: 'name-conflict' } })
    return table[0]?.business
  }
  test.each<[string | undefined, Outcome[]]>([
    ['renewal', ['pay']],
    ['first-enrolment', ['enrol']],
    [undefined, ['review']],
    [undefined, ['review', 'student']],
    ['renewal', ['enrol', 'pay']],
    ['first-enrolment', ['pay', 'enrol', 'review']],
    ['renewal', ['pay', 'sponsored']],
    ['claim', ['claim']],
    ['claim', ['claim', 'review']],
  ])('%s after %j', (business, outcomes) => expect(after(...outcomes)).toBe(business))

  test('of another year forgotten', () => {
    const first = close([], OCTOBER, { a: { outcome: 'enrol' } })
    const next = close(first, JANUARY, { a: { outcome: 'review', reason: 'two-counties' } })
    expect(next.map(({ business }) => business)).toEqual(['first-enrolment', undefined])
  })
})

describe('what a case was at the close', () => {
  test('is its state, outcome and whom the notice told', () => {
    const [row] = close([], SEPTEMBER, { a: { outcome: 'enrol', township: `${HERE}108` } })
    expect(row?.close).toEqual({
      ...{ state: 'collecting', at: `${SEPTEMBER}T02:00:00.000Z`, day: SEPTEMBER, since: SEPTEMBER },
      ...{ outcome: 'enrol', notified: `${HERE}108` },
    })
  })

  test('has the reason of a review', () => {
    const [row] = close([], SEPTEMBER, { a: { outcome: 'review', reason: 'two-counties' } })
    expect(row?.close).toMatchObject({ state: 'under-review', outcomeReason: 'two-counties' })
    expect(row?.close.notified).toBeUndefined()
  })

  test('changes at the next one', () => {
    const first = close([], SEPTEMBER, { a: { outcome: 'enrol' } })
    const [row] = close(first, OCTOBER, { a: { outcome: 'enrol', own: materials(12, { verifiedOn: OCTOBER }) } })
    expect(row?.close).toEqual({
      state: 'ready',
      verifiedOn: OCTOBER,
      at: `${OCTOBER}T02:00:00.000Z`,
      day: OCTOBER,
      since: OCTOBER,
      outcome: 'enrol',
    })
  })

  test('is as old as the first of the closes that found it alike', () => {
    const first = close([], SEPTEMBER, { a: { outcome: 'enrol' } })
    const [row] = close(first, OCTOBER, { a: { outcome: 'enrol' } })
    expect(row?.close).toMatchObject({ state: 'collecting', day: OCTOBER, since: SEPTEMBER })
  })

  test('is as old as the answer since the last close that made it so', () => {
    const first = close([], SEPTEMBER, { a: { outcome: 'enrol' }, b: { outcome: 'enrol' } })
    const people = {
      a: { own: results('contribution', ['b', 3, '99', { day: '2018-09-18', cameOn: '2018-09-20' }]) },
      b: { own: results('contribution', ['b', 3, '99', { day: '2018-03-01' }]) },
    }
    const table = close(first, OCTOBER, people)
    expect(table.map((row) => `${row.close.state} ${row.close.since}`)).toEqual([
      'failed 2018-09-20',
      `failed ${OCTOBER}`,
    ])
  })

  test('remembers what was found about somebody paid, who is read no more otherwise', () => {
    const paid = results('contribution', ['b', 3, '00'])
    const people = {
      a: { own: { ...paid, ...materials(12, { finding: '死亡' }) } },
      b: { own: { ...paid, ...materials(12, { finding: '属实' }) } },
      c: { own: materials(12, { finding: '死亡' }) },
    }
    const table = close([], SEPTEMBER, people)
    expect(table.map((row) => `${row.close.state} ${row.close.awaited}`)).toEqual([
      'paid true',
      'paid undefined',
      'paused undefined',
    ])
  })

  test('remembers what a second person has not confirmed', () => {
    const waits = (confirmed: object) => settled([12, 'withdraw', { waits: true, ...confirmed }])
    const people = {
      a: { outcome: 'sponsored' as const, own: waits({}) },
      b: {
        outcome: 'sponsored' as const,
        own: waits({ confirmed: { at: at(13), by: { account: 'b', name: '乙', division: HERE } } }),
      },
    }
    const table = close(close([], SEPTEMBER, { a: {}, b: {} }), OCTOBER, people)
    expect(table.map((row) => `${row.close.state} ${row.close.awaited}`)).toEqual(['ended true', 'ended undefined'])
  })

  test('of somebody who left is ended, without an outcome', () => {
    const [row] = close(close([], SEPTEMBER, { a: {} }), OCTOBER, {})
    expect(row?.close).toEqual({
      state: 'ended',
      reason: 'left-lists',
      at: `${OCTOBER}T02:00:00.000Z`,
      day: OCTOBER,
      since: OCTOBER,
    })
  })

  test('of an earlier year stays as its year’s last close left it, of a claim goes on', () => {
    const first = close([], OCTOBER, { a: { outcome: 'enrol' }, b: { outcome: 'claim', own: {} } })
    const next = close(first, JANUARY, {})
    expect(only(next, 'a')).toEqual(only(first, 'a'))
    expect(only(next, 'b')[0]?.close).toMatchObject({
      state: 'ended',
      reason: 'left-lists',
      day: JANUARY,
      since: JANUARY,
    })
  })

  test('after the last payment day is ended, and what it was besides', () => {
    const policy = { ...caseFacts('contribution').policy, lastPaymentDays: [{ year: 2018, day: '2018-10-01' }] }
    const [row] = close([], OCTOBER, { a: { outcome: 'enrol', policy } })
    expect(row?.close).toMatchObject({
      state: 'ended',
      reason: 'unpaid-at-year-end',
      beforeYearEnd: { state: 'collecting' },
    })
  })
})

test('whatever months bring, each number is of one case, and nobody who needs a case has none or two', () => {
  const person = fc.record({
    outcome: fc.constantFrom<Outcome>('pay', 'enrol', 'review', 'claim', 'student', 'drawing'),
    reason: fc.constant<Reason>('two-counties'),
    township: fc.constantFrom(`${HERE}100`, `${HERE}108`),
  })
  const people = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), person)
  const days = ['2018-11-05', '2018-11-06', '2018-12-31', '2019-01-07', '2019-02-12']
  fc.assert(
    fc.property(fc.array(people, { minLength: days.length, maxLength: days.length }), (months) => {
      let table: CaseRow[] = []
      for (const [i, day] of days.entries()) {
        const before = table
        table = close(before, day, months[i]!)
        expect(numbers(table).slice(0, before.length)).toEqual(numbers(before))
        const year = Number(day.slice(0, 4))
        for (const [key, { outcome }] of Object.entries(months[i]!)) {
          if (outcome === 'student' || outcome === 'drawing') continue
          const kind = outcome === 'claim' ? 'claim' : 'contribution'
          const own = only(table, key).filter((row) => row.kind === kind && (kind === 'claim' || row.year === year))
          expect(own).toHaveLength(1)
        }
      }
      for (const year of [2018, 2019]) {
        const own = table.filter((row) => row.number.startsWith(`${HERE}-${year}-`))
        expect(own.map(({ number }) => Number(number.slice(-5)))).toEqual(own.map((_, i) => i + 1))
      }
    }),
    { numRuns: runs(100) },
  )
})
