import { describe, expect, test } from 'vitest'
import { isHeaderOf } from '../../../forms/incoming/table.ts'
import { FORMS } from '../../../schemas/columns.ts'
import { FORMULA, headingsOf, type PlainSheet, requiredOf, rowOf, tableOf } from './table-of.ts'

const HEADINGS = headingsOf('dibao')
const ID = '440222196001310019'
const PERSON = rowOf('dibao', {
  '县（市、区）': '始兴县',
  '乡镇（街道）': '太平镇',
  姓名: '张三',
  身份证号码: ID,
  低保证号: 'D1',
})

/** The numbers of the rows that are data, in one sheet. */
async function dataRows(rows: PlainSheet['rows'], form: 'dibao' | 'register' = 'dibao'): Promise<number[]> {
  return (await tableOf(form, [{ rows }])).rows.map((row) => row.number)
}

describe('the header (docs/rules.md#reading-a-sheet)', () => {
  test('title rows above it are harmless', async () => {
    const rows = [['韶关市低保对象名单'], ['填报单位：始兴县民政局', '', '所属期：2018年5月'], HEADINGS, PERSON]
    expect((await tableOf('dibao', [{ rows }])).result).toMatchObject({
      ok: true,
      rows: 1,
      unread: [],
      endsOpen: false,
    })
    expect(await dataRows(rows)).toEqual([4])
  })

  test.each([1, 49, 50])('is found in row %d, rows that the file does not have counted', async (row) => {
    const before = Array(row - 1).fill(undefined)
    expect(await dataRows([...before, HEADINGS, PERSON])).toEqual([row + 1])
    expect(await dataRows([...before.map(() => ['标题']), HEADINGS, PERSON])).toEqual([row + 1])
  })

  test('header-missing: it is not looked for in row 51', async () => {
    const { result, rows } = await tableOf('dibao', [{ rows: [...Array(50).fill(undefined), HEADINGS, PERSON] }])
    expect(result).toEqual({ ok: false, code: 'header-missing', missing: requiredOf('dibao') })
    expect(rows).toEqual([])
  })

  test('the first such row is the header, what stands above is no data', async () => {
    expect(await dataRows([PERSON, HEADINGS, PERSON, PERSON])).toEqual([3, 4])
  })

  test('columns in another order, extra columns, headings spelt with blanks, brackets and stars', async () => {
    const header = ['备 注', '低保证号＊', '身份证号码*', '姓\n名*', '自编列', '乡镇(街道)', '县（区）*', '']
    const person = ['', 'D1', ID, '张三', 'x', '太平镇', '始兴县']
    const { rows } = await tableOf('dibao', [{ rows: [header, person] }])
    expect(rows).toHaveLength(1)
    const at = Object.fromEntries(HEADINGS.map((heading, i) => [heading, rows[0]!.at[i]]))
    expect(at).toMatchObject({ 姓名: 3, 身份证号码: 2, '县（市、区）': 6, '乡镇（街道）': 5, 低保证号: 1, 备注: 0 })
    expect(at).toMatchObject({ 序号: -1, 性别: -1, 户主姓名: -1 })
  })

  test('of two equal headings the left one counts', async () => {
    const header = ['姓名', ...HEADINGS, '姓名（曾用）', '身份证号码*']
    const { rows } = await tableOf('dibao', [{ rows: [header, ['李四', ...PERSON, '王五', '1']] }])
    expect(rows[0]!.at[HEADINGS.indexOf('姓名')]).toBe(0)
    expect(rows[0]!.at[HEADINGS.indexOf('身份证号码')]).toBe(1 + HEADINGS.indexOf('身份证号码'))
  })

  test.each(requiredOf('dibao'))('is none without %s', async (heading) => {
    const header = HEADINGS.filter((h) => h !== heading)
    const { result } = await tableOf('dibao', [{ rows: [header, PERSON] }])
    expect(result).toEqual({ ok: false, code: 'header-missing', missing: [heading] })
  })

  test('needs its required headings only, all in one row', async () => {
    const required = requiredOf('dibao')
    expect(isHeaderOf(FORMS.dibao)(required)).toBe(true)
    expect(isHeaderOf(FORMS.dibao)([...required.slice(1), '', ''])).toBe(false)
    expect(
      await dataRows([required.slice(0, 3), required.slice(3), required, ['始兴县', '太平镇', '张三', ID, '1']]),
    ).toEqual([4])
  })

  test('wide rows: 300 columns, the header behind them', async () => {
    const pad = Array.from({ length: 300 }, (_, i) => `列${i}`)
    const { rows } = await tableOf('dibao', [
      {
        rows: [
          [...pad, ...HEADINGS],
          [...pad.map(() => ''), ...PERSON],
        ],
      },
    ])
    expect(rows[0]!.at[0]).toBe(300)
    expect(rows[0]!.texts[rows[0]!.at[HEADINGS.indexOf('姓名')]!]).toBe('张三')
  })
})

