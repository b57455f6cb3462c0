/** Checks by form (docs/rules.md#row-codes). */
import type { RowCode } from '../../schemas/codes.ts'
import { type ColumnUse, DISABILITY_GRADES, DISABILITY_KINDS, type Form, type FormCode } from '../../schemas/columns.ts'
import { present } from '../../schemas/present.ts'
import { beforeMidnight, dayInNumber, dayInText } from '../days.ts'
import type { Cells } from './cells.ts'
import type { DivisionIndex } from './divisions.ts'
import { birthDateOf, endsInNoughts, idFault, sexOf } from './id-number.ts'
import type { LostCells } from './lost-cells.ts'
import { nameFault } from './name.ts'
import { cellForm, compact, normaliseId, normaliseName } from './normalise.ts'

export interface Finding {
  readonly code: RowCode
  readonly column: number
}

export interface Sender {
  readonly today: string
  readonly division: string
  readonly city: string
  readonly divisions: DivisionIndex
}

/** A missing column is at -1. */
export interface Sheet {
  readonly form: Form
  readonly at: readonly number[]
  readonly sender: Sender
  readonly isCut: boolean
}

export class Row {
  readonly findings: Finding[] = []
  id = ''
  isNumber = false
  isValidId = false
  name = ''
  isNamed = false
  born: string | undefined = undefined
  since: string | undefined = undefined
  county: string | undefined = undefined
  isOwn = false
  township: string | undefined = undefined
  readonly cells: Cells
  readonly lost: LostCells

  constructor(cells: Cells, lost: LostCells) {
    this.cells = cells
    this.lost = lost
  }

  /** Other findings about a lost cell would be guesses. */
  add(code: RowCode, column: number): void {
    if (!this.lost.has(column)) this.findings.push({ code, column })
  }
}

export type Check = (row: Row) => void

const columnOf = ({ form, at }: Sheet, use: ColumnUse): number => at[form.columns.findIndex((c) => c.use === use)] ?? -1
export const columnUnder = ({ form, at }: Sheet, heading: string): number =>
  at[form.columns.findIndex((c) => c.heading === heading)] ?? -1

export function textIn(cells: Cells, column: number): string {
  const whole = column < 0 ? '' : (cells.texts[column] ?? '')
  return whole === '' ? '' : compact(whole)
}

function idNumber(sheet: Sheet): Check {
  const column = columnOf(sheet, 'id')
  const { isCut, sender } = sheet
  return (row) => {
    const { cells } = row
    row.id = normaliseId(cells.texts[column] ?? '')
    // A date cell holds a number too.
    row.isNumber = cells.isNumber(column) || cells.isDate(column)
    const fault = idFault(row.id, row.isNumber || (isCut && endsInNoughts(row.id)), sender.today)
    row.isValidId = !fault
    if (fault) row.add(fault, column)
  }
}

function personName(sheet: Sheet): Check {
  const column = columnOf(sheet, 'name')
  return (row) => {
    row.name = normaliseName(row.cells.texts[column] ?? '')
    const fault = nameFault(row.name, row.cells.isError(column))
    row.isNamed = !fault
    if (fault) row.add(fault, column)
  }
}

function codesAndDays(sheet: Sheet): Check {
  const bornAt = columnOf(sheet, 'birthdate')
  const sinceAt = columnUnder(sheet, '参保日期')
  const coded = codedColumns(sheet)
  return (row) => {
    const { cells, lost } = row
    let unknown = -1
    for (const c of coded) {
      // The fast path.
      if (c.codes?.has(cells.texts[c.at] ?? '') || lost.has(c.at)) continue
      const value = textIn(cells, c.at)
      let isKnown: boolean
      if (value === '') isKnown = !(c.required && c.codes)
      else if (c.isDay) {
        const day = dayIn(cells, c.at, value)
        isKnown = day !== undefined
        if (c.at === bornAt) row.born = day
        if (c.at === sinceAt) row.since = day
      } else isKnown = c.codes?.has(value) === true
      if (!isKnown && unknown < 0) unknown = c.at
    }
    if (unknown >= 0) row.add('code-unknown', unknown)
  }
}

function codedColumns({ form, at }: Sheet) {
  return form.columns
    .map((c, i) => ({
      at: at[i] ?? -1,
      codes: c.codes && new Set(c.codes),
      isDay: c.use === 'date' || c.use === 'birthdate',
      required: c.required === true,
    }))
    .filter((c) => c.at >= 0 && (c.codes || c.isDay))
    .sort((a, b) => a.at - b.at)
}

