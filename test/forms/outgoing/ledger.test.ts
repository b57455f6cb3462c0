import { describe, expect, test } from 'vitest'
import { type LedgerRow, writeLedger } from '../../../forms/outgoing/ledger.ts'
import { ledgerTitle } from '../../../wording/forms.ts'
import { bytesOf } from '../bytes-of.ts'
import { below, expectPrinted, printed, sheetOf } from './printed-rows.ts'

const dibao = { form: 'dibao', name: '低保对象' } as const

const ID = '440222196001310018'

const person: LedgerRow = {
  county: '始兴县',
  township: '太平镇',
  village: '五里村',
  name: '张三',
  id: ID,
  categories: ['特困人员', '低保对象'],
  scheme: 'resident',
  enrolment: 'active',
  enrolledOn: '2012-07-01',
  outcome: 'sponsored',
  year: 2018,
  fen: 12_000,
  paidOn: '2018-06-20',
  is60: false,
  benefit: 'none',
  updatedOn: '2018-06-06',
}

describe('ledger', () => {
  const write = (rows: LedgerRow[]) =>
    bytesOf((out) => writeLedger(out, { ...printed, title: ledgerTitle(dibao), rows }))

  test('one row a person, in the columns of docs/forms.md#ledger', async () => {
    const claim: LedgerRow = { ...person, outcome: 'claim', reason: 'suspended', is60: true, fen: undefined }
    const rows = await sheetOf(await write([person, claim]), '台账')
    expectPrinted(
      rows,
      '附件2（附表6）低保对象参加养老保险情况台账',
      '序号、县（市、区）、乡镇（街道）、村（居）、姓名、身份证号码、全部类别、险种、参保状态、参保日期、认定结果、原因、代缴年度、代缴金额、缴费日期、是否年满60周岁、待遇状态、待遇开始年月、月待遇金额、案件状态、最近更新',
    )
    const [first, second] = below(rows, '序号')
    expect(first!.join('|')).toBe(
      `1|始兴县|太平镇|五里村|张三|${ID}|特困人员、低保对象|城乡居民|正常参保|2012-07-01|已代缴||2018|120|2018-06-20|否|未领取||||2018-06-06`,
    )
    const headings = rows.find(([first]) => first === '序号')!
    const shown = ['认定结果', '原因', '代缴年度', '代缴金额', '缴费日期', '是否年满60周岁'].map(
      (heading) => second![headings.indexOf(heading)],
    )
    expect(shown).toEqual(['待申领', '待遇暂停', '2018', '', '2018-06-20', '是'])
  })

  test('the same rows give the same bytes', async () => {
    expect((await write([person])).equals(await write([person]))).toBe(true)
  })
})