describe('sheets', () => {
  const good = (name: string): PlainSheet => ({ name, rows: [HEADINGS, PERSON] })

  test('every visible one with a header is read, in order; rows of later ones carry its name', async () => {
    const { result, rows } = await tableOf('dibao', [good('甲'), good('乙'), good('丙')])
    expect(result).toMatchObject({ ok: true, rows: 3, unread: [], endsOpen: false })
    expect(rows.map(({ sheet, number }) => `${sheet}!${number}`)).toEqual(['!2', '乙!2', '丙!2'])
  })

  test('the first that is read has plain row numbers, though it is not the first of the workbook', async () => {
    const { result, rows } = await tableOf('dibao', [{ name: '旧', rows: [[ID]] }, good('乙'), good('丙')])
    expect(result).toMatchObject({ ok: true, rows: 2, unread: ['旧'], endsOpen: false })
    expect(rows.map((row) => row.sheet)).toEqual(['', '丙'])
  })

  test('each by its own header', async () => {
    const turned: PlainSheet = { name: '乙', rows: [['标题'], HEADINGS.toReversed(), PERSON.toReversed()] }
    const { rows } = await tableOf('dibao', [good('甲'), turned])
    for (const row of rows) expect(row.texts[row.at[HEADINGS.indexOf('姓名')]!]).toBe('张三')
  })

  test('hidden ones are neither read nor named', async () => {
    const hidden: PlainSheet = { ...good('旧'), hidden: true }
    expect((await tableOf('dibao', [hidden, good('甲')])).result).toMatchObject({
      ok: true,
      rows: 1,
      unread: [],
      endsOpen: false,
    })
    expect((await tableOf('dibao', [good('甲'), { ...hidden, rows: [['x']] }])).result).toMatchObject({
      ok: true,
      rows: 1,
      unread: [],
      endsOpen: false,
    })
    const { result } = await tableOf('dibao', [hidden])
    expect(result).toEqual({ ok: false, code: 'header-missing', missing: requiredOf('dibao') })
  })

  const unreadOf = async (...sheets: PlainSheet[]) => {
    const { result } = await tableOf('dibao', [good('甲'), ...sheets])
    return result.ok ? result.unread : result
  }
  const three = ['甲', '乙', '丙']

  test('an unread one has data with a cell of 15 digits one after the other, wherever it stands', async () => {
    const rows = (...cells: (readonly string[] | undefined)[]): PlainSheet => ({ name: '另', rows: cells })
    for (const text of [ID, '440222600131001', '号４４０２２２６００１３１００１。', '440222199910214000'])
      expect(await unreadOf(rows(['', text]))).toEqual(['另'])
    expect(await unreadOf(rows(...Array(5000).fill(['x']), [ID]))).toEqual(['另'])
    expect(await unreadOf(rows(...Array(60).fill(undefined), ['', ID]))).toEqual(['另'])
    for (const text of ['44022219600131', '440222 196001 310019', '0751-8888888', '44022X1960013100'])
      expect(await unreadOf(rows(['', text]))).toEqual([])
  })

  test('or with 3 rows of 3 filled cells, formulas without value among them', async () => {
    expect(await unreadOf({ name: '另', rows: [three, three, three] })).toEqual(['另'])
    expect(await unreadOf({ name: '另', rows: [['标题'], three, [], ['', ...three, '丁'], [], three] })).toEqual(['另'])
    expect(await unreadOf({ name: '另', rows: Array(3).fill(['甲', FORMULA, FORMULA]) })).toEqual(['另'])
    expect(await unreadOf({ name: '另', rows: [...Array(200).fill(['x']), three, three, three] })).toEqual(['另'])
    expect(await unreadOf({ name: '另', rows: [three, three, ['甲', '', '丙']] })).toEqual([])
    expect(await unreadOf({ name: '另', rows: [three, three, ['甲', ' ', '\u200b']] })).toEqual([])
    expect(await unreadOf({ name: '另', rows: Array(50).fill(['甲', '乙']) })).toEqual([])
    expect(await unreadOf({ name: '空', rows: [] }, { name: '白', rows: [['', ' '], ['\u3000\u200b']] })).toEqual([])
  })

  test('instructions are no data: by the name or by the first filled cell', async () => {
    for (const name of ['填表说明', '填表说明（必读）', ' 说明', '说明2'])
      expect(await unreadOf({ name, rows: [three, three, three, [ID]] })).toEqual([])
    for (const first of ['填表说明', '说明：', ' 填 表 说 明'])
      expect(await unreadOf({ name: '另', rows: [[' '], ['', first, ID], three, three, three] })).toEqual([])
    expect(await unreadOf({ name: '另', rows: [['x'], ['说明', ID]] })).toEqual(['另'])
    expect(await unreadOf({ name: '名单说明', rows: [[ID]] })).toEqual(['名单说明'])
  })

  test('a header in row 51 is none, its rows are data', async () => {
    expect(await unreadOf({ name: '晚', rows: [...Array(50).fill(undefined), HEADINGS, PERSON] })).toEqual(['晚'])
  })

  test('a file that may have been cut off says so', async () => {
    expect((await tableOf('dibao', [good('')], true)).result).toMatchObject({ ok: true, endsOpen: true })
    expect((await tableOf('dibao', [good('')], false)).result).toMatchObject({ ok: true, endsOpen: false })
  })

  test('one with a header but without data is read, and not named', async () => {
    expect((await tableOf('dibao', [{ rows: [HEADINGS] }, good('乙')])).result).toMatchObject({
      ok: true,
      rows: 1,
      unread: [],
      endsOpen: false,
    })
    expect((await tableOf('dibao', [{ rows: [HEADINGS] }, good('乙')])).rows[0]!.sheet).toBe('乙')
  })
})

