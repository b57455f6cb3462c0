/** One XML part: plain items by a scanner, all else by saxes (docs/adr/0007-our-own-reader.md). */
import { isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'
import { SaxesParser, type SaxesTagNS } from 'saxes'
import { asBytes, type Bytes, cutCharacter } from '../bytes/bytes.ts'
import { tooMuch } from '../limits.ts'
import { UnreadableFile } from '../sheet.ts'

export interface XmlHandler {
  open(tag: SaxesTagNS): void
  close(): void
  text(text: string): void
  /** True where the scanner may go on. */
  between(): boolean
}

export interface ItemScanner {
  /** `<sheetData` and `</row>`, for example. */
  readonly opening: string
  readonly closing: string
  /** @returns where the first item not taken begins; a zero stands behind */
  scan(bytes: Bytes, start: number, end: number, prefixes: ReadonlySet<string>): number
  stopped: 'cut' | 'odd' | 'full'
}

const LONGEST_ITEM = 4 * 1024 * 1024
/** Bounds what saxes yields at once. */
const PIECE = 16 * 1024
const GREATER = 0x3e
/** A cell holds 32,767 characters. */
const LONGEST_TOKEN = 1024 * 1024
const DEEPEST = 256
/** 15 cells in half a million rows. */
const MOST_TAGS = 15_000_000

const ODD_STEP = 64

const OPENING_ROOM = 16

const damaged = () => new UnreadableFile('file-unreadable', 'damaged')

/** Yields when rows may be taken. @throws UnreadableFile */
export async function* readXmlPart(
  chunks: AsyncIterable<Uint8Array>,
  handler: XmlHandler,
  scanner?: ItemScanner,
): AsyncGenerator<void> {
  const saxes = new XmlEvents(handler)
  const bytes = new PendingBytes()
  let decoder: TextDecoder | undefined
  let begun = false
  let state: 'before' | 'among' | 'odd' = 'before'
  let enough = 0
  // Odd items in a row: saxes gets more each time.
  let odd = 0

  const begin = () => {
    begun = true
    decoder = otherEncoding(bytes)
    if (!decoder && bytes.startsWith([0xef, 0xbb, 0xbf])) bytes.start += 3
  }

  function* advance(last: boolean): Generator<void> {
    while (true) {
      if (scanner && state === 'among') {
        const from = bytes.start
        bytes.start = scanner.scan(bytes.buffer, from, bytes.valid, saxes.prefixes)
        odd = bytes.start > from ? 0 : odd + 1
        if (scanner.stopped === 'full') {
          yield
          continue
        }
        const left = bytes.end - bytes.start
        if (scanner.stopped === 'cut' && !last && left < LONGEST_ITEM) {
          // Doubled, or each chunk would scan a long item again.
          enough = left * 2
          return
        }
        state = 'odd'
      }
      const upTo =
        scanner && !saxes.otherVersion ? bytes.seek(scanner, state, last, Math.min(PIECE, odd * ODD_STEP)) : bytes.valid
      if (upTo === bytes.start) return
      while (bytes.start < upTo - 1) {
        saxes.write(bytes.take(Math.min(upTo - 1, bytes.start + PIECE)))
        yield
      }
      // A `</row>` may stand in a comment.
      const complete = saxes.write(bytes.take(upTo)) && bytes.buffer[upTo - 1] === GREATER
      if (scanner && complete && handler.between()) state = 'among'
    }
  }

  for await (const chunk of chunks) {
    bytes.append(chunk)
    if (!begun) {
      if (bytes.end < 256) continue
      begin()
    }
    if (decoder) {
      for (const text of pieces(decode(decoder, bytes.takeAll(), true))) {
        saxes.write(text)
        yield
      }
      continue
    }
    bytes.validate(false)
    if (bytes.end - bytes.start < enough) continue
    enough = 0
    yield* advance(false)
  }
  if (!begun) begin()
  if (decoder) saxes.write(decode(decoder, bytes.takeAll(), false))
  else {
    bytes.validate(true)
    yield* advance(true)
  }
  saxes.close()
  yield
}

/** Bytes not taken: UTF-8 up to `valid`, zeros behind `end`. */
class PendingBytes {
  buffer: Bytes = asBytes(new Uint8Array(128 * 1024))
  start = 0
  end = 0
  valid = 0

  append(chunk: Uint8Array): void {
    const left = this.end - this.start
    const needed = left + chunk.length + 8
    if (this.start > 0 || needed > this.buffer.length) {
      const target = needed > this.buffer.length ? asBytes(new Uint8Array(needed * 2)) : this.buffer
      target.set(this.buffer.subarray(this.start, this.end), 0)
      this.buffer = target
      this.valid -= this.start
      this.start = 0
      this.end = left
    }
    this.buffer.set(chunk, this.end)
    this.end += chunk.length
    this.buffer.fill(0, this.end, this.end + 8)
  }

  validate(last: boolean): void {
    const from = Math.max(this.valid, this.start)
    const to = last ? this.end : this.end - cutCharacter(this.buffer, this.end)
    if (!isUtf8(this.buffer.subarray(from, to))) throw damaged()
    this.valid = to
  }

  startsWith(prefix: readonly number[]): boolean {
    return prefix.every((byte, index) => this.start + index < this.end && this.buffer[this.start + index] === byte)
  }

  /** Ends between two characters. */
  take(to: number): string {
    let end = to
    while (end < this.valid && ((this.buffer[end] ?? 0) & 0xc0) === 0x80) end++
    const text = this.buffer.utf8Slice(this.start, end)
    this.start = end
    return text
  }

  takeAll(): Uint8Array {
    const all = this.buffer.slice(this.start, this.end)
    this.start = this.end
    return all
  }

  /** How far saxes may read before the scanner takes over. */
  seek(scanner: ItemScanner, state: 'before' | 'among' | 'odd', last: boolean, skip: number): number {
    if (state === 'odd') {
      const at = this.find(scanner.closing, this.start + skip)
      return at < 0 ? this.valid : at + scanner.closing.length
    }
    const opening = this.find(scanner.opening, this.start)
    const end = opening < 0 ? -1 : this.find('>', opening)
    if (end >= 0) return end + 1
    if (last || (opening >= 0 && this.end - opening > PIECE)) return this.valid
    return Math.max(this.start, opening >= 0 ? opening : this.valid - OPENING_ROOM)
  }

  private find(text: string, from: number): number {
    const at = this.buffer.indexOf(text, from, 'latin1')
    return at >= 0 && at + text.length <= this.valid ? at : -1
  }
}

class XmlEvents {
  readonly prefixes = new Set<string>()
  /** XML 1.1 has other line ends. */
  otherVersion = false
  private readonly parser = new SaxesParser({ xmlns: true, position: false })
  private events = 0
  private silent = 0
  private depth = 0
  private tags = 0

  constructor(handler: XmlHandler) {
    const { parser } = this
    const refuse = () => {
      throw damaged()
    }
    parser.on('error', refuse)
    parser.on('doctype', refuse)
    parser.on('xmldecl', ({ version }) => {
      this.otherVersion = version !== undefined && version !== '1.0'
    })
    parser.on('opentag', (tag) => {
      this.events++
      if (++this.tags > MOST_TAGS) throw tooMuch()
      if (this.depth === DEEPEST) refuse()
      if (this.depth++ === 0) for (const prefix of Object.keys(tag.ns ?? {})) this.prefixes.add(prefix)
      handler.open(tag)
    })
    parser.on('closetag', () => {
      this.events++
      this.depth--
      handler.close()
    })
    const text = (text: string) => {
      this.events++
      handler.text(text)
    }
    parser.on('text', text)
    parser.on('cdata', text)
  }

  /** True once the handler has heard of something. */
  write(text: string): boolean {
    const before = this.events
    this.parser.write(text)
    this.silent = this.events === before ? this.silent + text.length : 0
    if (this.silent > LONGEST_TOKEN) throw damaged()
    return this.events > before
  }

  close(): void {
    this.parser.close()
  }
}

/** `undefined` for UTF-8. */
function otherEncoding(bytes: PendingBytes): TextDecoder | undefined {
  if (bytes.startsWith([0xff, 0xfe]) || bytes.startsWith([0x3c, 0])) return strict('utf-16le')
  if (bytes.startsWith([0xfe, 0xff]) || bytes.startsWith([0, 0x3c])) return strict('utf-16be')
  const head = bytes.buffer.latin1Slice(bytes.start, Math.min(bytes.end, bytes.start + 256))
  const label = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(head)?.[1]?.toLowerCase()
  return label === undefined || label === 'utf-8' || label === 'utf8' || label === 'us-ascii'
    ? undefined
    : strict(label)
}

function strict(label: string): TextDecoder {
  try {
    return new TextDecoder(label, { fatal: true })
  } catch {
    throw damaged()
  }
}

function decode(decoder: TextDecoder, bytes: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(bytes, { stream })
  } catch {
    throw damaged()
  }
}

function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE)
}
