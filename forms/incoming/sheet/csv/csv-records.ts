/** Splits a CSV into records (docs/rules.md#csv). */
import { compact } from '../../../../rules/rows/normalise.ts'
import { asBytes, type Bytes } from '../bytes/bytes.ts'
import { RecentTexts } from '../bytes/recent-texts.ts'
import { LAST_ROW, ROWS } from '../cells/row-sink.ts'
import { tooMuch } from '../limits.ts'
import { Kind, type Row, UnreadableFile } from '../sheet.ts'

const QUOTE = 0x22
const LF = 10
const CR = 13
/** Old programs end a text so. */
const CTRL_Z = 26
/** More bytes than the 32,767 characters of an Excel cell. */
const LONGEST_QUOTED = 100_000
const LONGEST_RECORD = 8 * 1024 * 1024
const BATCH_BYTES = 4 * 1024 * 1024
const HIGH = 0x80808080
const MOST_FIELDS = 16_384

export class CsvRecords {
  /** The last record lacks a line end. */
  endsOpen = false
  private readonly delimiter: number
  private readonly ends = new Uint8Array(256)
  /** No field ends at this byte or above. */
  private readonly above: number
  private buffer: Bytes = asBytes(new Uint8Array(512 * 1024))
  private view = viewOf(this.buffer)
  private start = 0
  private end = 0
  private enough = 0
  private last = false
  private endsInPairs = false
  private number = 0
  private kinds: Kind[] = []
  private readonly recent = new RecentTexts()

  constructor(delimiter: string) {
    this.delimiter = delimiter.charCodeAt(0)
    for (const byte of [this.delimiter, LF, CR]) this.ends[byte] = 1
    this.above = Math.imul(Math.max(this.delimiter, CR) + 1, 0x01010101)
  }

  *push(piece: Uint8Array): Generator<Row[]> {
    this.append(piece)
    if (this.end - this.start >= this.enough) yield* this.records()
  }

  *finish(): Generator<Row[]> {
    this.last = true
    while (this.end > this.start && this.buffer[this.end - 1] === CTRL_Z) this.end--
    yield* this.records()
  }

  private append(piece: Uint8Array): void {
    const left = this.end - this.start
    if (this.end + piece.length > this.buffer.length) {
      const fits = left + piece.length <= this.buffer.length
      const target = fits ? this.buffer : asBytes(new Uint8Array((left + piece.length) * 2))
      target.set(this.buffer.subarray(this.start, this.end), 0)
      if (!fits) this.view = viewOf(target)
      this.buffer = target
      this.start = 0
      this.end = left
    }
    this.buffer.set(piece, this.end)
    this.end += piece.length
  }

  private *records(): Generator<Row[]> {
    let rows: Row[] = []
    let bytes = 0
    this.enough = 0
    while (this.start < this.end) {
      const texts: string[] = []
      const next = this.record(texts)
      if (next < 0) {
        // Doubled, or every piece would scan a long record again.
        this.enough = (this.end - this.start) * 2
        if (this.enough > LONGEST_RECORD * 2) throw new UnreadableFile('file-unreadable', 'damaged')
        break
      }
      bytes += next - this.start
      this.start = next
      if (++this.number > LAST_ROW) throw tooMuch()
      const filled = filledLength(texts)
      if (filled === 0) continue
      rows.push({ number: this.number, texts, kinds: this.kindsOf(texts) })
      if (rows.length === ROWS || bytes > BATCH_BYTES) {
        yield rows
        rows = []
        bytes = 0
      }
    }
    if (rows.length > 0) yield rows
  }

  /** The next record's place; -1 if this one may go on. */
  private record(texts: string[]): number {
    // Paths first met later would be compiled anew.
    const { buffer: bytes, end, last, delimiter } = this
    let at = this.start
    while (true) {
      at = at < end && bytes[at] === QUOTE ? this.quoted(at, texts) : this.plain(at, '', texts)
      if (at < 0) return -1
      if (texts.length > MOST_FIELDS) throw new UnreadableFile('file-unreadable', 'damaged')
      if (at >= end) {
        this.endsOpen = last && texts.some((text) => compact(text) !== '')
        return last ? end : -1
      }
      const byte = bytes[at]
      if (byte === delimiter) {
        at++
        continue
      }
      if (byte === LF) return at + 1
      if (at + 1 >= end) {
        // A file cut between CR and LF.
        if (last && this.endsInPairs) this.endsOpen = texts.some((text) => compact(text) !== '')
        return last ? end : -1
      }
      if (bytes[at + 1] !== LF) return at + 1
      this.endsInPairs = true
      return at + 2
    }
  }

  private plain(start: number, before: string, texts: string[]): number {
    const { buffer: bytes, view, end, last, ends, above, recent } = this
    let at = start
    let all = 0
    // Four bytes at once.
    for (; at + 4 <= end; at += 4) {
      const word = view.getInt32(at, true)
      if (((word - above) & ~word & HIGH) !== 0) break
      all |= word
    }
    while (at < end) {
      const byte = bytes[at] ?? 0
      if (ends[byte] === 1) break
      all |= byte
      at++
    }
    if (at >= end && !last) return -1
    if (at === start) texts.push(before)
    else {
      const text = recent.get(bytes, start, at, (all & HIGH) !== 0)
      texts.push(before === '' ? text : before + text)
    }
    return at
  }

  private quoted(start: number, texts: string[]): number {
    const bytes = this.buffer
    let at = start + 1
    let escaped = false
    while (true) {
      const quote = this.findQuote(at, start + 1 + LONGEST_QUOTED)
      if (quote < 0) {
        const mayCome = !this.last && this.end - start <= LONGEST_QUOTED + 1
        return mayCome ? -1 : this.plain(start, '', texts)
      }
      if (quote + 1 >= this.end && !this.last) return -1
      if (quote + 1 >= this.end || bytes[quote + 1] !== QUOTE) {
        at = quote
        break
      }
      escaped = true
      at = quote + 2
    }
    const closes = at + 1 >= this.end || this.ends[bytes[at + 1] ?? 0] === 1
    if (!closes && this.hasLineEnd(start + 1, at)) return this.plain(start, '', texts)
    const inside = bytes.utf8Slice(start + 1, at)
    const text = escaped ? inside.replaceAll('""', '"') : inside
    return this.plain(at + 1, text, texts)
  }

  private kindsOf(texts: readonly string[]): Kind[] {
    const { kinds } = this
    let same = kinds.length === texts.length
    for (let i = 0; same && i < kinds.length; i++) same = (kinds[i] === Kind.blank) === (texts[i] === '')
    if (!same) this.kinds = texts.map((text) => (text === '' ? Kind.blank : Kind.text))
    return this.kinds
  }

  private findQuote(from: number, limit: number): number {
    const to = Math.min(limit, this.end)
    for (let at = from; at < to; at++) if (this.buffer[at] === QUOTE) return at
    return -1
  }

  private hasLineEnd(from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (this.buffer[at] === LF || this.buffer[at] === CR) return true
    return false
  }
}

function viewOf(bytes: Bytes): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function filledLength(texts: readonly string[]): number {
  let length = texts.length
  while (length > 0 && texts[length - 1] === '') length--
  return length
}
