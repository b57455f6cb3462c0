/** The data rows of one form (docs/rules.md#reading-a-sheet). */
import { headingForm } from '../../rules/rows/normalise.ts'
import type { Column, Form } from '../../schemas/columns.ts'
import { FORMS } from '../../schemas/columns.ts'
import { dataTest, UnreadSheet } from './no-data.ts'
import { type OwnWords, ownWords } from './own-words.ts'
import { type Row, type Sheet, UnreadableFile, type Workbook } from './sheet/sheet.ts'

/** Rows. */
export const HEADER_WITHIN = 50
/** Excel's rows below a header, for all sheets together. */
const MOST_ROWS = 1_048_575

export interface Header {
  /** `''` for the first sheet read. */
  readonly sheet: string
  readonly row: number
  readonly texts: readonly string[]
  /** By form column: its index in the sheet, -1 where absent. */
  readonly at: readonly number[]
}

export type TableResult =
  | {
      readonly ok: true
      readonly rows: number
      readonly unread: readonly string[]
      readonly endsOpen: boolean
      readonly own: OwnWords
    }
  | { readonly ok: false; readonly code: 'form-mismatch'; readonly looksLike: string }
  | { readonly ok: false; readonly code: 'header-missing'; readonly missing: readonly string[] }
  | { readonly ok: false; readonly code: 'empty' }

export function isHeaderOf(form: Form): (texts: readonly string[]) => boolean {
  const required = requiredOf(form)
  return (texts) => texts.length >= required.length && hasAll(new Set(texts.map(headingForm)), required)
}

/** The form whose header a row is, if it is one's. */
export function formOfHeader(texts: readonly string[]): Form | undefined {
  const present = new Set(texts.map(headingForm))
  return Object.values(FORMS).find((form) => hasAll(present, requiredOf(form)) && !rivalOf(form)(present))
}

/**
 * @param onOther rows of a sheet with the header that are no data
 * @throws UnreadableFile, ReadAgain
 */
export async function readTable(
  workbook: Workbook,
  form: Form,
  onRow: (row: Row, header: Header) => void,
  onOther: (row: Row, header: Header, where: 'above' | 'below') => void = () => {},
): Promise<TableResult> {
  const unread: string[] = []
  const required = requiredOf(form)
  const rival = rivalOf(form)
  let looksLike: string | undefined
  let missing = form.columns.filter(isRequired).map((c) => c.heading)
  const above: (readonly string[])[] = []
  let sheetsRead = 0
  let rows = 0

  const readSheet = async (sheet: Sheet): Promise<void> => {
    let header: Header | undefined
    let isData: ((row: Row) => boolean) | undefined
    const look = new UnreadSheet(sheet.name)
    const before: Row[] = []
    for await (const batch of sheet.rows()) {
      for (const row of batch) {
        if (header && isData) {
          if (isData(row)) {
            if (++rows > MOST_ROWS) throw new UnreadableFile('file-unreadable', 'too-much')
            onRow(row, header)
          } else onOther(row, header, 'below')
          continue
        }
        if (row.number <= HEADER_WITHIN) {
          const headings = new Set(row.texts.map(headingForm))
          const other = rival(headings)
          if (!other && hasAll(headings, required)) {
            header = headerAt(form, row, sheetsRead === 0 ? '' : sheet.name)
            isData = dataTest(form, header.at)
            sheetsRead++
            for (const one of before) onOther(one, header, 'above')
            above.push(...before.map(({ texts }) => texts))
            continue
          }
          before.push(row)
          looksLike ??= other
          const lacking = lackingIn(form, headings)
          if (lacking.length < missing.length) missing = lacking
        }
        look.see(row)
      }
      if (!header && look.isKnown && (batch.at(-1)?.number ?? 0) > HEADER_WITHIN) break
    }
    if (!header && look.hasData) unread.push(sheet.name)
  }

  for (const sheet of workbook.sheets) if (!sheet.hidden) await readSheet(sheet)
  if (sheetsRead > 0) {
    if (rows === 0) return { ok: false, code: 'empty' }
    return { ok: true, rows, unread, endsOpen: workbook.endsOpen === true, own: ownWords(above) }
  }
  if (looksLike) return { ok: false, code: 'form-mismatch', looksLike }
  return { ok: false, code: 'header-missing', missing }
}

const isRequired = (column: Column) => column.required === true
const requiredOf = (form: Form) => form.columns.filter(isRequired).map((c) => headingForm(c.heading))
const hasAll = (present: ReadonlySet<string>, wanted: readonly string[]) => wanted.every((each) => present.has(each))

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

function lackingIn(form: Form, present: ReadonlySet<string>): string[] {
  return form.columns.filter((c) => isRequired(c) && !present.has(headingForm(c.heading))).map((c) => c.heading)
}

/** The title of another form to which a header belongs. */
function rivalOf(form: Form): (present: ReadonlySet<string>) => string | undefined {
  const headings = (f: Form) => f.columns.map((c) => headingForm(c.heading))
  const others = Object.values(FORMS).filter((f) => f.code !== form.code)
  const ours = new Set(headings(form))
  const theirs = new Set(others.flatMap(headings))
  const onlyOurs = [...ours].filter((heading) => !theirs.has(heading))
  const rivals = others
    .map((f) => ({ title: f.title, required: requiredOf(f) }))
    .filter((f) => f.required.some((heading) => !ours.has(heading)))
    // A dibao list has every heading of a 建档立卡 list.
    .sort((a, b) => b.required.length - a.required.length)
  return (present) => {
    if (onlyOurs.some((heading) => present.has(heading))) return undefined
    return rivals.find((f) => hasAll(present, f.required))?.title
  }
}
