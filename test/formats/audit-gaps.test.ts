import { expect, test } from 'vitest'
import { headsAndGaps } from '../../formats/audit-gaps.ts'
import type { AuditHead, AuditRestoration } from '../../schemas/records/audit.ts'

const DIVISION = '440222'
const at = (hour: number) => `2018-06-07T${String(hour).padStart(2, '0')}:00:00.000Z`
const head = (seq: number, hour: number, division = DIVISION): AuditHead => ({
  ...{ division, seq, time: at(hour) },
  hash: String(seq % 10).repeat(64),
})
const restored = (kept: number, { to = 3, time = 12 } = {}): AuditRestoration => ({
  ...{ time: at(time), to: at(to), approval: '韶人社〔2018〕12号' },
  chains: [{ division: DIVISION, kept }],
})
const seqs = (heads: readonly AuditHead[]) => heads.map(({ seq }) => seq)

test('without a restoration every head of the chain stands, and there is no gap', () => {
  const { heads, lost, gaps } = headsAndGaps(DIVISION, [head(3, 0), head(3, 0, '440224')], [])
  expect([heads, lost, gaps]).toEqual([[head(3, 0)], [], []])
})

test('heads that were deposited before it of entries behind what was kept are lost, those before and since stand', () => {
  const { heads, lost, gaps } = headsAndGaps(DIVISION, [head(3, 0), head(6, 6), head(7, 18)], [restored(4)])
  expect([seqs(heads), seqs(lost)]).toEqual([[3, 7], [6]])
  expect(gaps).toMatchObject([{ time: at(12), to: at(3), first: 4, last: 6 }])
})

test('the gap begins behind the last head that stands, whatever whoever records it says was kept', () => {
  const all = [head(3, 0), head(9, 6)]
  expect(headsAndGaps(DIVISION, all, [restored(8)]).gaps).toMatchObject([{ first: 4, last: 9 }])
  expect(headsAndGaps(DIVISION, all, [restored(0)]).gaps).toMatchObject([{ first: 1, last: 9 }])
})

test('a chain of which nothing was deposited since has its gap too', () => {
  expect(headsAndGaps(DIVISION, [head(3, 0)], [restored(3)]).gaps).toMatchObject([{ first: 4, last: undefined }])
})

test('of two restorations each keeps its gap, and the second does not prove what the first has lost', () => {
  const all = [head(3, 0), head(6, 6), head(8, 14), head(9, 20)]
  const { heads, gaps } = headsAndGaps(DIVISION, all, [restored(4), restored(5, { to: 13, time: 16 })])
  expect(seqs(heads)).toEqual([3, 9])
  expect(gaps).toMatchObject([
    { first: 4, last: 6 },
    { first: 4, last: 8 },
  ])
})

test('a restoration of other chains takes nothing from this one', () => {
  expect(headsAndGaps('440224', [head(6, 6, '440224')], [restored(4)])).toMatchObject({ lost: [], gaps: [] })
})
