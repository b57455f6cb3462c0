/** The policy workbook, to be edited and sent back (docs/forms.md#policy). */

import type { Writable } from 'node:stream'
import { officesOf } from '../../rules/offices.ts'
import type { Office } from '../../schemas/codes.ts'
import type { NamedDivision, Policy } from '../../schemas/records/policy.ts'
import { BANK_RESULT_NAMES } from '../../wording/bank-results.ts'
import { OFFICE_NAMES } from '../../wording/offices.ts'
import { type Book, columnLetters, newBook, type Value } from '../outgoing/book.ts'
import { LOOK } from '../outgoing/office-sheet.ts'
import { linesOf, onPaper, POINTS_A_UNIT, rowHeight } from '../outgoing/paper.ts'
import { caseRows } from './policy-cases.ts'
import { deadlineRows } from './policy-deadlines.ts'
import { retentionRows } from './policy-retention.ts'
import { COLUMNS, FORM_NAMES, HINTS, type PolicySheet, type PolicyWorkbook, SHEETS } from './policy-sheets.ts'
import { signInRows } from './policy-sign-in.ts'

const HEADER_ROW = 3
const HINT_SIZE = LOOK.line.font.size
const LAST_ROW = 1_048_576

type PolicyRows = Record<PolicySheet, Value[][] | undefined>

/** Every office has a line in 单位联系, with or without an address. */
export async function writePolicyWorkbook(out: Writable, held: PolicyWorkbook): Promise<void> {
  const book = await newBook(out)
  const rows = rowsOf(held)
  for (const key of Object.keys(SHEETS) as PolicySheet[]) {
    const own = rows[key]
    if (own) await writeSheet(book, key, own)
  }
  await book.close()
}

/** Undefined: the sheet is left out. */
export function rowsOf({ policy, contacts, calendar, deadlines }: PolicyWorkbook): PolicyRows {
  const county = (code: string | undefined) => policy.counties.find((c) => c.code === code)?.name ?? code
  return {
    tiers: policy.tiers.map((t) => [t.fromYear, t.fen / 100, t.toBeConfirmed ? '是' : '否']),
    amounts: policy.amounts.map((a) => [a.fromYear, county(a.county), a.category, a.fen / 100, a.document]),
    categories: policy.categories.map((c) => [
      c.code,
      c.name,
      FORM_NAMES[c.form],
      OFFICE_NAMES[c.office],
      c.from,
      c.until,
    ]),
    contacts: contactRows(policy, contacts),
    calendar: calendar.map((c) => [c.day, c.work ? '上班' : '休息', c.note]),
    deadlines: deadlines && deadlineRows(deadlines),
    lastPaymentDays: policy.lastPaymentDays.map(({ year, day }) => [year, day]),
    bankCodes: policy.bankCodes.map(({ code, means }) => [code, means, BANK_RESULT_NAMES[means]]),
    payees: policy.payees.map((p) => [county(p.county), p.name, p.bank, p.account]),
    officeNames: eachOffice(policy, policy.officeNames, (named) => [named?.name]),
    retention: retentionRows(policy.retention),
    cases: caseRows(policy.cases),
    signIn: signInRows(policy.signIn),
    places: placeRows(policy),
  }
}

function contactRows(policy: Policy, contacts: PolicyWorkbook['contacts']): Value[][] {
  return eachOffice(policy, contacts, (c) => [c?.email, c?.name, c?.phone])
}

function eachOffice<T extends { division: string; office: Office }>(
  policy: Policy,
  known: readonly T[],
  cells: (own: T | undefined) => Value[],
): Value[][] {
  const byOffice = Map.groupBy(known, ({ division, office }) => `${division} ${office}`)
  const of = ({ code, name }: NamedDivision) =>
    officesOf(code).flatMap((office) =>
      (byOffice.get(`${code} ${office}`) ?? [undefined]).map((own) => [
        code,
        name,
        OFFICE_NAMES[office],
        ...cells(own),
      ]),
    )
  return [policy.city, ...policy.counties.flatMap((county) => [county, ...county.townships])].flatMap(of)
}

function placeRows({ city, counties }: Policy): Value[][] {
  const row = ({ code, name }: NamedDivision): Value[] => [code, name]
  return [row(city), ...counties.flatMap((county) => [row(county), ...county.townships.map(row)])]
}

async function writeSheet(book: Book, key: PolicySheet, rows: readonly Value[][]): Promise<void> {
  const columns = COLUMNS[key]
  const sheet = book.sheet(SHEETS[key], {
    widths: columns.map((c) => c.width),
    columnStyles: columns.map((c) => ({ numFmt: c.format ?? '@' })),
    frozenRows: HEADER_ROW,
    ...onPaper(HEADER_ROW),
  })
  sheet.row([SHEETS[key]], book.style({ ...LOOK.title, font: { ...LOOK.title.font, size: 16 } }), 30)
  sheet.merge(1, 1, columns.length)
  const hint = book.style({ ...LOOK.line, alignment: { vertical: 'middle', wrapText: true } })
  const points = columns.reduce((sum, c) => sum + c.width, 0) * POINTS_A_UNIT
  const lines = linesOf(HINTS[key], (points * 2) / HINT_SIZE - 2)
  sheet.row([HINTS[key]], hint, Math.max(36, rowHeight(lines, HINT_SIZE)))
  sheet.merge(2, 1, columns.length)
  const head = book.style(LOOK.head)
  sheet.row(
    columns.map((c) => (c.required ? `${c.heading}*` : c.heading)),
    head,
    26,
  )
  const styles = columns.map((c) => book.style({ ...LOOK.text, numFmt: c.format ?? '@' }))
  const size = LOOK.text.font.size
  for (const row of rows) {
    const needed = columns.map((c, i) => linesOf(String(row[i] ?? ''), (c.width * POINTS_A_UNIT * 2) / size - 1))
    const full = sheet.row(row, styles, rowHeight(Math.max(...needed), size))
    if (full) await full
  }
  columns.forEach((column, i) => {
    if (!column.choices) return
    const letter = columnLetters(i + 1)
    sheet.validate(`${letter}${HEADER_ROW + 1}:${letter}${LAST_ROW}`, {
      type: 'list',
      formulae: [`"${column.choices.join(',')}"`],
      allowBlank: true,
      showErrorMessage: true,
      errorStyle: 'stop',
      errorTitle: '请从列表中选择',
      error: `“${column.heading}”请从下拉列表中选择。`,
    })
  })
  await sheet.end()
}
