/**
 * Right lists and registers of 200 persons into which a clerk's slips are put: one a row, or one of the whole file.
 * What each returns is the file as it is sent, and whom a slip concerns: these are on the right list.
 */
import ExcelJS from 'exceljs'
import { idNumber } from '../../../samples/id-number.ts'
import { type Random, random } from '../../../samples/random.ts'
import { COUNTY } from './memory-hub.ts'

export const PERSONS = 200

export interface Someone {
  readonly id: string
  readonly name: string
  /** What was done to the row. */
  readonly slip?: string
}

type Cell = string | number
type Row = Cell[]

export interface SentFile {
  readonly name: string
  readonly bytes: Buffer
  /** Whose row was slipped; of a file that is cut or old, everybody whom it says nothing of. */
  readonly slipped: readonly Someone[]
  /** The slip of the whole file, or how many rows were slipped. */
  readonly what: string
}

const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜'
const GIVEN = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英建国玉兰春梅志红文华'

/** Nobody bears another's name or number; nobody under 20. */
export function people(draw: Random, count: number, taken = new Set<string>()): Someone[] {
  return Array.from({ length: count }, () => {
    for (;;) {
      const born = `${1945 + draw.int(50)}-${two(1 + draw.int(12))}-${two(1 + draw.int(28))}`
      const id = idNumber(COUNTY, born, draw.int(1000))
      const name = draw.pick([...SURNAMES]) + draw.pick([...GIVEN]) + draw.pick([...GIVEN])
      if (taken.has(id) || taken.has(name)) continue
      taken.add(id).add(name)
      return { id, name }
    }
  })
}

const two = (n: number) => String(n).padStart(2, '0')

const LIST = ['县（市、区）', '乡镇（街道）', '姓名', '身份证号码', '性别', '低保证号']
const REGISTER = ['姓名', '身份证号码', '险种', '参保状态', '参保县', '本年缴费方式', '待遇状态']
const rowOf = (form: string, { id, name }: Someone, n: number): Row =>
  form === 'register'
    ? [name, id, '城乡居民', '正常参保', '始兴县', '政府代缴', '未领取']
    : ['始兴县', '太平镇', name, id, Number(id[16]) % 2 === 1 ? '男' : '女', `D${n}`]

/** One slip of a row: what becomes of its cells, `name` and `id` being where those stand. */
type Slip = (row: Row, at: { name: number; id: number }, draw: Random, all: readonly Someone[]) => Row
const changed = (row: Row, at: number, cell: Cell): Row => row.with(at, cell)
const text = (row: Row, at: number) => String(row[at])

const SLIPS: Record<string, Slip> = {
  digit: (row, { id }, draw) => {
    const at = draw.int(17)
    const digit = (Number(text(row, id)[at]) + 1 + draw.int(9)) % 10
    return changed(row, id, text(row, id).slice(0, at) + digit + text(row, id).slice(at + 1))
  },
  // The check digit is made to fit: another number, and perhaps another's.
  anotherNumber: (row, { id }, draw) =>
    changed(row, id, idNumber(COUNTY, `19${50 + draw.int(40)}-0${1 + draw.int(9)}-1${draw.int(9)}`, draw.int(1000))),
  swapped: (row, { id }, draw) => {
    const [at, number] = [6 + draw.int(11), text(row, id)]
    return changed(row, id, number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2))
  },
  short: (row, { id }, draw) => changed(row, id, text(row, id).slice(0, 18 - 1 - draw.int(3))),
  fifteen: (row, { id }) => changed(row, id, text(row, id).slice(0, 6) + text(row, id).slice(8, 17)),
  float: (row, { id }) => changed(row, id, Number(text(row, id).replace('X', '0'))),
  scientific: (row, { id }) => changed(row, id, `${text(row, id)[0]}.${text(row, id).slice(1, 6)}E+17`),
  noNumber: (row, { id }) => changed(row, id, ''),
  noName: (row, { name }) => changed(row, name, ''),
  lostCharacter: (row, { name }) => changed(row, name, `${text(row, name)[0]}?${text(row, name)[2]}`),
  otherName: (row, { name }, draw) =>
    changed(row, name, text(row, name)[0]! + draw.pick([...GIVEN]) + draw.pick([...GIVEN])),
  spacedName: (row, { name }) => changed(row, name, [...text(row, name)].join('　')),
  errorName: (row, { name }) => changed(row, name, '#N/A'),
  exchanged: (row, { name, id }) => changed(changed(row, name, row[id]!), id, row[name]!),
  shifted: (row) => [...row.slice(1), ''],
  otherCell: (row, { name, id }, draw) => {
    const others = row.map((_, i) => i).filter((i) => i !== name && i !== id && i < 5)
    return changed(row, draw.pick(others), '不详')
  },
  anothersNumber: (row, { id }, draw, all) => changed(row, id, draw.pick(all).id),
  nothing: (row, { name, id }) => changed(changed(row, name, '#REF!'), id, '待补'),
}

