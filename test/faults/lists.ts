/** Lists and registers as CSV, from perfect rows of which a test changes what it is about. */
import { idNumber } from '../../samples/id-number.ts'
import { FORMS, type FormCode } from '../../schemas/columns.ts'

export const COUNTY = '440222'
export const OTHER_COUNTY = '440281'
export const CITY = '440200'
export const TOWNSHIPS: Record<string, readonly [string, string]> = {
  [COUNTY]: ['440222100', '440222101'],
  [OTHER_COUNTY]: ['440281001', '440281102'],
  '440232': ['440232100', '440232103'],
}

export type Cells = Readonly<Record<string, string>>

const SURNAMES = ['张', '李', '王', '赵', '陈', '杨', '黄', '周', '吴', '徐', '孙', '马']
const GIVEN = ['三', '四', '明', '秀英', '伟', '桂兰', '建国', '玉珍', '磊', '阿依古丽·买买提', '𠮷', '芳']

/** The n-th person: a valid ID number of somebody born between 1955 and 2004, and a name. */
export function person(n: number): { id: string; name: string } {
  const year = 1955 + ((n * 7) % 50)
  return {
    id: idNumber(COUNTY, `${year}-0${1 + (n % 9)}-1${n % 10}`, 100 + (n % 800)),
    name: SURNAMES[n % SURNAMES.length]! + GIVEN[(n * 5) % GIVEN.length]!,
  }
}

/** A row of a 低保 list, its county left to the sender. */
export function listed(n: number, county = COUNTY, changes: Cells = {}): Cells {
  const { id, name } = person(n)
  return { '乡镇（街道）': TOWNSHIPS[county]![0], 姓名: name, 身份证号码: id, 低保证号: String(n), ...changes }
}

export function registered(n: number, changes: Cells = {}): Cells {
  const { id, name } = person(n)
  return {
    姓名: name,
    身份证号码: id,
    险种: '城乡居民',
    参保状态: '正常参保',
    本年缴费方式: '未缴费',
    待遇状态: '未领取',
    ...changes,
  }
}

export function csvOf(form: FormCode, rows: readonly Cells[]): Buffer {
  const headings = FORMS[form].columns.map(({ heading }) => heading)
  const lines = [headings, ...rows.map((cells) => headings.map((heading) => cells[heading] ?? ''))]
  return Buffer.from(lines.map((line) => `${line.join(',')}\r\n`).join(''))
}
