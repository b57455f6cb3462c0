/** The agency settles what its review list names, fitly or not. */
import { type Random, random } from '../../../samples/random.ts'
import type { PlantedRow } from '../office-file.ts'
import { cellsOf, filesUnder, type Row, rowsBelow } from '../read-files.ts'
import type { Office } from './office.ts'

const HEADINGS = ['案件编号*', '姓名*', '身份证号码*', '复核原因', '处理意见*', '正确姓名', '依据说明*']
/** In the words of the form. */
const CHOICES: Record<string, readonly string[]> = {
  姓名不一致: ['以此姓名为准', '以此姓名为准', '退回名单单位更正'],
  参保登记信息不全: ['按已参保处理', '按未参保处理'],
  两县名单重复: ['由本县负责', '由对方县负责'],
  两县重复参保: ['以本县参保为准', '以对方县参保为准'],
  在外县参保: ['由本县代缴', '办理关系转入'],
}
const OTHERS = ['恢复办理', '恢复办理', '恢复办理', '暂缓办理', '撤回']
/** Codes that rest on what the month's lists and other settlements have changed by then. */
const MAYBE = ['choice-unfit', 'settled-elsewhere', 'name-unknown', 'case-unknown', 'case-mismatch']

export function settleReviews({ seed, met, month, last, inbox }: Office): void {
  if (!last) return
  for (const { division, path } of filesUnder(last.out, 'review')) {
    const draw = random(seed, 'agency', division, month.number)
    const rows: PlantedRow[] = []
    for (const { cells } of rowsBelow(cellsOf(path), '案件编号').filter((row) => row.cells.身份证号码)) {
      if (draw.chance(0.4)) continue
      const row = settlementOf(cells, draw)
      met.count(`settlement: ${row.name}`)
      rows.push(row.planted)
    }
    const [first] = rows
    if (first && draw.chance(0.1)) {
      met.count('settlement row: duplicate-row')
      rows.push({ ...first, codes: [...(first.codes ?? []), 'duplicate-row'] })
    }
    if (rows.length > 0)
      inbox.put({ division, office: 'social-insurance', form: 'settlement', headings: HEADINGS, rows })
  }
}

function settlementOf(cells: Row, draw: Random): { name: string; planted: PlantedRow } {
  const { 案件编号: number, 姓名: name, 身份证号码: id, 复核原因: reason = '' } = cells
  const own = CHOICES[reason]
  const any = [...Object.values(CHOICES).flat(), ...OTHERS]
  const isUnfit = draw.chance(0.08)
  const choice = draw.pick(isUnfit ? any : draw.chance(0.1) ? OTHERS : (own ?? OTHERS))
  const correct = choice === '以此姓名为准' ? name : ''
  const row = [number, name, id, own ? reason : '', choice, correct, '已核对户口簿和登记原件']
  const changed = (at: number, cell: string) => row.map((one, index) => (index === at ? cell : one))
  const wrong: readonly [code: string, cells: (string | undefined)[]][] = [
    ['case-unknown', changed(0, '440203-2018-99999')],
    ['case-mismatch', changed(2, '440203199001010000')],
    ['code-unknown', changed(4, '随便')],
    ['grounds-missing', changed(6, '同意')],
  ]
  if (!draw.chance(0.1)) return { name: choice, planted: { cells: row, maybe: MAYBE } }
  const [code, spoiled] = draw.pick(wrong)
  return { name: `row ${code}`, planted: { cells: spoiled, codes: [code], maybe: MAYBE.filter((one) => one !== code) } }
}