interface Sheet {
  readonly rows: readonly Row[]
}

/** @param key the same key, the same file. `before` are the persons of the county so far, of whom `on` are still right. */
export async function slippedFile(
  form: 'dibao-full' | 'register',
  on: readonly Someone[],
  key: readonly (string | number)[],
): Promise<SentFile> {
  const draw = random(...key)
  const heading = form === 'register' ? REGISTER : LIST
  const at = { name: heading.indexOf('姓名'), id: heading.indexOf('身份证号码') }
  const rows = on.map((one, n) => rowOf(form, one, n))
  const kind = draw.pick(['rows', 'rows', 'rows', 'many', 'cut', 'second', 'floats', 'noughts', 'column'])
  const all = rows.map((_, i) => i)
  const slip = (count: number, names: readonly string[]) => {
    const which = draw.shuffle(all).slice(0, count)
    return which.map((i) => {
      const slipName = draw.pick(names)
      rows[i] = SLIPS[slipName]!(rows[i]!, at, draw, on)
      return { ...on[i]!, slip: slipName }
    })
  }
  const names = Object.keys(SLIPS)
  switch (kind) {
    case 'cut': {
      const whole = csv(heading, rows)
      // Not just behind a line end: what is left is then a whole file that says less.
      let end = 0
      while (end === 0 || whole[end - 1] === 10) end = Math.trunc(whole.length * (0.5 + draw.next() / 2))
      return { name: 'x.csv', bytes: whole.subarray(0, end), slipped: on, what: kind }
    }
    case 'second': {
      const first = PERSONS - 3 - draw.int(60)
      const bytes = await xlsx(heading, [{ rows: rows.slice(0, first) }, { rows: rows.slice(first) }])
      return { name: 'x.xlsx', bytes, slipped: on, what: kind }
    }
    case 'floats': {
      const slipped = slip(draw.chance(0.5) ? PERSONS : 1 + draw.int(PERSONS), ['float'])
      return { name: 'x.xlsx', bytes: await xlsx(heading, [{ rows }]), slipped, what: kind }
    }
    case 'noughts': {
      for (const row of rows) row[at.id] = `${text(row, at.id).slice(0, 15)}000`
      return { name: 'x.csv', bytes: csv(heading, rows), slipped: on, what: kind }
    }
    case 'column': {
      // From a row on everything stands a column further left, or one column is empty.
      const [from, gone] = [draw.int(PERSONS), draw.int(4)]
      const isShift = draw.chance(0.5)
      for (let i = from; i < rows.length; i++)
        rows[i] = isShift ? [...rows[i]!.slice(0, gone), ...rows[i]!.slice(gone + 1), ''] : changed(rows[i]!, gone, '')
      return { name: 'x.csv', bytes: csv(heading, rows), slipped: on.slice(from), what: kind }
    }
    default: {
      const slipped = slip(kind === 'many' ? 20 + draw.int(80) : 1 + draw.int(9), names)
      const bytes = draw.chance(0.3) ? await xlsx(heading, [{ rows }]) : csv(heading, rows)
      return { name: bytes[0] === 80 ? 'x.xlsx' : 'x.csv', bytes, slipped, what: kind }
    }
  }
}

export function rightFile(form: 'dibao-full' | 'register', on: readonly Someone[]): Buffer {
  return csv(
    form === 'register' ? REGISTER : LIST,
    on.map((one, n) => rowOf(form, one, n)),
  )
}

/** As Excel saves it: its own numbers have 15 digits. */
function csv(heading: readonly string[], rows: readonly Row[]): Buffer {
  const cell = (value: Cell) => (typeof value === 'number' ? value.toExponential(5).replace('e', 'E') : value)
  return Buffer.from(`\uFEFF${[heading, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`)
}

async function xlsx(heading: readonly string[], sheets: readonly Sheet[]): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook()
  for (const [i, { rows }] of sheets.entries()) {
    const sheet = workbook.addWorksheet(`名单${i + 1}`)
    if (i === 0) sheet.addRow([...heading])
    for (const row of rows) sheet.addRow(row)
  }
  return Buffer.from(await workbook.xlsx.writeBuffer())
}
