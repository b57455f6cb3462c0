import { describe, expect, test } from 'vitest'
import { reviewsOf } from '../../../rules/cases/review-items.ts'
import type { CaseRow, Standing } from '../../../schemas/records/case.ts'
import { evidenceOf } from '../../../wording/evidence.ts'
import { type Changes, HERE, person, ROW, THERE } from '../determination/perfect-person.ts'
import { at, caseRow } from './perfect-case.ts'
import { circumstances } from './settle.ts'

const CLOSE = at(10)

function reviews(changes: Changes, standing: Standing, row: Partial<CaseRow> = {}) {
  const who = person(changes)
  const own = caseRow('contribution', { key: who.key, ...row })
  const table = [{ ...own, close: { ...own.close, ...standing } }]
  const persons = new Map([[who.key, who]])
  return reviewsOf(table, { county: HERE, at: CLOSE, persons, circumstances: circumstances(changes) })
}

const said = (changes: Changes, standing: Standing) => {
  const [review] = reviews(changes, standing)
  return evidenceOf(review!, HERE, (county) => (county === THERE ? '翁源县' : county))
}

describe('on the review list are', () => {
  const changes = { register: { [`${HERE}#resident`]: { ...ROW, name: '张叁' } } }

  test.each<Standing>([
    { state: 'under-review', reason: 'name-conflict' },
    { state: 'paused', reason: '服兵役' },
    { state: 'failed', reason: '99' },
  ])('cases that are $state', (standing) => {
    expect(reviews(changes, standing)).toMatchObject([{ number: `${HERE}-2018-00001`, kind: 'contribution', standing }])
  })

  test.each<Standing>([{ state: 'collecting' }, { state: 'waiting', reason: 'other-county' }, { state: 'ended' }])(
    'none that are $state',
    (standing) => {
      expect(reviews(changes, standing)).toEqual([])
    },
  )

  test('none of a year that is over', () => {
    const past = caseRow('contribution').close
    expect(reviews(changes, { state: 'failed', reason: '99' }, { close: { ...past, at: at(9) } })).toEqual([])
  })

  test('with what fits each', () => {
    const [conflict] = reviews(changes, { state: 'under-review', reason: 'name-conflict' })
    expect(conflict!.choices).toEqual(['name', 'correct-list', 'hold'])
    expect(reviews(changes, { state: 'failed', reason: '99' })[0]!.choices).toContain('resume')
  })
})

describe('the evidence says what each county has', () => {
  const review = (reason: string) => ({ state: 'under-review' as const, reason })

  test('names of lists and registers', () => {
    const changes = {
      lists: { [`${THERE}#tekun`]: { name: '张五' } },
      register: { [`${HERE}#resident`]: { name: '张叁' } },
    }
    expect(said(changes, review('name-conflict'))).toBe('本县名单：张三；本县参保登记：张叁；翁源县名单：张五')
    expect(said(changes, review('two-counties'))).toBe('本县名单：张三；翁源县名单：张五')
  })

  test('who enrols the person', () => {
    const there = { [`${THERE}#resident`]: {} }
    expect(said({ register: there }, review('duplicate-enrolment'))).toBe('本县参保登记：张三；翁源县参保登记：张三')
    const elsewhere = { register: { ...there, [`${HERE}#resident`]: undefined } }
    for (const reason of ['enrolled-elsewhere', 'transferring'])
      expect(said(elsewhere, review(reason))).toBe('本县没有参保登记；翁源县参保登记：张三')
  })

  test('what the bank, the village or the agency said', () => {
    expect(said({}, { state: 'failed', reason: '02' })).toBe('银行回盘：无账户')
    expect(said({}, { state: 'paused', reason: '服兵役' })).toBe('入户复核：服兵役')
    expect(said({}, { state: 'paused', reason: 'held' })).toBe('经办机构已经暂缓办理')
  })
})
