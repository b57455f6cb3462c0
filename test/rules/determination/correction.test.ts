/** 上月更正: what later lists change of who was listed, table by table, as counts of rows. */
import { expect, test } from 'vitest'
import { correctionOf } from '../../../rules/determination/correction.ts'
import type { Outcome } from '../../../schemas/codes.ts'
import type { SnapshotRow } from '../../../schemas/records/snapshot.ts'
import { correctionLines } from '../../../wording/returns.ts'

type Row = Pick<SnapshotRow, 'key' | 'listings' | 'decision'>

const row = (key: string, outcome: Outcome, ...categories: string[]): Row => ({
  key,
  listings: Object.fromEntries(categories.map((code) => [code, { township: '440222100' } as never])),
  decision: { outcome } as never,
})
const CATEGORIES = ['dibao', 'tekun']
const SUBMITTED = [row('a', 'pay', 'dibao'), row('b', 'review', 'dibao', 'tekun'), row('c', 'drawing', 'tekun')]

test('nobody added or removed is no correction, though lists came', () => {
  expect(correctionOf(CATEGORIES, SUBMITTED, SUBMITTED, [])).toBeUndefined()
  const same = [{ category: 'dibao', began: ['a'], ended: ['z'] }]
  expect(correctionOf(CATEGORIES, SUBMITTED, SUBMITTED, same)).toBeUndefined()
  // Taken off by one list and put back by the next.
  const back = [
    { category: 'dibao', began: [], ended: ['a'] },
    { category: 'dibao', began: ['a'], ended: [] },
  ]
  expect(correctionOf(CATEGORIES, SUBMITTED, SUBMITTED, back)).toBeUndefined()
})

test('who left counts by the submitted row, who came by the present one; once in the total', () => {
  const closed = [...SUBMITTED, row('d', 'enrol', 'dibao')]
  const tables = correctionOf(CATEGORIES, SUBMITTED, closed, [
    { category: 'dibao', began: ['d', 'gone'], ended: ['b'] },
    { category: 'tekun', began: [], ended: ['c'] },
  ])
  expect(tables).toEqual({
    dibao: { submitted: 2, now: 3, added: 2, removed: 1, outcomes: { enrol: 1, review: -1 } },
    tekun: { submitted: 2, now: 1, added: 0, removed: 1, outcomes: { drawing: -1 } },
    // b is still listed as tekun.
    total: { submitted: 3, now: 4, added: 2, removed: 1, outcomes: { enrol: 1, drawing: -1 } },
  })
  const correction = { period: '2018-05', version: 2, tables: tables! }
  expect(correctionLines(correction, 'total')).toEqual([
    '上月更正：2018年5月统计表第2次报送以后，收到、确认或者撤回了所属期不晚于该月的名单，该月名单人数由3人更正为4人（增加2人，减少1人），其中待参保增加1人、已领取待遇减少1人。已报的数字不变。',
  ])
  expect(correctionLines(undefined, 'total')).toEqual([])
})
