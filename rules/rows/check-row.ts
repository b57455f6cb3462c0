/** What is wrong with a row, and what a good one says (docs/rules.md#row-codes). */
import type { RowCode } from '../../schemas/codes.ts'
import { BENEFITS, CONTRIBUTIONS, ENROLMENTS } from '../../schemas/codes.ts'
import type { Column, Form } from '../../schemas/columns.ts'
import { DISABILITY_GRADES, DISABILITY_KINDS } from '../../schemas/columns.ts'
import type { Listing, RegisterRow } from '../../schemas/records/person.ts'
import { beforeMidnight, dayInNumber, dayInText } from '../days.ts'
import type { Cells } from './cells.ts'
import type { DivisionIndex } from './divisions.ts'
import { birthDateOf, endsInNoughts, idFault, sexOf } from './id-number.ts'
import { type LostCells, lostCells, WithoutLost } from './lost-cells.ts'
import { isName } from './name.ts'
import { cellForm, compact, normaliseId, normaliseName } from './normalise.ts'

/** A code and the sheet's column that it is about. */
export interface Finding {
  readonly code: RowCode
  readonly column: number
}

export interface CheckedRow {
  readonly findings: Finding[]
  /** In its normal form; undefined where it is not valid. */
  readonly id: string | undefined
  /** What the ID cell shows, in its normal form, valid or not; `''` where it holds a number, whose digits are lost. */
  readonly number: string
  /** In its normal form. */
  readonly name: string
  /** Whether it can be anybody's: the name earned no code. */
  readonly isNamed: boolean
  /** 险种 as the register gives it, `''` in a name list: it tells the rows of one person apart. */
  readonly scheme: string
  /** What the row says, where it has no findings. */
  readonly listing: Listing | undefined
  readonly register: RegisterRow | undefined
}

const NOTHING_LOST: LostCells = new Map()

export interface Sender {
  /** The day that the upload names. */
  readonly today: string
  /** The sender's county, or the city. */
  readonly division: string
  readonly city: string
  readonly divisions: DivisionIndex
}

/**
 * Checks the rows of one sheet, `at` being where its columns stand. A `duplicate-row` is found by who sees all rows,
 * and so is a damaged column: with `isCut` a number that ends in 000 has lost its last digits.
 */
