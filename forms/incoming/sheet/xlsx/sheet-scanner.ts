/** Plain rows out of a worksheet's bytes: the fast way. */
import type { Bytes } from '../bytes/bytes.ts'
import { type CellMeaning, holdsText } from '../cells/cell.ts'
import { putCell, type RowSink } from '../cells/row-sink.ts'
import { LONG_TEXT } from '../limits.ts'
import { Kind } from '../sheet.ts'
import { TagScanner } from '../xml/tag-scanner.ts'
import type { ItemScanner } from '../xml/xml-part.ts'

const ROW = Buffer.from('<row')
const ROW_END = Buffer.from('</row>')
const CELL_END = Buffer.from('</c>')
const VALUE_END = Buffer.from('</v>')
const FORMULA_END = Buffer.from('</f>')
const INLINE_TEXT = Buffer.from('s><t')
const INLINE_END = Buffer.from('</t></is>')

const SPACE = 0x20
const QUOTE = 0x22
const SLASH = 0x2f
const LESS = 0x3c
const EQUALS = 0x3d
const GREATER = 0x3e
const LETTER_C = 0x63
const LETTER_F = 0x66
const LETTER_I = 0x69
const LETTER_R = 0x72
const LETTER_S = 0x73
const LETTER_T = 0x74
const LETTER_V = 0x76

const TYPES = ['n', 's', 'str', 'inlineStr', 'b', 'e', 'd'].map((name) => ({ name, bytes: Buffer.from(`${name}"`) }))

export class SheetScanner extends TagScanner implements ItemScanner {
  readonly opening = '<sheetData'
  readonly closing = '</row>'
  stopped: 'cut' | 'odd' | 'full' = 'cut'
  private readonly sink: RowSink
  private readonly cells: CellMeaning

  private texts: string[] = []
  private kinds: Kind[] = []
  private filled = 0
  private weight = 0
  private column = -1
  private type = 'n'
  private style = 0

  constructor(sink: RowSink, cells: CellMeaning) {
    super()
    this.sink = sink
    this.cells = cells
  }

  scan(bytes: Bytes, start: number, end: number, prefixes: ReadonlySet<string>): number {
    this.prefixes = prefixes
    let at = start
    while (!this.sink.full) {
      const next = this.row(bytes, this.passSpace(bytes, at))
      if (next < 0) {
        this.stopped = this.failed >= end ? 'cut' : 'odd'
        return at
      }
      this.sink.add(this.number, this.texts, this.kinds, this.filled, this.weight)
      at = next
    }
    this.stopped = 'full'
    return at
  }

  private row(bytes: Bytes, start: number): number {
    let at = this.passLiteral(bytes, start, ROW)
    if (at < 0) return -1
    this.number = 0
    at = this.attributes(bytes, at, true)
    if (at < 0) return -1
    if (this.filled !== 0) {
      this.texts = []
      this.kinds = []
      this.filled = 0
    }
    this.column = -1
    this.weight = 0
    if (this.empty) return at
    while (true) {
      at = this.passSpace(bytes, at)
      if (bytes[at] !== LESS) return this.fail(at)
      if (bytes[at + 1] !== LETTER_C) return this.passLiteral(bytes, at, ROW_END)
      at = this.cell(bytes, at + 2)
      if (at < 0) return -1
    }
  }

  private cell(bytes: Bytes, start: number): number {
    let at = this.cellAttributes(bytes, start)
    if (at < 0 || this.empty) return at
    at = this.passSpace(bytes, at)
    const isFormula = bytes[at] === LESS && bytes[at + 1] === LETTER_F
    if (isFormula) {
      at = this.formula(bytes, at + 2)
      if (at < 0) return -1
      at = this.passSpace(bytes, at)
    }
    if (bytes[at] !== LESS) return this.fail(at)
    const stored = at
    if (bytes[at + 1] === LETTER_V) at = this.value(bytes, at + 2)
    else if (bytes[at + 1] === LETTER_I) at = this.inline(bytes, at + 2)
    if (at < 0) return -1
    if (isFormula && this.isBlank(bytes, stored)) this.putAs('', Kind.formula)
    return this.passLiteral(bytes, this.passSpace(bytes, at), CELL_END)
  }

  /** True where a cell's rest, already passed, gives no value. */
  private isBlank(bytes: Bytes, start: number): boolean {
    if (bytes[start + 1] !== LETTER_V) return bytes[start + 1] !== LETTER_I
    const close = bytes.indexOf(GREATER, start)
    return (bytes[close - 1] === SLASH || bytes[close + 1] === LESS) && !holdsText(this.type)
  }

