/** 告知单: whatever was decided and wherever cases stand, there is something to read, in plain words. */
import { describe, expect, test } from 'vitest'
import { BankResult, Finding, Outcome, Reason } from '../../schemas/codes.ts'
import { CaseState, type Standing } from '../../schemas/records/case.ts'
import { NOT_LISTED, type Plain, plainNotice, plainOutcome, plainStanding } from '../../wording/plain-notice.ts'
import { ENDINGS } from '../../wording/standings.ts'

const REASONS: readonly (string | undefined)[] = [
  ...[undefined, 'held', 'transferring', 'other-county', 'left-lists', 'elsewhere', 'given-up', 'unpaid-at-year-end'],
  ...[...Outcome.options, ...Reason.options, ...BankResult.options, ...Finding.options],
]
const STANDINGS: readonly Standing[] = CaseState.options.flatMap((state) =>
  REASONS.map((reason) => ({ state, ...(reason !== undefined && { reason }) })),
)
const DECISIONS = [
  undefined,
  ...Outcome.options.flatMap((outcome) => [undefined, ...Reason.options].map((reason) => ({ outcome, reason }))),
]

/** No code, no word of the office's own, and sentences that end. */
function expectPlain(told: Plain, about: unknown) {
  for (const text of Object.values(told)) {
    expect([about, text]).toEqual([about, expect.stringMatching(/。$/)])
    expect([about, text]).toEqual([
      about,
      expect.not.stringMatching(/[a-z]|\d{3}|第.+条|代缴批次|回盘|复核|案件|认定|undefined/i),
    ])
  }
}

describe('a 告知单', () => {
  test('has a result, a why and a what to do for every outcome and every state of a case', () => {
    for (const decision of DECISIONS) if (decision) expectPlain(plainOutcome(decision), decision)
    for (const standing of STANDINGS)
      for (const kind of ['contribution', 'claim'] as const)
        expectPlain(plainStanding(standing, kind), [standing, kind])
    expectPlain(NOT_LISTED, 'nobody')
  })

  test('tells something whatever both cases are, and nothing of another year', () => {
    const contribution = [undefined, ...STANDINGS]
    for (const decision of DECISIONS)
      for (const paying of contribution)
        for (const drawing of [undefined, { state: 'collecting' }, { state: 'ended', reason: 'claim' }] as const) {
          const cases = [
            ...(paying ? [{ kind: 'contribution' as const, year: 2018, standing: paying }] : []),
            ...(drawing ? [{ kind: 'claim' as const, year: 2017, standing: drawing }] : []),
          ]
          expect(plainNotice(decision, cases, 2018).length).toBeGreaterThan(0)
          if (!drawing) expect(plainNotice(decision, cases, 2019)).toEqual(plainNotice(decision, [], 2019))
        }
  })

  test('has words of its own for every reason that a case names', () => {
    const texts = (state: Standing['state'], reasons: readonly string[]) =>
      new Set(reasons.map((reason) => plainStanding({ state, reason }, 'contribution').why)).size
    const findings = Finding.options.filter((finding) => finding !== '属实')
    expect(texts('paused', [...findings, 'held'])).toBe(findings.length + 1)
    expect(texts('failed', ['01', '02', '03', '04', '05', '99'])).toBe(6)
    const reviews = [
      'name-conflict',
      'register-incomplete',
      'two-counties',
      'duplicate-enrolment',
      'enrolled-elsewhere',
    ]
    expect(texts('under-review', [...reviews, 'transferring'])).toBe(6)
    expect(texts('ended', Outcome.options)).toBe(Outcome.options.length)
    expect(Object.keys(ENDINGS)).toEqual(
      expect.arrayContaining(['left-lists', 'elsewhere', 'given-up', 'unpaid-at-year-end']),
    )
    expect(plainStanding({ state: 'ended', reason: 'left-lists' }, 'contribution')).toEqual(NOT_LISTED)
  })

  test.each([
    [{ state: 'paid' }, '今年的养老保险费已经由政府交了，您不用交。'],
    [{ state: 'collecting' }, '今年的养老保险费还没有办好。'],
    [{ state: 'failed', reason: '02' }, '今年的养老保险费还没有办好。'],
    [{ state: 'ended', reason: 'self-paid' }, '今年政府不代您交养老保险费。'],
  ] as const)('says of %j: %s', (standing, result) => {
    expect(plainStanding(standing, 'contribution').result).toBe(result)
  })

  test('of what was paid in and of what is drawn tells both while both go on', () => {
    const cases = [
      { kind: 'contribution' as const, year: 2018, standing: { state: 'paid' as const } },
      { kind: 'claim' as const, year: 2018, standing: { state: 'collecting' as const } },
    ]
    expect(plainNotice({ outcome: 'claim' }, cases, 2018).map(({ result }) => result)).toEqual([
      '今年的养老保险费已经由政府交了，您不用交。',
      '您的养老金还没有办好。',
    ])
  })
})