export function rowChecker(
  form: Form,
  at: readonly number[],
  sender: Sender,
  isCut: boolean,
): (cells: Cells) => CheckedRow {
  const isRegister = form.code === 'register'
  const column = (test: (c: Column) => boolean) => at[form.columns.findIndex(test)] ?? -1
  const heading = (text: string) => column((c) => c.heading === text)
  const use = (what: Column['use']) => column((c) => c.use === what)
  const idAt = use('id')
  const nameAt = use('name')
  const sexAt = use('sex')
  const bornAt = use('birthdate')
  const countyAt = use('county')
  const townshipAt = use('township')
  const certificateAt = use('certificate')
  const kindAt = heading('残疾类别')
  const gradeAt = heading('残疾等级')
  const villageAt = heading('村（居）委会')
  const phoneAt = heading('联系电话')
  const schemeAt = heading('险种')
  const enrolmentAt = heading('参保状态')
  const sinceAt = heading('参保日期')
  const monthsAt = heading('累计缴费月数')
  const contributionAt = heading('本年缴费方式')
  const paidAt = heading('本年缴费金额')
  const benefitAt = heading('待遇状态')
  const benefitFromAt = heading('待遇开始年月')
  const benefitPaidAt = heading('月待遇金额')
  const studentAt = heading('在校学生')
  const year = Number(sender.today.slice(0, 4))
  // A column with a code list or dates, and whether blank is a fault in it.
  const coded = form.columns
    .map((c, i) => ({
      at: at[i]!,
      codes: c.codes && new Set(c.codes),
      date: c.use === 'date' || c.use === 'birthdate',
      required: c.required === true,
    }))
    .filter((c) => c.at >= 0 && (c.codes || c.date))
    .sort((a, b) => a.at - b.at)

  const isLost = lostCells(form, at)

  const text = (cells: Cells, i: number) => {
    const whole = i < 0 ? '' : (cells.texts[i] ?? '')
    return whole === '' ? '' : compact(whole)
  }
  /** What a cell of a code list stands for, once it is known to hold one of its values. */
  const meant = <T>(values: ReadonlyMap<string, T>, cells: Cells, i: number): T =>
    values.get(cells.texts[i] ?? '') ?? values.get(text(cells, i))!

  return (cells) => {
    const lost = isLost(cells)
    return lost ? check(new WithoutLost(cells, lost), lost) : check(cells, NOTHING_LOST)
  }

  function check(cells: Cells, lost: LostCells): CheckedRow {
    const findings: Finding[] = []
    const add = (code: RowCode, columnAt: number) => {
      // What a lost cell held is not known: nothing else is wrong with it.
      if (!lost.has(columnAt)) findings.push({ code, column: columnAt })
    }
    for (const [column, code] of lost) if (findings.every((f) => f.code !== code)) findings.push({ code, column })

    const id = normaliseId(cells.texts[idAt] ?? '')
    // A date cell holds a number, too.
    const isNumber = cells.isNumber(idAt) || cells.isDate(idAt)
    const fault = idFault(id, isNumber || (isCut && endsInNoughts(id)), sender.today)
    if (fault) add(fault, idAt)

    const name = normaliseName(cells.texts[nameAt] ?? '')
    const isNamed = name !== '' && !cells.isError(nameAt) && isName(name)
    if (!isNamed) add(name === '' ? 'name-missing' : 'name-invalid', nameAt)

    let unknown = -1
    let born: string | undefined
    let since: string | undefined
    for (const c of coded) {
      // Most cells hold just what the list says.
      if (c.codes?.has(cells.texts[c.at] ?? '') || lost.has(c.at)) continue
      const value = text(cells, c.at)
      let known: boolean
      if (value === '') known = !(c.required && c.codes)
      else if (c.date) {
        const day = dayIn(cells, c.at, value)
        known = day !== undefined
        if (c.at === bornAt) born = day
        if (c.at === sinceAt) since = day
      } else known = c.codes!.has(value)
      if (!known && unknown < 0) unknown = c.at
    }
    if (unknown >= 0) add('code-unknown', unknown)

    if (!fault) {
      const sex = text(cells, sexAt)
      if ((sex === '男' || sex === '女') && sex !== sexOf(id)) add('sex-mismatch', sexAt)
      if (born !== undefined && born !== birthDateOf(id)) add('birthdate-mismatch', bornAt)
    }

    const named = text(cells, countyAt)
    const county = named === '' ? sender.division : sender.divisions.division(named)
    const isOwn = named === '' || isOwnPlace(county, sender, isRegister)
    if (!isOwn) add('division-mismatch', countyAt)

    let township: string | undefined
    if (townshipAt >= 0) {
      const of = sender.division !== sender.city ? sender.division : isOwn ? county! : sender.city
      township = sender.divisions.township(of, text(cells, townshipAt))
      if (township === undefined) add('township-unknown', townshipAt)
    }

    if (certificateAt >= 0) {
      const kind = text(cells, kindAt)
      const grade = text(cells, gradeAt)
      const certificate = normaliseId(cells.texts[certificateAt] ?? '')
      if (!certificateFits(certificate, fault ? undefined : id, kind, grade)) add('certificate-mismatch', certificateAt)
      if (isKnown(DISABILITY_KINDS, kind) && isKnown(DISABILITY_GRADES, grade) && !isCovered(kind, grade))
        add('disability-not-covered', Math.min(kindAt, gradeAt))
    }

    const scheme = isRegister ? text(cells, schemeAt) : ''
    const isGood = findings.length === 0
    return {
      findings,
      id: fault ? undefined : id,
      number: isNumber ? '' : id,
      name,
      isNamed,
      scheme,
      register: isGood && isRegister ? registerRow(cells, name, county!, since) : undefined,
      listing:
        isGood && !isRegister ? listing(name, township!, plain(cells, villageAt), plain(cells, phoneAt)) : undefined,
    }
  }

  // Of one shape, whatever is there: objects of many shapes cost as much as all the rest.
  function registerRow(cells: Cells, name: string, place: string, since: string | undefined): RegisterRow {
    const benefitFrom = plain(cells, benefitFromAt)
    const student = text(cells, studentAt)
    return {
      name,
      place,
      enrolment: meant(ENROLMENT, cells, enrolmentAt),
      since,
      months: wholeNumber(text(cells, monthsAt)),
      year,
      contribution: meant(CONTRIBUTION, cells, contributionAt),
      paid: fen(text(cells, paidAt)),
      benefit: meant(BENEFIT, cells, benefitAt),
      benefitFrom: benefitFrom === '' ? undefined : benefitFrom,
      benefitPaid: fen(text(cells, benefitPaidAt)),
      student: student === '' ? undefined : student === '是',
    }
  }
}

