/** A month's folder: what went in, what became of it, what came out. */
import { join } from 'node:path'
import { cellsOf, csvTable, type FiledRow, type FoundFile, filesUnder, type Row, rowsBelow } from '../read-files.ts'

export interface SentFile extends FoundFile {
  readonly form: string
  readonly number: number
  readonly receipt: Row | undefined
}

export class MonthFiles {
  readonly folder: string
  readonly out: string
  readonly today: string
  readonly receipts: readonly Row[]
  readonly rejections: readonly Row[]
  readonly sent: readonly SentFile[]

  constructor(folder: string, today: string) {
    this.folder = folder
    this.out = join(folder, 'out')
    this.today = today
    this.receipts = csvTable(join(this.out, 'receipts.csv'))
    this.rejections = csvTable(join(this.out, 'rejections.csv'))
    this.sent = filesUnder(join(folder, 'inbox'))
      .map((file) => {
        const [form = '', number = '1'] = file.name.split('.')
        return { ...file, form, number: Number(number), receipt: this.receipts.find((row) => isOf(row, file)) }
      })
      .sort((a, b) => (a.division < b.division ? -1 : a.division > b.division ? 1 : a.number - b.number))
  }

  table(name: string): Row[] {
    return csvTable(join(this.out, `${name}.csv`))
  }

  /** The files of a form that were taken, in the order in which they are taken up. */
  taken(form: string): SentFile[] {
    return this.sent.filter((file) => file.form === form && ['accepted', 'held'].includes(file.receipt?.state ?? ''))
  }

  returnedRows(file: FoundFile): Set<string> {
    return new Set(this.rejections.filter((row) => isOf(row, file)).map(({ row = '' }) => row))
  }

  /** Rows of data, with whether each was returned. */
  rowsOf(file: FoundFile, key: string): (FiledRow & { readonly isReturned: boolean })[] {
    const returned = this.returnedRows(file)
    return rowsBelow(cellsOf(file.path), key).map((row) => ({ ...row, isReturned: returned.has(String(row.number)) }))
  }
}

const isOf = (row: Row, { division, folder, name }: FoundFile) =>
  row.division === division && row.office === folder && row.file === name
