/** A month's folder: what went in, what became of it, what came out. */
import { basename, join } from 'node:path'
import { cellsOf, csvTable, type FiledRow, type FoundFile, filesUnder, type Row, rowsBelow } from '../read-files.ts'

export interface SentFile extends FoundFile {
  readonly form: string
  readonly number: number
  readonly receipt: Row | undefined
  /** `confirmed` or `withdrawn`, in this month. */
  readonly act: string | undefined
}

export class MonthFiles {
  readonly folder: string
  readonly out: string
  readonly today: string
  readonly receipts: readonly Row[]
  readonly rejections: readonly Row[]
  readonly sent: readonly SentFile[]
  /** Confirmations of lists of earlier months. */
  readonly confirmed: readonly Row[]

  constructor(folder: string, today: string) {
    this.folder = folder
    this.out = join(folder, 'out')
    this.today = today
    this.receipts = csvTable(join(this.out, 'receipts.csv'))
    this.rejections = csvTable(join(this.out, 'rejections.csv'))
    const acts = csvTable(join(folder, 'acts.csv'))
    const period = basename(folder)
    this.confirmed = acts.filter((act) => act.period !== period && act.act === 'confirmed')
    this.sent = filesUnder(join(folder, 'inbox'))
      .map((file) => {
        const [form = '', number = '1'] = file.name.split('.')
        const receipt = this.receipts.find((row) => isOf(row, file))
        const act = acts.find((row) => row.period === period && isOf(row, file))?.act
        return { ...file, form, number: Number(number), receipt, act }
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
