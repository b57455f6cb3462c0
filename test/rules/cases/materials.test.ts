/** Each condition of docs/cases.md#complete-materials. */
import { expect, test } from 'vitest'
import { areMaterialsComplete } from '../../../rules/cases/materials.ts'
import type { CaseKind } from '../../../schemas/records/case.ts'
import { type Changes, caseFacts, caseRow, HERE, materials, results, settled, THERE } from './perfect-case.ts'

const isComplete = (kind: CaseKind, { own, cases }: Changes) =>
  areMaterialsComplete(caseRow(kind), { ...caseFacts(kind), cases: { [HERE]: own ?? {}, ...cases } })
const FOUND = materials(12, { finding: '服兵役' })

test.each<[boolean, CaseKind, string, Changes]>([
  [true, 'contribution', 'collected and verified', { own: materials(12) }],
  [false, 'contribution', 'no answer', {}],
  [false, 'contribution', 'of another county', { cases: { [THERE]: materials(12) } }],
  [false, 'contribution', 'not all collected', { own: materials(12, { collected: 'incomplete' }) }],
  [false, 'contribution', 'given up', { own: materials(12, { collected: 'given-up' }) }],
  [false, 'contribution', 'not verified', { own: materials(12, { isVerified: false }) }],
  [true, 'contribution', '属实', { own: materials(12, { finding: '属实' }) }],
  [false, 'contribution', 'a finding', { own: FOUND }],
  [true, 'contribution', 'a finding, resumed', { own: { ...FOUND, ...settled([13, 'resume']) } }],
  [false, 'contribution', 'a finding, resumed before', { own: { ...FOUND, ...settled([11, 'resume']) } }],
  [false, 'contribution', 'no day of verifying', { own: materials(12, { verifiedOn: undefined }) }],
  [true, 'contribution', 'verified 12 months before', { own: materials(12, { verifiedOn: '2017-11-05' }) }],
  [false, 'contribution', 'verified longer before', { own: materials(12, { verifiedOn: '2017-11-04' }) }],
  [true, 'contribution', 'before the case began', { own: materials(8) }],
  [true, 'claim', 'since the case began', { own: materials(12) }],
  [false, 'claim', 'when the case began', { own: materials(10) }],
  [false, 'claim', 'before the row that was done', { own: { ...materials(12), ...results('claim', ['b', 14, '00']) } }],
  [true, 'claim', 'since the row that was done', { own: { ...materials(15), ...results('claim', ['b', 14, '00']) } }],
  [true, 'claim', 'before a row that failed', { own: { ...materials(12), ...results('claim', ['b', 14, '02']) } }],
  [
    true,
    'claim',
    'before a contribution that was done',
    { own: { ...materials(12), ...results('contribution', ['b', 14, '00']) } },
  ],
])('%s for a %s: %s', (expected, kind, _, changes) => expect(isComplete(kind, changes)).toBe(expected))

test('policy may give a 复核日期 less time, or more', () => {
  const of = (verifiedMonths: number) => {
    const facts = caseFacts('contribution')
    const policy = { ...facts.policy, cases: { ...facts.policy.cases, verifiedMonths } }
    const own = materials(12, { verifiedOn: '2018-05-04' })
    return areMaterialsComplete(caseRow('contribution'), { ...facts, policy, cases: { [HERE]: own } })
  }
  expect([5, 6, 7].map(of)).toEqual([false, false, true])
})
