/**
 * From the sheets of a workbook to the data rows of one form (RULES section 3, "Reading a sheet"): which sheets are
 * read, where the header is, which rows are no data.
 */
import { compact, headingForm } from '../rules/normalise.ts'
import type { Form } from '../schemas/columns.ts'
import { FORMS, INSTRUCTION_SHEET } from '../schemas/columns.ts'
import type { Row, Sheet, Workbook } from './sheet/sheet.ts'

/** The header has to stand within a sheet's first rows. */
const HEADER_WITHIN = 50

/** Where the form's columns stand in a sheet that is read. */
export interface Header {
  /** The sheet's name, `''` for the first sheet that is read: rows of later ones are called `<sheet>!<row>`. */
  readonly sheet: string
  readonly row: number
  /** The sender's own headings. */
  readonly texts: readonly string[]
  /** For each column of the form its index in the sheet, -1 where it is absent. */
  readonly at: readonly number[]
}

export type TableResult =
  | {
      readonly ok: true
      readonly rows: number /** Visible sheets with data but without our header. */
      readonly unread: readonly string[]
    }
  | { readonly ok: false; readonly code: 'form-mismatch'; readonly looksLike: string }
  | { readonly ok: false; readonly code: 'header-missing'; readonly missing: readonly string[] }
  | { readonly ok: false; readonly code: 'empty' }

/** Whether a row holds all required headings of the form. */
export function isHeaderOf(form: Form): (texts: readonly string[]) => boolean {
  const required = form.columns.filter((c) => c.required).map((c) => headingForm(c.heading))
  return (texts) => {
    // A header has at least its required headings: most rows are not looked at twice.
    if (texts.length < required.length) return false
    const present = new Set(texts.map(headingForm))
    return required.every((heading) => present.has(heading))
  }
}

/** Hands out every data row, in the order of the sheets, and says how the file ended. */
export async function readTable(
  workbook: Workbook,
  form: Form,
  onRow: (row: Row, header: Header) => void,
): Promise<TableResult> {
  const unread: string[] = []
  const isHeader = isHeaderOf(form)
  const rival = rivalOf(form)
  let looksLike: string | undefined
  let missing = form.columns.filter((c) => c.required).map((c) => c.heading)
  let sheetsRead = 0
  let rows = 0

  const readSheet = async (sheet: Sheet): Promise<void> => {
    let header: Header | undefined
    let isData: ((row: Row) => boolean) | undefined
    let hasCells = false
    for await (const batch of sheet.rows()) {
      for (const row of batch) {
        if (header) {
          if (isData!(row)) {
            rows++
            onRow(row, header)
          }
          continue
        }
        if (row.number > HEADER_WITHIN) {
          // Nothing further down can be a header; whether there is data at all is all that is still asked.
          hasCells ||= row.texts.some((text) => text !== '' && compact(text) !== '')
          if (hasCells) break
          continue
        }
        const other = rival(row.texts)
        if (other) {
          looksLike ??= other
        } else if (isHeader(row.texts)) {
          header = headerAt(form, row, sheetsRead === 0 ? '' : sheet.name)
          isData = dataTest(form, header)
          sheetsRead++
          continue
        }
        const lacking = lackingIn(form, row.texts)
        if (lacking.length < missing.length) missing = lacking
        hasCells ||= row.texts.some((text) => text !== '' && compact(text) !== '')
      }
      if (!header && hasCells && batch.at(-1)!.number > HEADER_WITHIN) break
    }
    if (!header && hasCells && sheet.name !== INSTRUCTION_SHEET) unread.push(sheet.name)
  }

  for (const sheet of workbook.sheets) if (!sheet.hidden) await readSheet(sheet)
  if (sheetsRead > 0) return rows > 0 ? { ok: true, rows, unread } : { ok: false, code: 'empty' }
  if (looksLike) return { ok: false, code: 'form-mismatch', looksLike }
  return { ok: false, code: 'header-missing', missing }
}

function headerAt(form: Form, row: Row, sheet: string): Header {
  const forms = row.texts.map(headingForm)
  // indexOf: of two equal headings the left one counts.
  return {
    sheet,
    row: row.number,
    texts: row.texts,
    at: form.columns.map((c) => forms.indexOf(headingForm(c.heading))),
  }
}

function lackingIn(form: Form, texts: readonly string[]): string[] {
  const present = new Set(texts.map(headingForm))
  return form.columns.filter((c) => c.required && !present.has(headingForm(c.heading))).map((c) => c.heading)
}

/**
 * Whether a row is the header of another form: it has all that form requires, something of which ours lacks, and
 * nothing that only ours has. The answer is the other form's title.
 */
function rivalOf(form: Form): (texts: readonly string[]) => string | undefined {
  const headings = (f: Form) => f.columns.map((c) => headingForm(c.heading))
  const others = Object.values(FORMS).filter((f) => f.code !== form.code)
  const ours = new Set(headings(form))
  const theirs = new Set(others.flatMap(headings))
  const onlyOurs = [...ours].filter((heading) => !theirs.has(heading))
  const rivals = others
    .map((f) => ({ title: f.title, required: f.columns.filter((c) => c.required).map((c) => headingForm(c.heading)) }))
    .filter((f) => f.required.some((heading) => !ours.has(heading)))
    // Who has what two forms require is told the one that requires more: a dibao list holds all of a 建档立卡 list.
    .sort((a, b) => b.required.length - a.required.length)
  return (texts) => {
    const present = new Set(texts.map(headingForm))
    if (onlyOurs.some((heading) => present.has(heading))) return undefined
    return rivals.find((f) => f.required.every((heading) => present.has(heading)))?.title
  }
}

const SIX_DIGITS = /^(?:\P{Nd}*\p{Nd}){6}/u
const TOTALS = ['合计', '小计', '总计', '共计']
const SIGNATURES = ['填报', '填表', '制表', '审核', '负责', '经办', '联系', '日期', '备注', '注', '说明']

/** Whether a row below the header is data; the sentences of RULES section 3 in their order. */
function dataTest(form: Form, header: Header): (row: Row) => boolean {
  const at = (use: 'id' | 'name') => header.at[form.columns.findIndex((c) => c.use === use)] ?? -1
  const [idAt, nameAt] = [at('id'), at('name')]
  const headings = form.columns.flatMap((c, i) =>
    c.required ? [[header.at[i]!, headingForm(c.heading)] as const] : [],
  )
  return ({ texts }) => {
    const id = idAt >= 0 ? (texts[idAt] ?? '') : ''
    if (SIX_DIGITS.test(id)) return true
    const filled = texts
      .filter((text) => text !== '')
      .map(compact)
      .filter((text) => text !== '')
    if (filled.length === 0) return false
    if (headings.every(([i, heading]) => headingForm(texts[i] ?? '') === heading)) return false
    if (filled.some((text) => TOTALS.some((word) => text.startsWith(word)))) return false
    if (filled.some((text) => SIGNATURES.some((word) => text.startsWith(word) && text.includes(':', word.length))))
      return false
    const nameless = nameAt < 0 || compact(texts[nameAt] ?? '') === ''
    return !(nameless && compact(id) === '' && filled.length <= 3)
  }
}
