import { describe, expect, test } from 'vitest'
import { type FundingRow, writeFundingRequest } from '../../../forms/outgoing/funding-request.ts'
import { type PaymentRow, writePaymentInstruction } from '../../../forms/outgoing/payment-instruction.ts'
import fc from '../../fc.ts'
import { bytesOf, hasOpenpyxl, withOpenpyxl } from '../bytes-of.ts'
import { below, expectPrinted, printed, sheetOf } from './printed-rows.ts'

const ID = '440222196001310018'

const CATEGORIES = ['特困人员', '低保对象']

const payment: PaymentRow & FundingRow = {
  name: '张三',
  id: ID,
  county: '始兴县',
  township: '太平镇',
  category: '低保对象',
  business: 'renewal',
  year: 2018,
  fen: 12_000,
  phone: '13800000000',
}

describe('payment instruction and funding request', () => {
  const batch = [
    payment,
    { ...payment, township: '马市镇', business: 'first-enrolment' as const, fen: 18_050 },
    { ...payment, business: 'claim' as const, fen: 0 },
    { ...payment, category: '特困人员' },
  ]
  const request = {
    ...printed,
    number: 'B1',
    addressee: '始兴县财政局',
    payee: { name: '始兴县城乡居保专户', bank: '邮政储蓄银行始兴县支行', account: '944000000000000001' },
    nettedFen: 0,
    categories: CATEGORIES,
  }
  const bank = () => bytesOf((out) => writePaymentInstruction(out, { ...printed, batch: 'B1', rows: () => batch }))
  const finance = () => bytesOf((out) => writeFundingRequest(out, { ...request, rows: () => batch }))

  test('the control row has each label with its value in the next cell', async () => {
    const rows = await sheetOf(await bank(), '缴费登记名单')
    expectPrinted(rows, '缴费登记名单', '序号、姓名、身份证号码、参保县、业务类型、缴费年度、金额、联系电话')
    expect(rows[2]).toEqual(['批次号', 'B1', '笔数', '4', '总金额', '420.5'])
    expect(below(rows, '序号').slice(0, 3)).toEqual([
      ['1', '张三', ID, '始兴县', '续缴', '2018', '120', '13800000000'],
      ['2', '张三', ID, '始兴县', '新参保', '2018', '180.5', '13800000000'],
      ['3', '张三', ID, '始兴县', '待遇申领', '2018', '0', '13800000000'],
    ])
  })

  test('one row a township and primary category, with the list behind it; a claim asks for no money', async () => {
    const bytes = await finance()
    const sums = await sheetOf(bytes, '代缴资金申请表')
    expectPrinted(sums, '代缴资金申请表', '乡镇（街道）、人员类别、人数、金额')
    expect(sums.slice(2, 7)).toEqual([
      ['申请编号', 'B1', '致', '始兴县财政局'],
      ['本批金额', '420.5', '结余抵扣', '0'],
      ['本次申请', '420.5', '大写', '人民币肆佰贰拾元伍角整'],
      ['收款单位', '始兴县城乡居保专户', '开户银行', '邮政储蓄银行始兴县支行'],
      ['收款账号', '944000000000000001'],
    ])
    expect(below(sums, '乡镇（街道）').slice(0, 7)).toEqual([
      ['太平镇', '特困人员', '1', '120'],
      ['太平镇', '低保对象', '1', '120'],
      ['太平镇', '小计', '2', '240'],
      ['马市镇', '低保对象', '1', '180.5'],
      ['马市镇', '小计', '1', '180.5'],
      ['合计', '', '3', '420.5'],
      ['财政部门意见', expect.stringContaining('公章')],
    ])
    const list = below(await sheetOf(bytes, '人员名单'), '序号')
    expect(list.slice(0, 3).map((row) => [row[0], row[1], row[6]])).toEqual([
      ['1', '太平镇', '120'],
      ['2', '马市镇', '180.5'],
      ['3', '太平镇', '120'],
    ])
  })

  test('what finance has given for rows that failed is not asked for again; an unknown payee is left blank', async () => {
    const bytes = await bytesOf((out) =>
      writeFundingRequest(out, { ...request, payee: undefined, nettedFen: 12_000, rows: () => batch }),
    )
    expect((await sheetOf(bytes, '代缴资金申请表')).slice(3, 7)).toEqual([
      ['本批金额', '420.5', '结余抵扣', '120'],
      ['本次申请', '300.5', '大写', '人民币叁佰元伍角整'],
      ['收款单位', '', '开户银行'],
      ['收款账号'],
    ])
  })

  test('a supplementary request has neither rows nor a list, and says why it comes', async () => {
    const bytes = await bytesOf((out) =>
      writeFundingRequest(out, { ...request, nettedFen: -24_000, isSupplementary: true, rows: () => [] }),
    )
    const sheet = await sheetOf(bytes, '代缴资金申请表')
    await expect(sheetOf(bytes, '人员名单')).rejects.toThrow()
    expect(sheet.flat()).toContain('代缴资金补充申请表')
    expect(sheet.slice(3, 5)).toEqual([
      ['本批金额', '0', '结余抵扣', '-240'],
      ['本次申请', '240', '大写', '人民币贰佰肆拾元整'],
    ])
    expect(sheet.find(([label]) => label === '说明')?.[1]).toMatch(/更正为成功/)
  })

  test('for any batch the bank, finance and the rows have the same total', async () => {
    const fens = fc.array(fc.nat(1_000_000), { maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(fens, async (amounts) => {
        const rows = () => amounts.map((fen) => ({ ...payment, fen }))
        const totals: number[] = []
        await bytesOf(async (out) =>
          totals.push((await writePaymentInstruction(out, { ...printed, batch: 'B', rows })).fen),
        )
        await bytesOf(async (out) => totals.push((await writeFundingRequest(out, { ...request, rows })).fen))
        const sum = amounts.reduce((a, b) => a + b, 0)
        expect(totals).toEqual([sum, sum])
      }),
      { numRuns: 15 },
    )
  })

  test.skipIf(!hasOpenpyxl)(
    'prints on A4 landscape with its header repeated, amounts with two decimals, widths in digits of Arial (needs openpyxl)',
    async () => {
      const { printed: look } = withOpenpyxl(
        await bank(),
        `ws = wb.worksheets[0]
print(json.dumps([ws.page_setup.orientation, ws.page_setup.paperSize, ws.print_title_rows, ws.freeze_panes, ws['F3'].number_format, ws['G5'].number_format, ws['C5'].number_format, ws['G5'].value, wb._fonts[0].name, wb._fonts[0].sz]))`,
      )
      expect(look).toEqual(['landscape', 9, '$4:$4', 'A5', '0.00', '#,##0.00_ ', '@', 120, 'Arial', 11])
    },
  )
})
