/** Nobody's case waits without an office that must act and a day (docs/cases.md#never-with-cases). */
import { describe, expect, test } from 'vitest'
import { nextStep } from '../../../rules/cases/next-step.ts'
import { cityCalendar } from '../../../rules/deadlines/work-calendar.ts'
import { CaseState, type CountyFacts, type Standing } from '../../../schemas/records/case.ts'
import { DEFAULT_DEADLINES } from '../../../schemas/records/deadline-policy.ts'
import { caseRow, DAY, materials, results, settled } from './perfect-case.ts'

const clock = { deadlines: DEFAULT_DEADLINES, calendar: cityCalendar(DEFAULT_DEADLINES.calendar) }
const row = caseRow('contribution')
const step = (standing: Standing, facts: CountyFacts = {}, decidedOn?: string) =>
  nextStep(row, standing, { facts, decidedOn }, clock)

test('every state but an end has an office and a day', () => {
  const over = new Set<string>(['paid', 'ended', 'registered'])
  for (const state of CaseState.options) {
    const next = step({ state })
    expect(next === undefined, state).toBe(over.has(state))
    if (next) expect(next.who.length, state).toBeGreaterThan(0)
  }
})

test.each([
  ['01', ['township']],
  ['02', ['bank', 'township']],
  ['03', ['bank', 'township']],
  ['04', ['social-insurance']],
  ['05', ['social-insurance']],
  ['99', ['social-insurance']],
])('a failure %s is the task of %j', (reason, who) => {
  expect(step({ state: 'failed', reason })?.who).toEqual(who)
})

test('what the bank does not know yet is a query to it', () => {
  expect(step({ state: 'in-flight', reason: '90' })).toMatchObject({ who: ['bank'], until: '2018-11-12' })
})

describe('since when', () => {
  test('the first close that found it so', () => {
    const old = caseRow('contribution', { close: { ...row.close, since: '2018-09-05' } })
    expect(nextStep(old, { state: 'collecting' }, { facts: {}, decidedOn: undefined }, clock)?.since).toBe('2018-09-05')
  })

  test('the day of the answer that changed it', () => {
    const changed = {
      ...materials(12, { day: '2018-11-20', finding: '服兵役' }),
      ...results('contribution', ['b', 3, '01']),
    }
    expect(step({ state: 'paused', reason: '服兵役' }, changed)).toMatchObject({
      since: '2018-11-20',
      until: '2019-01-02',
    })
  })

  test('the close, where time alone changed it', () => {
    expect(step({ state: 'ready' })?.since).toBe(DAY)
  })

  test('the day on which the bank’s return came, whenever the bank had tried', () => {
    const late = results('contribution', ['b', 3, '01', { day: '2018-11-06', cameOn: '2018-11-19' }])
    expect(step({ state: 'failed', reason: '01' }, late)).toMatchObject({ since: '2018-11-19', until: '2018-12-03' })
  })

  test.each<[string, Standing, CountyFacts, string]>([
    ['papers that mend nothing', { state: 'failed', reason: '04' }, results('contribution', ['b', 3, '04']), DAY],
    [
      'a held person’s papers',
      { state: 'paused', reason: 'held' },
      settled([3, 'hold', { day: '2018-11-07' }]),
      '2018-11-07',
    ],
    [
      'papers of somebody whose transfer is awaited',
      { state: 'under-review', reason: 'transferring' },
      settled([3, 'transfer', { day: '2018-11-08' }]),
      '2018-11-08',
    ],
  ])('%s, sent again and again, put nothing off', (_, standing, facts, since) => {
    const again = { ...facts, ...materials(12, { day: '2018-11-28' }) }
    expect(step(standing, again)?.since).toBe(since)
  })

  test('the day of the decision, where a list or register made it a review: answers of long ago made nothing of it', () => {
    const old = {
      ...materials(12, { day: '2018-04-02' }),
      ...results('contribution', ['b', 3, '00', { day: '2018-05-02' }]),
    }
    expect(step({ state: 'under-review', reason: 'name-conflict' }, old, '2018-11-14')?.since).toBe('2018-11-14')
    expect(step({ state: 'ready' }, old)?.since).toBe(DAY)
  })
})
