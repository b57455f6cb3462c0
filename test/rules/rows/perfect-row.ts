/** A row of each form that has nothing wrong: tests change one thing in it. */
import { defaultPolicy } from '../../../local/hub/default-policy.ts'
import type { Cells } from '../../../rules/rows/cells.ts'
import { type CheckedRow, rowChecker } from '../../../rules/rows/check-row.ts'
import { divisionIndex } from '../../../rules/rows/divisions.ts'
import { idNumber } from '../../../samples/id-number.ts'
import type { FormCode } from '../../../schemas/columns.ts'
import { FORMS } from '../../../schemas/columns.ts'

const TODAY = '2018-06-06'
/** A man's. */
export const ID = idNumber('440222', '1960-01-31', 1)
const policy = defaultPolicy()
const divisions = divisionIndex(policy)
export const TAIPING = policy.counties
  .find((c) => c.code === '440222')!
  .townships.find((t) => t.name === '太平镇')!.code

const list = {
  序号: '1',
  '县（市、区）': '始兴县',
  '乡镇（街道）': '太平镇',
  '村（居）委会': '城南村',
  姓名: '张三',
  性别: '男',
  身份证号码: ID,
  出生日期: '1960-01-31',
  户籍地址: '始兴县太平镇城南村1号',
  联系电话: '13800000000',
  认定日期: '2017-05-01',
  备注: '',
}

export const PERFECT: Record<
  'registered-poor' | 'dibao' | 'tekun' | 'disabled' | 'register',
  Record<string, string>
> = {
  'registered-poor': { ...list, 贫困户编号: '0001', 与户主关系: '本人' },
  dibao: { ...list, 低保证号: 'D1', 户主姓名: '张三', 与户主关系: '本人' },
  tekun: { ...list, 特困供养证号: 'T1', 供养方式: '集中供养' },
  disabled: { ...list, 残疾人证号: `${ID}62`, 残疾类别: '精神', 残疾等级: '二级' },
  register: {
    姓名: '张三',
    身份证号码: ID,
    险种: '城乡居民',
    参保状态: '正常参保',
    参保县: '始兴县',
    参保日期: '2012-01-01',
    累计缴费月数: '72',
    本年缴费方式: '未缴费',
    本年缴费金额: '120.00',
    待遇状态: '未领取',
    待遇开始年月: '202001',
    月待遇金额: '',
    在校学生: '否',
  },
}
export type ListForm = keyof typeof PERFECT
export const LIST_FORMS = ['registered-poor', 'dibao', 'tekun', 'disabled'] as const

/** A cell other than text. */
export interface Special {
  readonly number?: string
  readonly date?: string
  /** An error's text. */
  readonly error?: string
  /** A formula without a value; its text is blank. */
  readonly formula?: ''
}

export interface Sending {
  readonly division?: string
  readonly today?: string
  /** Columns that the sheet does not have. */
  readonly without?: readonly string[]
  /** The columns from right to left. */
  readonly turned?: boolean
  /** The ID column is a damaged one. */
  readonly isCut?: boolean
}

function columnsOf(form: ListForm, { without, turned }: Sending) {
  const columns = FORMS[form satisfies FormCode].columns.filter((c) => !without?.includes(c.heading))
  return turned ? columns.toReversed() : columns
}

/** Checks the perfect row with these changes, columns in the order of the form. */
export function check(form: ListForm, changes: Record<string, string | Special>, sending: Sending = {}): CheckedRow {
  const { columns } = FORMS[form satisfies FormCode]
  for (const heading of Object.keys(changes))
    if (!columns.some((c) => c.heading === heading)) throw new Error(`no column ${heading}`)
  const present = columnsOf(form, sending)
  const row = present.map((c) => changes[c.heading] ?? PERFECT[form][c.heading]!)
  const cells: Cells = {
    texts: row.map((cell) =>
      typeof cell === 'string' ? cell : (cell.number ?? cell.date ?? cell.error ?? cell.formula)!,
    ),
    isNumber: (i) => (row[i] as Special | undefined)?.number !== undefined,
    isDate: (i) => (row[i] as Special | undefined)?.date !== undefined,
    isError: (i) => (row[i] as Special | undefined)?.error !== undefined,
    isFormula: (i) => (row[i] as Special | undefined)?.formula !== undefined,
  }
  const at = columns.map((c) => present.indexOf(c))
  const { division = '440222', today = TODAY } = sending
  return rowChecker(FORMS[form], at, { today, division, city: '440200', divisions }, sending.isCut === true)(cells)
}

/** `code@heading` of what is wrong with the row. */
export function faults(form: ListForm, changes: Record<string, string | Special>, sending: Sending = {}): string[] {
  const present = columnsOf(form, sending)
  return check(form, changes, sending).findings.map(({ code, column }) => `${code}@${present[column]?.heading}`)
}
