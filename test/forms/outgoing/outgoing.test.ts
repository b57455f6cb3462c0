import { describe, expect, test } from 'vitest'
import { LAST_ROW, newBook } from '../../../forms/outgoing/book.ts'
import { type FundingRow, writeFundingRequest } from '../../../forms/outgoing/funding-request.ts'
import { type LedgerRow, writeLedger } from '../../../forms/outgoing/ledger.ts'
import { writeMaterialsNotice } from '../../../forms/outgoing/materials-notice.ts'
import { writeTable } from '../../../forms/outgoing/office-sheet.ts'
import { type PaymentRow, writePaymentInstruction } from '../../../forms/outgoing/payment-instruction.ts'
import { type Counts, writeStatistics } from '../../../forms/outgoing/statistics.ts'
import { Outcome } from '../../../schemas/codes.ts'
import { ledgerTitle, statisticsTitle } from '../../../wording/forms.ts'
import fc from '../../fc.ts'
import { bytesOf, hasOpenpyxl, open, textsOf, withOpenpyxl } from '../bytes-of.ts'

const printed = { unit: '始兴县社保局', period: '2018-05' }
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

const sheetOf = async (bytes: Uint8Array, name: string) => (await textsOf(bytes)).get(name)!.map((row) => row.texts)
/** The rows below the header that begins with `heading`. */
function below(rows: string[][], heading: string): string[][] {
  return rows.slice(rows.findIndex((row) => row[0] === heading) + 1)
}
/** The title, the header and the foot that docs/forms.md#outgoing asks of every printed form. */
function expectPrinted(rows: string[][], title: string, headings: string) {
  expect(rows[0]![0]).toBe(title)
  expect(rows[1]![0]).toBe('填报单位：始兴县社保局')
  expect(rows.map((row) => row.join('、'))).toContain(headings)
  const foot = rows.slice(-2).flat().join('')
  for (const part of ['填表人', '审核人', '负责人', '联系电话', '填报日期', '单位公章']) expect(foot).toContain(part)
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
    expect(second!.slice(10, 16)).toEqual(['待申领', '待遇暂停', '2018', '', '2018-06-20', '是'])
  })

  test('the same rows give the same bytes', async () => {
    expect((await write([person])).equals(await write([person]))).toBe(true)
  })
})

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

describe('materials notice', () => {
  test('by village, with what is to be collected for each matter', async () => {
    const row = {
      caseNumber: '2',
      village: '东村',
      name: '张三',
      id: ID,
      outcome: 'claim',
      reason: 'suspended',
      phone: '1',
    } as const
    const bytes = await bytesOf((out) =>
      writeMaterialsNotice(out, {
        ...printed,
        township: '太平镇',
        addressee: '始兴县太平镇人社服务所',
        contact: { name: '李四', phone: '0751-3330000' },
        due: '2018-06-27',
        rows: [row, { ...row, caseNumber: '3', village: '西村' }, { ...row, caseNumber: '1', outcome: 'enrol' }],
      }),
    )
    const rows = await sheetOf(bytes, '申报材料收集通知')
    expectPrinted(
      rows,
      '太平镇申报材料收集通知',
      '序号、案件编号、村（居）委会、姓名、身份证号码、事项、需要材料、说明、联系电话',
    )
    expect(rows[2]).toEqual(['致：始兴县太平镇人社服务所'])
    expect(rows[3]![0]).toContain('下列3人符合代缴或领取待遇条件。请于2018年6月27日前')
    expect(rows[4]![0]).toBe('经办机构：始兴县社保局　　联系人：李四　　联系电话：0751-3330000')
    const table = below(rows, '序号').slice(0, 3)
    expect(table.map((r) => [r[0], r[1], r[2], r[5], r[7]])).toEqual([
      ['1', '1', '东村', '参保缴费', '未参保，材料未收齐'],
      ['2', '2', '东村', '待遇申领', '已满60周岁，待遇暂停，材料未收齐'],
      ['3', '3', '西村', '待遇申领', '已满60周岁，待遇暂停，材料未收齐'],
    ])
    expect(table[1]![6]).toContain('待遇领取申请表')
  })
})

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

describe('a table too long for a sheet', () => {
  test('goes on in the next, each ending before 1,000,000 rows and signed', async () => {
    const count = 1_000_100
    const bytes = await bytesOf(async (out) => {
      const book = newBook(out)
      const form = { sheetName: '台账', title: 't', unit: 'u', columns: [{ heading: 'h', width: 9 }] }
      await writeTable(
        book,
        form,
        (function* () {
          for (let i = 0; i < count; i++) yield [i]
        })(),
        () => ['合计'],
      )
      await book.close()
    })
    let data = 0
    const sheets = []
    for (const sheet of (await open(bytes)).sheets) {
      let last = 0
      let signed = false
      for await (const rows of sheet.rows()) {
        for (const row of rows) {
          if (/^\d+$/.test(row.texts[0] ?? '')) data++
          signed ||= row.texts.some((text) => text.includes('单位公章'))
          last = row.number
        }
      }
      sheets.push({ name: sheet.name, fits: last <= LAST_ROW, signed })
    }
    expect(data).toBe(count)
    expect(sheets).toEqual([
      { name: '台账', fits: true, signed: true },
      { name: '台账 (2)', fits: true, signed: true },
    ])
  })
})