describe('rows below the header that are no data', () => {
  const cell = (cells: Record<string, string>) => rowOf('dibao', cells)
  const isData = async (...row: string[]) => (await dataRows([HEADINGS, row, PERSON])).includes(2)
  const labelled = (text: string, id = '') =>
    isData(...cell({ 备注: text, 姓名: '张三', 身份证号码: id, 低保证号: '1', 户籍地址: 'x' }))

  test('blank: nothing, white space, zero-width characters', async () => {
    expect(await isData()).toBe(false)
    expect(await isData('', '', '')).toBe(false)
    expect(await isData(' ', '\u3000', '\u200b', '\n')).toBe(false)
  })

  test('the header repeated, in any spelling of it', async () => {
    expect(await isData(...HEADINGS)).toBe(false)
    expect(await isData(...HEADINGS.map((heading) => `${heading}* `))).toBe(false)
    // Other columns may say what they like, required ones may not.
    expect(await isData(...HEADINGS.map((heading) => (heading === '备注' ? '续' : heading)))).toBe(false)
    expect(await isData(...HEADINGS.map((heading) => (heading === '姓名' ? '张三' : heading)))).toBe(true)
  })

  test.each([
    '合计',
    '小计',
    '总计',
    '共计',
    '汇总',
    '汇总表',
    '人员汇总',
    ' 汇 总 ',
    '合计：12人',
    '合　计',
    ' 总 计',
    '共计12',
  ])('a total: %j', async (text) => {
    expect(await labelled(text)).toBe(false)
    expect(await isData(text)).toBe(false)
  })

  test.each(['人数合计', '合', '总人数', '计', '人员汇总表', '汇'])('no total: %s', async (text) => {
    expect(await labelled(text)).toBe(true)
  })

  test.each(['填报', '填表', '制表', '审核', '负责', '经办', '联系', '日期', '备注', '注', '说明'])(
    'a signature or note: %s and then, anywhere, a colon',
    async (word) => {
      for (const text of [`${word}:`, `${word}：`, `${word}人：李四`, ` ${word} 人 ： `, `${word}人李四，电话﹕1`])
        expect(await labelled(text)).toBe(false)
      for (const text of [word, `${word}人李四`, `：${word}`, `已${word}：`]) expect(await labelled(text)).toBe(true)
    },
  )

  test.each(['合计', '汇总', '已汇总', '注：已核实', '联系人：李四'])(
    '%s in a row whose ID cell has 6 digits or more is data',
    async (text) => {
      expect(await labelled(text, '12345')).toBe(false)
      expect(await labelled(text, '123456')).toBe(true)
      expect(await labelled(text, '1２3-4５x6')).toBe(true)
      expect(await labelled(text, '共12人，3户')).toBe(false)
      expect(await labelled(text, ID)).toBe(true)
    },
  )

  test('digits elsewhere do not make it data', async () => {
    expect(await isData(...cell({ 备注: '合计', 姓名: '123456', 联系电话: '13800000000' }))).toBe(false)
  })

  test('neither name nor ID number: at most 3 filled cells are no data, 4 are', async () => {
    const three = { 序号: '1', '乡镇（街道）': '太平镇', 备注: 'x' }
    expect(await isData(...cell(three))).toBe(false)
    expect(await isData(...cell({ ...three, 姓名: ' ', 身份证号码: '\u200b', 户籍地址: '\u3000' }))).toBe(false)
    expect(await isData(...cell({ ...three, 户籍地址: 'x' }))).toBe(true)
  })

  test('with a name or an ID number a single cell is data', async () => {
    expect(await isData(...cell({ 姓名: '张三' }))).toBe(true)
    expect(await isData(...cell({ 身份证号码: '1' }))).toBe(true)
  })

  test('a formula without value is filled: as name or ID number it makes the row data', async () => {
    expect(await isData(...cell({ 序号: FORMULA }))).toBe(false)
    expect(await isData(...cell({ 姓名: FORMULA }))).toBe(true)
    expect(await isData(...cell({ 身份证号码: FORMULA }))).toBe(true)
    const three = { 序号: FORMULA, '乡镇（街道）': FORMULA, 备注: FORMULA }
    expect(await isData(...cell(three))).toBe(false)
    expect(await isData(...cell({ ...three, 户籍地址: FORMULA }))).toBe(true)
    expect(await isData(...cell({ 姓名: '合计', 身份证号码: FORMULA, 户籍地址: FORMULA, 备注: FORMULA }))).toBe(false)
  })

  test('a form without names and numbers has no such rows', async () => {
    const row = rowOf('allocation', { 申请编号: 'F1', 申请金额: '120' })
    expect((await tableOf('allocation', [{ rows: [headingsOf('allocation'), row] }])).rows).toHaveLength(1)
  })

  test.each(['备注：余款', '说明：第二笔', '合计拨付'])('an allocation with the remark %s is one', async (remark) => {
    const headings = [...headingsOf('allocation'), '备注']
    const row = (number: string) => [...rowOf('allocation', { 申请编号: number, 申请金额: '120' }), remark]
    const rows = [
      headings,
      row('440222-2018-001'),
      row('４４０２２２－2018－s01'),
      row('合计'),
      row('填报日期：2018年7月4日'),
    ]
    const read = await tableOf('allocation', [{ rows }])
    expect(read.rows.map(({ number }) => number)).toEqual([2, 3])
  })

  test('cells in columns without heading count as filled', async () => {
    expect(await isData(...cell({ 序号: '1', '乡镇（街道）': '太平镇', 备注: 'x' }), 'y')).toBe(true)
  })

  test('reading goes on behind each of them, to the end', async () => {
    const rows = [HEADINGS, PERSON, [], ['合计', '1'], PERSON, HEADINGS, PERSON, ['填表人：李四'], undefined, PERSON]
    expect(await dataRows(rows)).toEqual([2, 5, 7, 10])
    expect(await dataRows([...rows, ...Array(2000).fill(['']), PERSON])).toEqual([2, 5, 7, 10, 2011])
  })

  test('in a register as in a list', async () => {
    const person = rowOf('register', { 姓名: '张三', 身份证号码: ID })
    const rows = [headingsOf('register'), person, rowOf('register', { 险种: '合计', 姓名: '12' }), person]
    expect(await dataRows(rows, 'register')).toEqual([2, 4])
  })

  test('what comes as a number is compared by its text', async () => {
    expect(await dataRows([HEADINGS, rowOf('dibao', { 身份证号码: '4.40222196001310E+17' }), PERSON])).toEqual([2, 3])
  })
})
