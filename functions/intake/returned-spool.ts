/** Returned rows of a file, on local disk until the whole file is read: a million of them must not fill the memory. */
import { closeSync, createReadStream, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Kind } from '../../forms/sheet/sheet.ts'
import type { Header } from '../../forms/table.ts'
import type { Finding } from '../../rules/check-row.ts'
import { type ReturnedRow, rowLabel } from './list-reader.ts'

/** A returned row as it is read back. */
export interface SpooledRow {
  readonly sheet: string
  /** As receipts call it: `12`, `名单2!12`. */
  readonly row: string
  readonly cells: string[]
  readonly kinds: readonly Kind[]
  readonly findings: Finding[]
  readonly earlier?: string
}

const BUFFER = 64 * 1024

export class ReturnedSpool {
  readonly #path: string
  readonly #fd: number
  #text = ''
  #at = 0
  count = 0
  /** The headers of the sheets that rows came from, by the sheet's name in `SpooledRow`. */
  readonly headers = new Map<string, Header>()

  constructor(path: string) {
    this.#path = path
    this.#fd = openSync(path, 'w')
  }

  add({ header, row, findings, earlier }: ReturnedRow): void {
    this.headers.set(header.sheet, header)
    const spooled: SpooledRow = {
      sheet: header.sheet,
      row: rowLabel(header.sheet, row.number),
      cells: row.texts,
      kinds: row.kinds,
      findings: [...findings],
      ...(earlier !== undefined && { earlier }),
    }
    this.#text += `${JSON.stringify(spooled)}\n`
    this.count++
    if (this.#text.length > BUFFER) this.#flush()
  }

  clear(): void {
    ftruncateSync(this.#fd, 0)
    this.#text = ''
    this.#at = 0
    this.count = 0
    this.headers.clear()
  }

  async *rows(): AsyncGenerator<SpooledRow> {
    this.#flush()
    for await (const line of createInterface({ input: createReadStream(this.#path) }))
      if (line !== '') yield JSON.parse(line)
  }

  dispose(): void {
    closeSync(this.#fd)
    rmSync(this.#path, { force: true })
  }

  #flush(): void {
    this.#at += writeSync(this.#fd, this.#text, this.#at)
    this.#text = ''
  }
}
