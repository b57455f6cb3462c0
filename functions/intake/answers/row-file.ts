/** Data rows of an answer wait on local disk until the whole file is known: 100,000 of them must not fill memory. */
import { closeSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs'
import { type Row, UnreadableFile } from '../../../forms/incoming/sheet/sheet.ts'
import type { Header } from '../../../forms/incoming/table.ts'
import { present } from '../../../schemas/present.ts'
import { linesOfFile } from '../../shared/work/lines.ts'

export interface HeldRow {
  /** From 0, over all sheets. */
  readonly index: number
  readonly header: Header
  readonly row: Row
}

type Line = readonly [header: number, number: number, texts: Row['texts'], kinds: Row['kinds']]

const BUFFER = 64 * 1024
/** The function's disk has room for so much. */
const MOST_BYTES = 640 * 1024 ** 2

export class RowFile {
  readonly #path: string
  readonly #mostBytes: number
  readonly #fd: number
  #text = ''
  #at = 0
  #headers: Header[] = []

  constructor(path: string, mostBytes = MOST_BYTES) {
    this.#path = path
    this.#mostBytes = mostBytes
    this.#fd = openSync(path, 'w')
  }

  /** @throws UnreadableFile where the rows have too much text */
  add({ number, texts, kinds }: Row, header: Header): void {
    let at = this.#headers.lastIndexOf(header)
    if (at < 0) at = this.#headers.push(header) - 1
    this.#text += `${JSON.stringify([at, number, texts, kinds] satisfies Line)}\n`
    if (this.#text.length > BUFFER) this.#flush()
  }

  clear(): void {
    ftruncateSync(this.#fd, 0)
    this.#text = ''
    this.#at = 0
    this.#headers = []
  }

  /** As often as it is asked. */
  *rows(): Generator<HeldRow> {
    this.#flush()
    let index = 0
    for (const line of linesOfFile(this.#path)) {
      const [at, number, texts, kinds] = JSON.parse(line) as Line
      const header = present(this.#headers[at], 'the header of a row')
      yield { index: index++, header, row: { number, texts, kinds } }
    }
  }

  dispose(): void {
    closeSync(this.#fd)
    rmSync(this.#path, { force: true })
  }

  #flush(): void {
    this.#at += writeSync(this.#fd, this.#text, this.#at)
    this.#text = ''
    if (this.#at > this.#mostBytes) throw new UnreadableFile('file-unreadable', 'too-much')
  }
}
