/** Checking rows (docs/rules.md#row-codes). */
import { BENEFITS, CONTRIBUTIONS, ENROLMENTS } from '../../schemas/codes.ts'
import type { Form } from '../../schemas/columns.ts'
import { present } from '../../schemas/present.ts'
import type { Listing, RegisterRow } from '../../schemas/records/person.ts'
import type { Cells } from './cells.ts'
import { type LostCells, lostCells, WithoutLost } from './lost-cells.ts'
import { cellForm } from './normalise.ts'
import { checksOf, columnUnder, type Finding, Row, type Sender, type Sheet, textIn } from './row-checks.ts'

export type { Finding, Sender } from './row-checks.ts'

export interface CheckedRow {
  readonly findings: Finding[]
  readonly id: string | undefined
  /** `''` for a number cell, whose digits are lost. */
  readonly number: string
  readonly name: string
  readonly isNamed: boolean
  /** 险种, or `''` in a name list. */
  readonly scheme: string
  /** Undefined beside findings. */
  readonly listing: Listing | undefined
  readonly register: RegisterRow | undefined
}

const NOTHING_LOST: LostCells = new Map()

/** Duplicates and damaged columns (`isCut`) need the whole file. */
export function rowChecker(
  form: Form,
  at: readonly number[],
  sender: Sender,
  isCut: boolean,
): (cells: Cells) => CheckedRow {
  const sheet: Sheet = { form, at, sender, isCut }
  const isRegister = form.code === 'register'
  const checks = checksOf(sheet)
  const schemeAt = columnUnder(sheet, '险种')
  const listing = listingIn(sheet)
  const register = registerIn(sheet)
  const isLost = lostCells(form, at)

  return (cells) => {
    const lost = isLost(cells)
    const row = lost ? new Row(new WithoutLost(cells, lost), lost) : new Row(cells, NOTHING_LOST)
    for (const [column, code] of row.lost)
      if (row.findings.every((f) => f.code !== code)) row.findings.push({ code, column })
    for (const check of checks) check(row)
    const isGood = row.findings.length === 0
    return {
      findings: row.findings,
      id: row.isValidId ? row.id : undefined,
      number: row.isNumber ? '' : row.id,
      name: row.name,
      isNamed: row.isNamed,
      scheme: isRegister ? textIn(row.cells, schemeAt) : '',
      register: isGood && isRegister ? register(row) : undefined,
      listing: isGood && !isRegister ? listing(row) : undefined,
    }
  }
}

function listingIn(sheet: Sheet): (row: Row) => Listing | undefined {
  const villageAt = columnUnder(sheet, '村（居）委会')
  const phoneAt = columnUnder(sheet, '联系电话')
  return ({ cells, name, township }) => {
    if (township === undefined) return undefined
    const [village, phone] = [plain(cells, villageAt), plain(cells, phoneAt)]
    return { name, township, ...(village !== '' && { village }), ...(phone !== '' && { phone }) }
  }
}

/** One object shape, for speed. */
function registerIn(sheet: Sheet): (row: Row) => RegisterRow | undefined {
  const enrolmentAt = columnUnder(sheet, '参保状态')
  const monthsAt = columnUnder(sheet, '累计缴费月数')
  const contributionAt = columnUnder(sheet, '本年缴费方式')
  const paidAt = columnUnder(sheet, '本年缴费金额')
  const benefitAt = columnUnder(sheet, '待遇状态')
  const benefitFromAt = columnUnder(sheet, '待遇开始年月')
  const benefitPaidAt = columnUnder(sheet, '月待遇金额')
  const studentAt = columnUnder(sheet, '在校学生')
  const year = Number(sheet.sender.today.slice(0, 4))
  return ({ cells, name, county, since }) => {
    if (county === undefined) return undefined
    const benefitFrom = plain(cells, benefitFromAt)
    const student = textIn(cells, studentAt)
    return {
      name,
      place: county,
      enrolment: meant(ENROLMENT, cells, enrolmentAt),
      since,
      months: wholeNumber(textIn(cells, monthsAt)),
      year,
      contribution: meant(CONTRIBUTION, cells, contributionAt),
      paid: fen(textIn(cells, paidAt)),
      benefit: meant(BENEFIT, cells, benefitAt),
      benefitFrom: benefitFrom === '' ? undefined : benefitFrom,
      benefitPaid: fen(textIn(cells, benefitPaidAt)),
      student: student === '' ? undefined : student === '是',
    }
  }
}

const meant = <T>(values: ReadonlyMap<string, T>, cells: Cells, column: number): T =>
  present(values.get(cells.texts[column] ?? '') ?? values.get(textIn(cells, column)), 'the meaning of a checked cell')

/** A Map is faster than an object for freshly read texts. */
const ENROLMENT = new Map(Object.entries(ENROLMENTS))
const CONTRIBUTION = new Map(Object.entries(CONTRIBUTIONS))
const BENEFIT = new Map(Object.entries(BENEFITS))

function plain(cells: Cells, column: number): string {
  const text = column < 0 ? '' : (cells.texts[column] ?? '')
  return cellForm(text).trim().slice(0, 60)
}

function wholeNumber(text: string): number | undefined {
  return text !== '' && /^\d{1,6}$/.test(text) ? Number(text) : undefined
}

function fen(text: string): number | undefined {
  return text !== '' && /^\d{1,9}(\.\d+)?$/.test(text) ? Math.round(Number(text) * 100) : undefined
}