/** What the code lists stand for; a Map finds a text that was just read faster than an object does. */
const ENROLMENT = new Map(Object.entries(ENROLMENTS))
const CONTRIBUTION = new Map(Object.entries(CONTRIBUTIONS))
const BENEFIT = new Map(Object.entries(BENEFITS))

function listing(name: string, township: string, village: string, phone: string): Listing {
  return { name, township, ...(village !== '' && { village }), ...(phone !== '' && { phone }) }
}

const isKnown = (list: readonly string[], value: string) => list.includes(value)

/**
 * A county's list names its own county, a register also the city (for schemes that are run there); the city's lists
 * name any of its counties.
 */
function isOwnPlace(place: string | undefined, sender: Sender, isRegister: boolean): boolean {
  if (place === undefined) return false
  if (sender.division === sender.city) return isRegister || place !== sender.city
  return place === sender.division || (isRegister && place === sender.city)
}

/** 残疾人证号: ID number, kind digit 1-7, grade digit 1-4, perhaps `B` and a digit. With an invalid ID only not blank. */
function certificateFits(certificate: string, id: string | undefined, kind: string, grade: string): boolean {
  if (id === undefined) return certificate !== ''
  const found = /^(\d{17}[\dX])([1-7])([1-4])(?:B\d)?$/.exec(certificate)
  if (!found || found[1] !== id) return false
  if (isKnown(DISABILITY_KINDS, kind) && DISABILITY_KINDS[Number(found[2]) - 1] !== kind) return false
  return !isKnown(DISABILITY_GRADES, grade) || DISABILITY_GRADES[Number(found[3]) - 1] === grade
}

/** Article 1: 重度 (一级, 二级), 精神 and 智力. */
function isCovered(kind: string, grade: string): boolean {
  return grade === '一级' || grade === '二级' || kind === '精神' || kind === '智力'
}

function dayIn(cells: Cells, column: number, value: string): string | undefined {
  if (column < 0 || value === '') return undefined
  // compact() has taken the blank before the time.
  if (cells.isDate(column)) return dayInText(value.slice(0, 10))
  if (cells.isNumber(column)) return dayInNumber(Number(value))
  const day = dayInText(value)
  if (day !== undefined) return day
  const before = beforeMidnight(cellForm(cells.texts[column]!))
  return before === undefined ? undefined : dayInText(compact(before))
}

/** A cell kept as it is read: only trimmed, and shortened where somebody wrote a novel. */
function plain(cells: Cells, column: number): string {
  const text = column < 0 ? '' : (cells.texts[column] ?? '')
  return cellForm(text).trim().slice(0, 60)
}

function wholeNumber(text: string): number | undefined {
  return text !== '' && /^\d{1,6}$/.test(text) ? Number(text) : undefined
}

/** Yuan in a cell, as fen; undefined where it is no amount. */
function fen(text: string): number | undefined {
  return text !== '' && /^\d{1,9}(\.\d+)?$/.test(text) ? Math.round(Number(text) * 100) : undefined
}
