/** A sheet as an office sends it, with what the simulator knows of its rows. */
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { utils, write } from '@e965/xlsx'
import type { Random } from '../../samples/random.ts'

export type Cell = string | number | undefined

export interface PlantedRow {
  readonly cells: readonly Cell[]
  /** The codes with which it has to come back. */
  readonly codes?: readonly string[]
  /** Codes that rest on what this month's lists change. */
  readonly maybe?: readonly string[]
}

export interface OfficeFile {
  readonly division: string
  readonly office: string
  readonly form: string
  readonly above?: readonly (readonly Cell[])[]
  readonly headings: readonly string[]
  readonly rows: readonly PlantedRow[]
  /** A row that is no data, such as a sum. */
  readonly below?: readonly (readonly Cell[])[]
  /** The whole file is refused with these. */
  readonly refused?: readonly string[]
}

const NIL_HEADER = 'division,office,form\n'
const PLANTED_HEADER = 'division,office,file,row,code,certainty\n'

/** Files of one month; the second of a form is `<form>.2`. */
export class Inbox {
  readonly #dir: string
  readonly #planted: string
  readonly #nil: string
  readonly #draw: Random
  readonly #numbers = new Map<string, number>()

  constructor(month: string, draw: Random) {
    this.#dir = join(month, 'inbox')
    this.#planted = join(month, 'planted.csv')
    this.#nil = join(month, 'nil.csv')
    this.#draw = draw
    mkdirSync(this.#dir, { recursive: true })
    writeFileSync(this.#planted, PLANTED_HEADER)
    writeFileSync(this.#nil, NIL_HEADER)
  }

  /** 零报告, rightly or not. */
  sayNil({ division, office, form }: Pick<OfficeFile, 'division' | 'office' | 'form'>): void {
    appendFileSync(this.#nil, `${division},${office},${form}\n`)
  }

  /** @returns the file's name without its ending */
  put(file: OfficeFile): string {
    const { division, office, form } = file
    const key = `${division}/${office}/${form}`
    const number = (this.#numbers.get(key) ?? 0) + 1
    this.#numbers.set(key, number)
    const name = number === 1 ? form : `${form}.${number}`
    const folder = join(this.#dir, division, office)
    mkdirSync(folder, { recursive: true })
    const lines = [...(file.above ?? []), file.headings, ...file.rows.map(({ cells }) => cells), ...(file.below ?? [])]
    if (this.#draw.chance(0.25)) writeFileSync(join(folder, `${name}.xlsx`), workbookOf(lines))
    else writeFileSync(join(folder, `${name}.csv`), `\uFEFF${lines.map(csvRow).join('')}`)
    appendFileSync(this.#planted, plantedLines(file, name))
    return name
  }
}

function plantedLines({ division, office, above = [], rows, refused }: OfficeFile, name: string): string {
  const line = (row: number, code: string, certainty: string) =>
    `${[division, office, name, row, code, certainty].join(',')}\n`
  if (refused) return refused.map((code) => line(0, code, 'must')).join('')
  const first = above.length + 2
  const isWhole = rows.every(({ codes = [] }) => codes.length > 0)
  const mayBeWhole = rows.every(({ codes = [], maybe = [] }) => codes.length + maybe.length > 0)
  const whole = mayBeWhole ? line(0, 'all-returned', isWhole ? 'must' : 'may') : ''
  const single = rows.map(({ codes = [], maybe = [] }, at) =>
    [
      ...codes.map((code) => line(first + at, code, 'must')),
      ...maybe.map((code) => line(first + at, code, 'may')),
    ].join(''),
  )
  return whole + single.join('')
}

function workbookOf(lines: readonly (readonly Cell[])[]): Buffer {
  // The library hands formats of workbooks that were read before on to the next that is written.
  const book = { ...utils.book_new(), SSF: {} }
  utils.book_append_sheet(book, utils.aoa_to_sheet(lines.map((cells) => cells.map((cell) => cell ?? null))), '表1')
  return write(book, { type: 'buffer', bookType: 'xlsx' })
}

function csvRow(cells: readonly Cell[]): string {
  const field = (cell: Cell) => {
    const text = cell === undefined ? '' : String(cell)
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return `${cells.map(field).join(',')}\r\n`
}