export function dayIn(cells: Cells, column: number, value: string): string | undefined {
  // compact() removed the blank before the time.
  if (cells.isDate(column)) return dayInText(value.slice(0, 10))
  if (cells.isNumber(column)) return dayInNumber(Number(value))
  const day = dayInText(value)
  if (day !== undefined) return day
  const before = beforeMidnight(cellForm(cells.texts[column] ?? ''))
  return before === undefined ? undefined : dayInText(compact(before))
}

function sexAndBirth(sheet: Sheet): Check {
  const sexAt = columnOf(sheet, 'sex')
  const bornAt = columnOf(sheet, 'birthdate')
  return (row) => {
    if (!row.isValidId) return
    const sex = textIn(row.cells, sexAt)
    if ((sex === '男' || sex === '女') && sex !== sexOf(row.id)) row.add('sex-mismatch', sexAt)
    if (row.born !== undefined && row.born !== birthDateOf(row.id)) row.add('birthdate-mismatch', bornAt)
  }
}

function ownDivision(sheet: Sheet): Check {
  const column = columnOf(sheet, 'county')
  const { sender } = sheet
  const isRegister = sheet.form.code === 'register'
  return (row) => {
    const named = textIn(row.cells, column)
    row.county = named === '' ? sender.division : sender.divisions.division(named)
    row.isOwn = named === '' || isOwnPlace(row.county, sender, isRegister)
    if (!row.isOwn) row.add('division-mismatch', column)
  }
}

/** Registers may name the city, which runs some schemes. */
function isOwnPlace(place: string | undefined, sender: Sender, isRegister: boolean): boolean {
  if (place === undefined) return false
  if (sender.division === sender.city) return isRegister || place !== sender.city
  return place === sender.division || (isRegister && place === sender.city)
}

function ownTownship(sheet: Sheet): Check {
  const column = columnOf(sheet, 'township')
  const { division, city, divisions } = sheet.sender
  return (row) => {
    if (column < 0) return
    const ofCity = (row.isOwn && row.county) || city
    row.township = divisions.township(division === city ? ofCity : division, textIn(row.cells, column))
    if (row.township === undefined) row.add('township-unknown', column)
  }
}

function certificate(sheet: Sheet): Check {
  const column = columnOf(sheet, 'certificate')
  const kindAt = columnUnder(sheet, '残疾类别')
  const gradeAt = columnUnder(sheet, '残疾等级')
  return (row) => {
    if (column < 0) return
    const kind = textIn(row.cells, kindAt)
    const grade = textIn(row.cells, gradeAt)
    const number = normaliseId(row.cells.texts[column] ?? '')
    if (!certificateFits(number, row.isValidId ? row.id : undefined, kind, grade))
      row.add('certificate-mismatch', column)
    if (isKnown(DISABILITY_KINDS, kind) && isKnown(DISABILITY_GRADES, grade) && !isCovered(kind, grade))
      row.add('disability-not-covered', Math.min(kindAt, gradeAt))
  }
}

const isKnown = (list: readonly string[], value: string) => list.includes(value)

/** 残疾人证号: ID number, kind, grade, perhaps `B` and a digit. */
function certificateFits(number: string, id: string | undefined, kind: string, grade: string): boolean {
  if (id === undefined) return number !== ''
  const found = /^(\d{17}[\dX])([1-7])([1-4])(?:B\d)?$/.exec(number)
  if (!found || found[1] !== id) return false
  if (isKnown(DISABILITY_KINDS, kind) && DISABILITY_KINDS[Number(found[2]) - 1] !== kind) return false
  return !isKnown(DISABILITY_GRADES, grade) || DISABILITY_GRADES[Number(found[3]) - 1] === grade
}

/** Article 1: 重度 (一级, 二级), 精神 and 智力. */
function isCovered(kind: string, grade: string): boolean {
  return grade === '一级' || grade === '二级' || kind === '精神' || kind === '智力'
}

const PERSON = [idNumber, personName, codesAndDays, sexAndBirth, ownDivision]
const LISTED = [...PERSON, ownTownship]

/** Later checks read what earlier ones found. */
const CHECKS: Readonly<Partial<Record<FormCode, readonly ((sheet: Sheet) => Check)[]>>> = {
  'registered-poor': LISTED,
  dibao: LISTED,
  tekun: LISTED,
  disabled: [...LISTED, certificate],
  register: PERSON,
}

export const checksOf = (sheet: Sheet): Check[] =>
  present(CHECKS[sheet.form.code], 'the checks of a list or register').map((make) => make(sheet))
