/** Returned rows wait on local disk: a million of them must not fill memory. */
import { closeSync, createReadStream, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs'
import type { Kind } from '../../../forms/incoming/sheet/sheet.ts'
import type { Header } from '../../../forms/incoming/table.ts'
import type { Finding } from '../../../rules/rows/check-row.ts'
import { RowCode } from '../../../schemas/codes.ts'
import { present } from '../../../schemas/present.ts'
import { linesIn } from '../../shared/work/lines.ts'
import type { ReturnedRow } from './list-reader.ts'
import { rowLabel } from './row-cells.ts'

export interface SpooledRow {
  readonly sheet: string
  readonly row: string
  /** Undefined beyond the bytes that are kept; numbers and reasons stay. */
  readonly cells: readonly string[] | undefined
  readonly kinds: readonly Kind[]
  readonly findings: readonly Finding[]
  readonly earlier?: string
}

const BUFFER = 64 * 1024
const MOST_BYTES = 64 * 1024 ** 2

type Bare = readonly [
  sheet: number,
  row: number,
  findings: readonly (readonly [code: number, column: number])[],
  earlier: string | 0,
]
type Line = Bare | readonly [...Bare, cells: readonly string[], kinds: string]

export class ReturnedSpool {
  readonly #path: string
  readonly #fd: number
  #text = ''
  #at = 0
  #bytes = 0
  #isFull = false
  #sheets: string[] = []
  count = 0
  readonly headers = new Map<string, Header>()

  constructor(path: string) {
    this.#path = path
    this.#fd = openSync(path, 'w')
  }

  add({ header, row, findings, earlier }: ReturnedRow): void {
    if (!this.headers.has(header.sheet)) this.#sheets.push(header.sheet)
    this.headers.set(header.sheet, header)
    const reasons = findings.map(({ code, column }) => [RowCode.options.indexOf(code), column] as const)
    const bare: Bare = [this.#sheets.indexOf(header.sheet), row.number, reasons, earlier ?? 0]
    if (!this.#isFull) {
      const whole = JSON.stringify([...bare, row.texts, row.kinds.join('')] satisfies Line)
      const bytes = Buffer.byteLength(whole)
      this.#isFull = this.#bytes + bytes > MOST_BYTES
      if (!this.#isFull) {
        this.#bytes += bytes
        this.#text += `${whole}\n`
      }
    }
    if (this.#isFull) this.#text += `${JSON.stringify(bare)}\n`
    this.count++
    if (this.#text.length > BUFFER) this.#flush()
  }

  get isWhole(): boolean {
    return !this.#isFull
  }

  clear(): void {
    ftruncateSync(this.#fd, 0)
    this.#text = ''
    this.#at = 0
    this.#bytes = 0
    this.#isFull = false
    this.#sheets = []
    this.count = 0
    this.headers.clear()
  }

  async *rows(): AsyncGenerator<SpooledRow> {
    this.#flush()
    for await (const line of linesIn(createReadStream(this.#path))) yield this.#rowOf(JSON.parse(line))
  }

  dispose(): void {
    closeSync(this.#fd)
    rmSync(this.#path, { force: true })
  }

  #rowOf([at, number, reasons, earlier, cells, kinds = '']: Line): SpooledRow {
    const sheet = present(this.#sheets[at], 'the sheet of a returned row')
    const findings: Finding[] = reasons.map(([code, column]) => ({
      code: present(RowCode.options[code], 'the code of a returned row'),
      column,
    }))
    return {
      sheet,
      row: rowLabel(sheet, number),
      cells,
      kinds: Array.from(kinds, (digit) => Number(digit) as Kind),
      findings,
      ...(earlier !== 0 && { earlier }),
    }
  }

  #flush(): void {
    this.#at += writeSync(this.#fd, this.#text, this.#at)
    this.#text = ''
  }
}
