import { expect, test } from 'vitest'
import { type ReviewRow, writeReviewList } from '../../../forms/outgoing/review-list.ts'
import { FORMS } from '../../../schemas/columns.ts'
import { bytesOf, hasOpenpyxl, textsOf, withOpenpyxl } from '../bytes-of.ts'
import { below, printed } from './printed-rows.ts'

const CONFLICT: ReviewRow = {
  caseNumber: '440222-2018-00001',
  name: '张三',
  id: '440222196001310018',
  township: '太平镇',
  categories: ['特困人员', '低保对象'],
  reason: '姓名不一致',
  evidence: '本县名单：张三；本县参保登记：张叁',
  choices: ['name', 'correct-list', 'hold'],
  names: ['张三', '张叁'],
}
const FAILED: ReviewRow = {
  ...CONFLICT,
  caseNumber: '440222-2018-00002',
  reason: '银行未能办理（无账户）',
  evidence: '银行回盘：无账户',
  choices: ['hold', 'resume'],
}
const list = () => bytesOf((out) => writeReviewList(out, { ...printed, rows: [CONFLICT, FAILED] }))

test('both sides in words, with three columns to be filled in', async () => {
  const rows = (await textsOf(await list())).get('复核清单')!.map(({ texts }) => texts)
  expect(rows[0]![0]).toBe('复核清单')
  expect(below(rows, '案件编号')).toEqual([said(CONFLICT), said(FAILED)])
  const headings = rows.find(([first]) => first === '案件编号')!
  expect(headings).toEqual(expect.arrayContaining(FORMS.settlement.columns.map(({ heading }) => heading)))
})

const said = ({ caseNumber, name, id, township, categories, reason, evidence }: ReviewRow) => [
  ...[caseNumber, name, id, township, categories.join('、'), reason, evidence],
]

test.skipIf(!hasOpenpyxl)('a row offers what fits it, and the names on record (skipped without openpyxl)', async () => {
  const { printed: lists } = withOpenpyxl(
    await list(),
    `ws = wb['复核清单']
print(json.dumps({str(v.sqref): v.formula1 for v in ws.data_validations.dataValidation}))`,
  )
  expect(lists).toEqual({
    H5: '"以此姓名为准,退回名单单位更正,暂缓办理"',
    I5: '"张三,张叁"',
    H6: '"暂缓办理,恢复办理"',
  })
})
