/** Workbooks as the reader would hand them out, from plain rows of texts; what the table makes of them. */
import { Kind, type Row, type Sheet, type Workbook } from '../../../forms/incoming/sheet/sheet.ts'
import { readTable, type TableResult } from '../../../forms/incoming/table.ts'
import { FORMS, type FormCode } from '../../../schemas/columns.ts'

export interface PlainSheet {
  readonly name?: string
  readonly hidden?: boolean
  /** Row 1 is the first; undefined is a row that the file does not have. */
  readonly rows: readonly (readonly string[] | undefined)[]
}

export const headingsOf = (form: FormCode) => FORMS[form].columns.map((c) => c.heading)
export const requiredOf = (form: FormCode) => FORMS[form].columns.filter((c) => c.required).map((c) => c.heading)

/** A row with a cell for each column of the form, those of `cells` filled. */
export function rowOf(form: FormCode, cells: Record<string, string>): string[] {
  for (const heading of Object.keys(cells)) if (!headingsOf(form).includes(heading)) throw new Error(heading)
  return headingsOf(form).map((heading) => cells[heading] ?? '')
}

/** In a row of texts: a cell that is a formula without a stored value. */
export const FORMULA = '=?'

const BATCH = 3

const kindOf = (text: string) => (text === FORMULA ? Kind.formula : text === '' ? Kind.blank : Kind.text)

function sheetOf({ name = '名单', hidden = false, rows }: PlainSheet): Sheet {
  return {
    name,
    hidden,
    async *rows() {
      const present = rows.flatMap((texts, i): Row[] =>
        texts ? [{ number: i + 1, texts: texts.map((t) => (t === FORMULA ? '' : t)), kinds: texts.map(kindOf) }] : [],
      )
      for (let i = 0; i < present.length; i += BATCH) yield present.slice(i, i + BATCH)
    },
  }
}

const workbookOf = (sheets: readonly PlainSheet[], endsOpen?: boolean): Workbook => ({
  kind: 'xlsx',
  sheets: sheets.map(sheetOf),
  ...(endsOpen !== undefined && { endsOpen }),
})

export interface ReadRow {
  readonly sheet: string
  readonly number: number
  readonly texts: readonly string[]
  readonly at: readonly number[]
}

export async function tableOf(
  form: FormCode,
  sheets: readonly PlainSheet[],
  endsOpen?: boolean,
): Promise<{ result: TableResult; rows: ReadRow[] }> {
  const rows: ReadRow[] = []
  const result = await readTable(workbookOf(sheets, endsOpen), FORMS[form], ({ number, texts }, { sheet, at }) => {
    rows.push({ sheet, number, texts, at })
  })
  return { result, rows }
}
