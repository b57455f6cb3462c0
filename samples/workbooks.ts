import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Month } from './city.ts'
import { type Encoding, writeCsv } from './csv-file.ts'
import { type FilledForm, filledForms } from './forms.ts'
import { writeXlsx, type XlsxOptions } from './xlsx-file.ts'

export interface MonthFormat {
  /** In `mixed` some counties send CSV, registers in GB18030, or date cells. */
  readonly files: 'xlsx' | 'csv' | 'mixed'
  readonly strings: XlsxOptions['strings']
}

export interface WrittenFile {
  /** `<division>/<office>/<form>.<xlsx|csv>` under the inbox. */
  readonly path: string
  readonly form: string
  readonly rows: number
}

export async function writeMonth(month: Month, inbox: string, format: MonthFormat): Promise<WrittenFile[]> {
  const written: WrittenFile[] = []
  for (const form of filledForms(month)) {
    const at = month.counties.findIndex(({ county }) => county.code === form.division)
    const folder = join(inbox, form.division, form.office)
    await mkdir(folder, { recursive: true })
    const csv = format.files === 'csv' || (format.files === 'mixed' && at % 5 === 3)
    const name = `${form.form}.${csv ? 'csv' : 'xlsx'}`
    const counted = counting(form)
    if (csv) await writeCsv(counted.form, join(folder, name), csvEncoding(form, format))
    else {
      const dates = format.files === 'mixed' && at % 2 === 1 ? 'cells' : 'text'
      await writeXlsx(counted.form, join(folder, name), { strings: format.strings, dates, day: month.day })
    }
    written.push({ path: join(form.division, form.office, name), form: form.form, rows: counted.rows() })
  }
  return written
}

const csvEncoding = (form: FilledForm, format: MonthFormat): Encoding =>
  format.files === 'mixed' && form.form === 'register' ? 'gb18030' : 'utf-8'

function counting(form: FilledForm) {
  let rows = 0
  function* count() {
    for (const row of form.rows) {
      rows++
      yield row
    }
  }
  return { form: { ...form, rows: count() }, rows: () => rows }
}