  private value(bytes: Bytes, start: number): number {
    if (bytes[start] === SLASH) return bytes[start + 1] === GREATER ? start + 2 : this.fail(start + 1)
    const from = this.passTextTag(bytes, start)
    if (from < 0) return -1
    if (this.type === 's' || this.type === 'n') {
      const at = this.passDigits(bytes, from)
      const index = this.integer
      if (bytes[at] === LESS && at > from && at - from < 10) {
        const next = this.passLiteral(bytes, at, VALUE_END)
        if (next < 0) return -1
        if (this.type === 's') this.put(this.cells.sharedText(index))
        else this.put(this.cells.wholeNumber(this.style, this.recent.get(bytes, from, at, false)))
        return next
      }
    }
    const to = this.passText(bytes, from)
    const next = to < 0 ? -1 : this.passLiteral(bytes, to, VALUE_END)
    if (next < 0) return -1
    const stored = this.raw(bytes, from, to)
    if (stored === undefined) return this.fail(from)
    this.put(this.cells.text(this.type, this.style, stored))
    return next
  }

  private inline(bytes: Bytes, start: number): number {
    const tag = this.passLiteral(bytes, start, INLINE_TEXT)
    const from = tag < 0 ? -1 : this.passTextTag(bytes, tag)
    const to = from < 0 ? -1 : this.passText(bytes, from)
    const next = to < 0 ? -1 : this.passLiteral(bytes, to, INLINE_END)
    if (next < 0) return -1
    const text = this.string(bytes, from, to)
    if (text === undefined) return this.fail(from)
    this.cells.kind = Kind.text
    this.put(text)
    return next
  }

  private put(text: string): void {
    if (text === '') return
    if (text.length > LONG_TEXT) this.weight += text.length
    this.putAs(text, this.cells.kind)
  }

  private putAs(text: string, kind: Kind): void {
    const { column, texts } = this
    if (texts.length === column) {
      texts.push(text)
      this.kinds.push(kind)
    } else putCell(texts, this.kinds, column, text, kind)
    this.filled |= 1 << Math.min(column, 31)
  }

  private formula(bytes: Bytes, start: number): number {
    const from = this.attributes(bytes, start, false)
    if (from < 0 || this.empty) return from
    const to = this.passText(bytes, from)
    const next = to < 0 ? -1 : this.passLiteral(bytes, to, FORMULA_END)
    return next >= 0 && this.raw(bytes, from, to) === undefined ? this.fail(from) : next
  }

  /** Knows ` r="B7" s="1" t="s">` in any order, with this spacing. */
  private cellAttributes(bytes: Bytes, start: number): number {
    let at = start
    let seen = 0
    let column = this.column + 1
    this.style = 0
    this.type = 'n'
    while (bytes[at] === SPACE && bytes[at + 1] !== SLASH) {
      const name = bytes[at + 1]
      if (bytes[at + 2] !== EQUALS) return this.fail(at + 2)
      if (bytes[at + 3] !== QUOTE) return this.fail(at + 3)
      at += 4
      const bit = name === LETTER_R ? 1 : name === LETTER_S ? 2 : name === LETTER_T ? 4 : 8
      if (bit === 8 || (seen & bit) !== 0) return this.fail(at - 3)
      seen |= bit
      if (name === LETTER_R) {
        const from = at
        column = 0
        for (let byte = (bytes[at] ?? 0) - 64; byte >= 1 && byte <= 26; byte = (bytes[at] ?? 0) - 64) {
          column = column * 26 + byte
          at++
        }
        if (at === from || at - from > 3 || column > 16_384) return this.fail(at)
        column--
        at = this.passDigits(bytes, at)
      } else if (name === LETTER_S) {
        const from = at
        at = this.passDigits(bytes, from)
        if (at === from || at - from > 9) return this.fail(at)
        this.style = this.integer
      } else {
        at = this.passType(bytes, at)
        if (at < 0) return -1
      }
      if (bytes[at] !== QUOTE) return this.fail(at)
      at++
    }
    if (column >= 16_384) return this.fail(at)
    this.column = column
    return this.tagEnd(bytes, at)
  }

  private passType(bytes: Bytes, start: number): number {
    for (const { name, bytes: type } of TYPES) {
      if (this.passLiteral(bytes, start, type) < 0) continue
      this.type = name
      return start + type.length - 1
    }
    let longest = start
    for (const { bytes: type } of TYPES) {
      this.passLiteral(bytes, start, type)
      longest = Math.max(longest, this.failed)
    }
    return this.fail(longest)
  }
}
