import { describe, expect, test } from 'vitest'
import { type Counts, writeStatistics } from '../../../forms/outgoing/statistics.ts'
import { Outcome } from '../../../schemas/codes.ts'
import { statisticsTitle } from '../../../wording/forms.ts'
import fc from '../../fc.ts'
import { bytesOf } from '../bytes-of.ts'
import { below, expectPrinted, printed, sheetOf } from './printed-rows.ts'

describe('statistics', () => {
  const counts: fc.Arbitrary<Counts> = fc.record({
    persons: fc.record(Object.fromEntries(Outcome.options.map((o) => [o, fc.nat(500)]))) as fc.Arbitrary<
      Counts['persons']
    >,
    sponsoredFen: fc.nat(10_000_000),
  })
  const write = (
    rows: { place: string; counts: Counts | undefined }[],
    places: 'townships' | 'counties' = 'townships',
  ) => bytesOf((out) => writeStatistics(out, { ...printed, title: statisticsTitle(undefined), places, rows }))

  test('合计 is the sum of the rows, 名单人数 the sum of the outcomes, rates what docs/rules.md#statistics says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(counts, { minLength: 1, maxLength: 5 }), async (places) => {
        const bytes = await write(places.map((c, i) => ({ place: `第${i}镇`, counts: c })))
        const rows = await sheetOf(bytes, '统计表')
        const table = below(rows, '乡镇（街道）').slice(0, places.length + 1)
        const column = (heading: string) => {
          const at = rows[2]!.indexOf(heading)
          return table.map((row) => (row[at] === '' || row[at] === undefined ? undefined : Number(row[at])))
        }
        for (const heading of rows[2]!.slice(1).filter((h) => !h.endsWith('率'))) {
          const values = column(heading).map((v) => Math.round(v! * 100))
          expect(values.at(-1)).toBe(values.slice(0, -1).reduce((a, b) => a + b, 0))
        }
        const parts = ['待复核', '死亡', '未满16周岁', '参加其他保险', '应参保人数', '在校学生', '年满60周岁'].map(
          column,
        )
        column('名单人数').forEach((listed, i) => {
          expect(listed).toBe(parts.reduce((sum, p) => sum + p[i]!, 0))
        })
        const [rate, insured, insurable] = [column('参保率'), column('已参保人数'), column('应参保人数')]
        rate.forEach((r, i) => {
          expect(r).toEqual(insurable[i] === 0 ? undefined : insured[i]! / insurable[i]!)
        })
      }),
      { numRuns: 25 },
    )
  })

  test('a rate over nothing is blank, a county that has not submitted is 未报', async () => {
    const none: Counts = {
      persons: Object.fromEntries(Outcome.options.map((o) => [o, 0])) as Counts['persons'],
      sponsoredFen: 0,
    }
    const rows = await sheetOf(
      await write(
        [
          { place: '甲', counts: none },
          { place: '乙', counts: undefined },
        ],
        'counties',
      ),
      '统计表',
    )
    expectPrinted(
      rows,
      '附件3 贫困人员参加养老保险情况统计表（合计）',
      '县（市、区）、名单人数、待复核、死亡、未满16周岁、参加其他保险、应参保人数、已参保人数、参保率、已代缴、代缴金额、个人已缴、在校学生、待代缴、待参保、年满60周岁、已领取待遇、待申领、领取率',
    )
    expect(rows[2]).toEqual(['已报1个县（市、区）；未报1个：乙。'])
    const [empty, missing] = below(rows, '县（市、区）')
    expect(empty!.slice(0, 10)).toEqual(['甲', '0', '0', '0', '0', '0', '0', '0', '', '0'])
    expect(empty![18] ?? '').toBe('')
    expect(missing!.filter((text) => text !== '')).toEqual(['乙', '未报'])
  })
})
