import { describe, expect, test } from 'vitest'
import type { UnreadableReason } from '../../schemas/codes.ts'
import { RefusalCode, ReturnFault, RowCode } from '../../schemas/codes.ts'
import { FORMS } from '../../schemas/columns.ts'
import { refusal, rowReason } from '../../wording/row-reasons.ts'
import { UNREADABLE } from '../../wording/unreadable.ts'

const { columns } = FORMS.disabled
const column = (heading: string) => columns.find((c) => c.heading === heading)!
const ID = '440222196001310018'

describe('reasons', () => {
  test.each(RowCode.options)('%s: says what to do, and is safe in a sheet that is read again', (code) => {
    for (const c of columns) {
      for (const value of ['', ID, '张三丰', '440222600131002', '张\u0001三']) {
        const text = rowReason(code, { value, column: c, place: '始兴县', firstRow: '12' })
        expect(text).toMatch(/请|可以/)
        // A cell that begins so, with a colon in it, would make its row no data (docs/rules.md#reading-a-sheet).
        expect(text).not.toMatch(/^(填报|填表|制表|审核|负责|经办|联系|日期|备注|注|说明|合计|小计|总计|共计)/)
        expect(text).not.toContain(ID)
        expect(text).not.toContain('张三丰')
      }
    }
  })

  test('township-unknown: who sees a merged cell over several rows is told why the others are blank', () => {
    const of = (value: string) =>
      rowReason('township-unknown', { value, column: column('乡镇（街道）'), place: '始兴县' })
    expect(of('')).toContain('合并的单元格')
    expect(of('无此镇')).not.toContain('合并的单元格')
  })

  test('id-numeric: names the cause and the cure', () => {
    expect(rowReason('id-numeric', { value: '4.4E+17', column: column('身份证号码') })).toBe(
      '【身份证号码】该身份证号码被 Excel 存成了数字，末几位已损坏，无法恢复。请把该列设为“文本”格式后，对照证件重新录入18位号码。',
    )
  })

  test('id-numeric: of a number that ends in 000 it says that the noughts are not its own', () => {
    const text = rowReason('id-numeric', { value: ' 440222198611299000', column: column('身份证号码') })
    expect(text).toContain('末三位的“000”不是原有号码')
  })

  test.each([
    ['张\u0001三', '控制符'],
    ['#N/A', '出错值'],
    ['张3', '数字'],
    ['张San', '英文字母'],
    ['张三（小）', '括号'],
    ['无', '“无”一类的字'],
    ['张*', '代替文字的符号'],
  ])('name-invalid: %j is told its own cause', (value, cause) => {
    expect(rowReason('name-invalid', { value, column: column('姓名') })).toContain(cause)
  })

  test('id-15-digit: proposes the 18-digit number', () => {
    const text = rowReason('id-15-digit', { value: ' 440222600131001', column: column('身份证号码') })
    expect(text).toContain('440222196001310018')
  })

  test('id-format: tells the shape, not the number', () => {
    const at = { column: column('身份证号码') }
    expect(rowReason('id-format', { ...at, value: '44022219600131001' })).toContain('17位数字')
    expect(rowReason('id-format', { ...at, value: '44022219600131001O' })).toContain('18个字符，含有数字以外的内容')
    expect(rowReason('id-format', { ...at, value: '040222196001310018' })).toContain('现在是18位，但首位是0')
    expect(rowReason('id-format', { ...at, value: '4402221960013100X8' })).toContain('现在是18位，但字母 X 不在末位')
    expect(rowReason('id-format', { ...at, value: '44022260013100X' })).toContain('现在是15位。')
  })

  test('code-unknown: lists what is allowed, or how a date is written', () => {
    expect(rowReason('code-unknown', { value: '五级', column: column('残疾等级') })).toContain('一级、二级、三级、四级')
    expect(rowReason('code-unknown', { value: '', column: column('残疾等级') })).toContain('必须填写')
    expect(rowReason('code-unknown', { value: '去年', column: column('认定日期') })).toContain('1960-01-31')
  })

  test('code-unknown: a column that may be blank may be left so', () => {
    expect(rowReason('code-unknown', { value: '未知', column: column('性别') })).toContain('不清楚的可以留空')
    expect(rowReason('code-unknown', { value: '五级', column: column('残疾等级') })).not.toContain('留空')
  })

  test('duplicate-row: names the earlier row', () => {
    expect(rowReason('duplicate-row', { value: ID, column: column('身份证号码'), firstRow: '名单2!7' })).toContain(
      '第 名单2!7 行',
    )
  })

  test('a register: one row a person and scheme, and the city for what it runs; it has no 备注', () => {
    const facts = { value: '', place: '始兴县', city: '韶关市', isRegister: true }
    const reason = (code: RowCode, heading: string) =>
      rowReason(code, { ...facts, column: FORMS.register.columns.find((c) => c.heading === heading)! })
    expect(reason('duplicate-row', '身份证号码')).toContain('同一人同一险种只能出现一次')
    expect(reason('division-mismatch', '参保县')).toContain('请填“始兴县”，由市里经办的险种填“韶关市”')
    expect(reason('name-invalid', '姓名')).not.toContain('备注')
  })

  test('every refusal says that nothing was used', () => {
    const texts = [
      ...Object.keys(UNREADABLE).map((reason) => refusal('file-unreadable', { reason: reason as UnreadableReason })),
      refusal('file-too-large', {}),
      refusal('file-expands', {}),
      refusal('form-mismatch', { wanted: '甲', looksLike: '乙' }),
      refusal('form-mismatch', { wanted: '甲' }),
      refusal('header-missing', { wanted: '甲', missing: ['县（市、区）', '姓名'] }),
      refusal('empty', { wanted: '甲' }),
      refusal('all-returned', { rows: 6, mostlyElsewhere: false }),
      refusal('all-returned', { rows: 6, mostlyElsewhere: true }),
      refusal('empty', { wanted: '甲', isAnswer: true }),
      ...ReturnFault.options.map((fault) => refusal('return-refused', { faults: [fault] })),
    ]
    expect(new Set(texts).size).toBe(texts.length)
    for (const text of texts) expect(text).toMatch(/请.*未采用/)
    expect(texts.filter((text) => text.includes('缺少：县、姓名'))).toHaveLength(1)
    expect(RefusalCode.options).toHaveLength(8)
  })
})
