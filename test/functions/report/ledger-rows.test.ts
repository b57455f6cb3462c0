/** What the ledger says about a case and its money (docs/forms.md#ledger). */
import { expect, test } from 'vitest'
import { ledgerRows } from '../../../functions/report/ledger-rows.ts'
import type { Outcome, Reason } from '../../../schemas/codes.ts'
import type { CaseKind, CaseRow, Standing } from '../../../schemas/records/case.ts'
import type { SnapshotRow } from '../../../schemas/records/snapshot.ts'
import { DAY, HERE, policy, ROW } from '../../rules/determination/perfect-person.ts'

const county = policy.counties.find(({ code }) => code === HERE)!
const KEY = '0'.repeat(30)
const snapshot = (outcome: Outcome, more: Partial<SnapshotRow> = {}, reason?: Reason): SnapshotRow => ({
  ...{ key: KEY, county: HERE, id: '440222198001310014', name: '张三', categories: ['dibao'], primary: 'dibao' },
  listings: { dibao: { name: '张三', township: '440222100' } },
  decision: { line: 1, outcome, facts: [], policy: 1, day: DAY, ...(reason && { reason }) },
  register: { [`${HERE}#resident`]: ROW },
  ...more,
})
const at = `${DAY}T02:00:00.000Z`
const own = (kind: CaseKind, standing: Standing): CaseRow => ({
  ...{ number: `${HERE}-2018-00001`, key: KEY, kind, year: 2018, begunAt: at },
  close: { ...standing, since: DAY, at, day: DAY },
})
function shown(row: SnapshotRow, ...cases: CaseRow[]) {
  const [only] = ledgerRows([row], new Map([[KEY, cases]]), 'dibao', county, policy, DAY)
  return only!
}
const stateOf = (row: SnapshotRow, ...cases: CaseRow[]) => shown(row, ...cases).caseState

test('the state at the close, of the case that the outcome is about, without what other columns say', () => {
  expect(stateOf(snapshot('pay'), own('contribution', { state: 'paused', reason: '服兵役' }))).toBe(
    '暂停办理（服兵役）',
  )
  const under = own('contribution', { state: 'under-review', reason: 'two-counties' })
  expect(stateOf(snapshot('review', {}, 'two-counties'), under)).toBe('待复核')
  expect(stateOf(snapshot('student'), own('contribution', { state: 'ended', reason: 'student' }))).toBe('已终止')
  const both = [own('contribution', { state: 'paid' }), own('claim', { state: 'collecting' })]
  expect(stateOf(snapshot('claim'), ...both)).toBe('待收材料')
  expect(stateOf(snapshot('sponsored'), ...both.toReversed())).toBe('已缴费')
  expect(stateOf(snapshot('drawing'), both[0]!)).toBe('已缴费')
  expect(stateOf(snapshot('self-paid'))).toBeUndefined()
})

test('what was or is to be paid, and the bank’s day', () => {
  const paid = { fen: 12_000, day: '2018-05-20' }
  expect(shown(snapshot('pay', { amount: 18_000 }))).toMatchObject({ fen: 18_000, paidOn: undefined })
  expect(shown(snapshot('sponsored', { paid }))).toMatchObject({ fen: 12_000, paidOn: '2018-05-20' })
  expect(shown(snapshot('other-scheme', { paid }))).toMatchObject({ fen: 12_000, paidOn: '2018-05-20' })
  expect(shown(snapshot('student')).fen).toBeUndefined()
})
