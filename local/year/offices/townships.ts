/** Townships answer the notices of the last close, or do not. */
import { random } from '../../../samples/random.ts'
import type { PlantedRow } from '../office-file.ts'
import type { Row } from '../read-files.ts'
import { cellsOf, filesUnder, rowsBelow } from '../read-files.ts'
import { dayBefore, type Office } from './office.ts'

const HEADINGS = [
  ...['案件编号*', '姓名*', '身份证号码*', '材料情况*', '入户复核*', '核实情况'],
  ...['收集人', '复核人', '复核日期', '乡镇确认人', '备注'],
]
const FINDINGS = ['死亡', '户口迁出', '在校学生', '服兵役', '服刑', '已参加职保', '联系不上']

type Answer = [papers: string, visit: string, finding: string, who: string, by: string, on: string, confirmed: string]

export function answerNotices({ seed, met, month, last, inbox }: Office): void {
  if (!last) return
  for (const { name: township, path } of filesUnder(last.out, 'township')) {
    const draw = random(seed, 'township', township, month.number)
    if (draw.chance(0.15)) {
      met.count('materials: none')
      continue
    }
    const on = dayBefore(month.today, 1 + draw.int(20))
    const rows: PlantedRow[] = []
    for (const { cells } of rowsBelow(cellsOf(path), '案件编号').filter((row) => row.cells.身份证号码)) {
      const said = answerOf(draw.int(100), draw.pick(FINDINGS), on)
      if (!said) continue
      const [name, change] = draw.chance(0.1) ? draw.pick(WRONG) : []
      const row = change ? change(cells, said[1], on) : rowOf(cells, said[1])
      met.count(name ? `materials row: ${name}` : `materials: ${said[0]}`)
      // A list may since have put the name right, or ended the listing.
      rows.push({ ...row, maybe: ['case-closed', 'case-mismatch'].filter((code) => !row.codes?.includes(code)) })
    }
    const [first] = rows
    if (first && draw.chance(0.1)) {
      met.count('materials row: duplicate-row')
      rows.push({ ...first, codes: [...(first.codes ?? []), 'duplicate-row'] })
    }
    if (rows.length === 0) continue
    const file = { division: township, office: 'township', form: 'materials', headings: HEADINGS, rows }
    inbox.put(file)
    if (draw.chance(0.1)) {
      met.count('materials: sent again')
      inbox.put(file)
    }
  }
}

function answerOf(dealt: number, finding: string, on: string): [string, Answer] | undefined {
  if (dealt < 62) return ['complete', ['已收齐', '已复核', '属实', '张三', '李四', on, '']]
  if (dealt < 70) return ['not collected', ['未收齐', '未复核', '', '', '', '', '']]
  if (dealt < 78) return [`finding ${finding}`, ['已收齐', '已复核', finding, '张三', '李四', on, '']]
  if (dealt < 82) return ['given up', ['本人放弃', '未复核', '', '', '', '', '王五']]
  return undefined
}

const rowOf = ({ 案件编号: number, 姓名: name, 身份证号码: id }: Row, said: Answer): PlantedRow => ({
  cells: [number, name, id, ...said, ''],
})

const WRONG: readonly (readonly [string, (cells: Row, said: Answer, on: string) => PlantedRow])[] = [
  ['case-unknown', (cells, said) => planted(rowOf({ ...cells, 案件编号: '440203-2018-99999' }, said), 'case-unknown')],
  ['case-mismatch', (cells, said) => planted(rowOf({ ...cells, 姓名: '某某某' }, said), 'case-mismatch')],
  ['code-unknown', (cells, [, ...said]) => planted(rowOf(cells, ['齐', ...said]), 'code-unknown')],
  [
    'answer-incomplete',
    (cells, _, on) => planted(rowOf(cells, ['已收齐', '已复核', '属实', '', '李四', on, '']), 'answer-incomplete'),
  ],
  [
    'date-unfit',
    (cells) => planted(rowOf(cells, ['已收齐', '已复核', '属实', '张三', '李四', '2099-01-01', '']), 'date-unfit'),
  ],
]

const planted = (row: PlantedRow, code: string): PlantedRow => ({ ...row, codes: [code] })
