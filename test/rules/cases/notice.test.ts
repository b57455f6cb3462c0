/** Whom a township's materials notice names, and who may answer for it. */
import { describe, expect, test } from 'vitest'
import { isNamed, isNotified } from '../../../rules/cases/notice.ts'
import { CaseState, type Standing } from '../../../schemas/records/case.ts'
import { at, caseRow, DAY, HERE } from './perfect-case.ts'

const NAMED: readonly CaseState[] = ['collecting', 'paused', 'failed']

test.each<[boolean, Standing]>([
  ...CaseState.options.map((state): [boolean, Standing] => [NAMED.includes(state), { state, reason: '01' }]),
  ...['02', '03'].map((reason): [boolean, Standing] => [true, { state: 'failed', reason }]),
  ...['04', '05', '99'].map((reason): [boolean, Standing] => [false, { state: 'failed', reason }]),
])('names %s: %j', (expected, standing) => expect(isNamed(standing)).toBe(expected))

describe('a township was notified', () => {
  const close = { state: 'collecting', at: at(10), day: DAY, since: DAY } as const
  const cases = [
    caseRow('contribution', { close }),
    caseRow('claim', { close: { ...close, notified: `${HERE}108` } }),
    caseRow('contribution', { close: { ...close, at: at(8), notified: `${HERE}104` } }),
  ]
  test.each([
    [true, 'by the last close', `${HERE}108`, at(10)],
    [false, 'by a close before', `${HERE}104`, at(10)],
    [false, 'beside it', `${HERE}100`, at(10)],
    [false, 'that the notice of a later close did not name', `${HERE}108`, at(12)],
  ])('%s: %s', (expected, _, township, lastClose) => expect(isNotified(cases, township, lastClose)).toBe(expected))
})
