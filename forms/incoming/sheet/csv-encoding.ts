/**
 * How the text of a CSV is encoded (docs/rules.md#csv): UTF-8 if the whole file is valid UTF-8 (so a GB18030 file
 * that begins in plain ASCII is known too), else GB18030. Of a file that is neither whole the one with fewer places
 * that do not decode is taken, and few such places are read as U+FFFD.
 */
import { isAscii, isUtf8 } from 'node:buffer'
import { asBytes, cutCharacter } from './bytes.ts'
import { type ByteSource, UnreadableFile } from './sheet.ts'
import { readRange } from './source.ts'

export interface CsvEncoding {
  readonly name: 'utf-8' | 'gb18030'
  /** Whether every byte is known to decode. */
  readonly isWhole: boolean
}

const SAMPLE = 64 * 1024
/** So many of the first bytes may be control characters; text has next to none. */
const MOST_CONTROLS = 0.3
/** And so many in a text that was damaged; noise, as encryption leaves it, has one in nine. */
const FEW_CONTROLS = 0.02
/** So many places of a file may not decode. */
const MOST_PLACES = 20
/** Of the first bytes, in a damaged text. */
const MOST_LOST = 0.1
const LOST = '\ufffd'
/** U+FFFD itself, where somebody wrote it: it decodes. */
const WRITTEN = { 'utf-8': Buffer.from('efbfbd', 'hex'), gb18030: Buffer.from('8431a437', 'hex') }
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])

/**
 * Throws `UnreadableFile`: `utf-16` with a byte order mark or by its pattern of NULs, `cut-off` where the last
 * character is incomplete, `unknown` for what is no text. What turns out further on to be no GB18030 is refused by
 * `csvBytes`.
 */
export async function csvEncoding(source: ByteSource): Promise<CsvEncoding> {
  const head = await readRange(source, 0, Math.min(SAMPLE, source.size))
  const utf16 = new UnreadableFile('file-unreadable', 'utf-16')
  if (head.length >= 2 && ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)))
    throw utf16
  const { nuls, other, controls } = countControls(head)
  // Every ASCII character of UTF-16 has its NUL on the same side.
  const oneSided = Math.min(nuls, other) <= (nuls + other) / 50
  if (oneSided && nuls + other >= 4 && nuls + other >= head.length / 20) throw utf16
  const found = controls <= head.length * MOST_CONTROLS ? await textEncoding(source, head) : undefined
  if (found) return found
  throw oneSided && nuls + other > 0 && source.size % 2 === 0 ? utf16 : new UnreadableFile('file-unreadable', 'unknown')
}

async function textEncoding(source: ByteSource, head: Buffer): Promise<CsvEncoding | undefined> {
  const utf8 = await utf8State(source)
  if (utf8 === 'valid') return { name: 'utf-8', isWhole: true }
  if (utf8 === 'cut') throw cutOff()
  const hasMark = head.subarray(0, 3).equals(BYTE_ORDER_MARK)
  const asUtf8 = await faults(source, 'utf-8')
  // Text in GB18030 shows in its first lines that it is no UTF-8: then the rest is judged as it is read.
  const most = asUtf8 > MOST_PLACES + 1 ? SAMPLE : source.size
  const asGb18030 = hasMark ? Number.POSITIVE_INFINITY : await faults(source, 'gb18030', most)
  if (Math.min(asUtf8, asGb18030) > MOST_PLACES + 1) {
    const isText = countControls(head).controls <= head.length * FEW_CONTROLS && (await isMostlyText(source))
    if (isText) throw garbled()
    return undefined
  }
  return { name: asUtf8 <= asGb18030 ? 'utf-8' : 'gb18030', isWhole: false }
}

/** NULs at even and at odd places, and control characters in all. */
function countControls(head: Buffer): { nuls: number; other: number; controls: number } {
  let nuls = 0
  let other = 0
  let controls = 0
  for (let at = 0; at < head.length; at++) {
    const byte = head[at]!
    if (byte >= 0x20 || byte === 9 || byte === 10 || byte === 13) continue
    controls++
    if (byte === 0 && (at & 1) === 0) nuls++
    else if (byte === 0) other++
  }
  return { nuls, other, controls }
}

/** `cut`: valid but for a character at the end that is not all there, and more than ASCII before it. */
async function utf8State(source: ByteSource): Promise<'valid' | 'cut' | 'invalid'> {
  let cut = Buffer.alloc(0)
  let isPlain = true
  for await (const piece of source.read(0, source.size)) {
    const bytes = cut.length > 0 ? Buffer.concat([cut, piece]) : asBytes(piece)
    const end = bytes.length - cutCharacter(bytes, bytes.length)
    const whole = bytes.subarray(0, end)
    if (!isUtf8(whole)) return 'invalid'
    isPlain &&= isAscii(whole)
    cut = Buffer.from(bytes.subarray(end))
  }
  if (cut.length === 0) return 'valid'
  return isPlain ? 'invalid' : 'cut'
}

/** Whether what does not decode is little of it: a text that was damaged, and not another kind of file. */
async function isMostlyText(source: ByteSource): Promise<boolean> {
  const size = Math.min(SAMPLE, source.size)
  const found = await Promise.all((['utf-8', 'gb18030'] as const).map((name) => faults(source, name, size, size)))
  return Math.min(...found) <= size * MOST_LOST
}

/**
 * How many places of the first `most` bytes do not decode, the end of the file among them; counting ends where it is
 * more than `enough`.
 */
async function faults(
  source: ByteSource,
  name: CsvEncoding['name'],
  most = source.size,
  enough = MOST_PLACES + 1,
): Promise<number> {
  let found = 0
  const end = Math.min(most, source.size)
  for await (const { places, isCut } of decoded(source.read(0, end), name)) {
    found += places + (isCut && end === source.size ? 1 : 0)
    if (found > enough) break
  }
  return found
}

interface Decoded {
  readonly text: string
  /** How many places of it did not decode: each is U+FFFD in the text. */
  readonly places: number
  /** The file ended within a character. */
  readonly isCut: boolean
}

async function* decoded(pieces: AsyncIterable<Uint8Array>, name: CsvEncoding['name']): AsyncGenerator<Decoded> {
  const decoder = new TextDecoder(name)
  const written = WRITTEN[name]
  let before = Buffer.alloc(0)
  for await (const piece of pieces) {
    const text = decoder.decode(piece, { stream: true })
    const lost = count(text, LOST)
    if (lost === 0) {
      before = Buffer.from(piece.subarray(Math.max(0, piece.length - written.length + 1)))
      yield { text, places: 0, isCut: false }
      continue
    }
    const bytes = Buffer.concat([before, piece])
    before = bytes.subarray(Math.max(0, bytes.length - written.length + 1))
    yield { text, places: Math.max(0, lost - count(bytes, written)), isCut: false }
  }
  const text = decoder.decode()
  if (text !== '') yield { text, places: 0, isCut: true }
}

function count<T extends string | Buffer>(whole: T, part: T): number {
  let found = 0
  for (let at = whole.indexOf(part as string); at >= 0; at = whole.indexOf(part as string, at + part.length)) found++
  return found
}

/** What of a file did not decode. Who reads the records counts those that have such a place. */
export class CsvDamage {
  places = 0
  rows = 0

  /** Counts the rows; cheap as long as everything has decoded. */
  see(rows: readonly { readonly texts: readonly string[] }[]): void {
    if (this.places === 0) return
    for (const { texts } of rows) if (texts.some((text) => text.includes(LOST))) this.rows++
  }

  /** Throws where it is more than a sender is asked to mend: more than 1 % of the rows, one being always tolerated. */
  judge(rows: number): void {
    if (this.rows > Math.max(1, Math.floor(rows / 100))) throw garbled()
  }
}

/** The file as UTF-8, without a byte order mark; throws `UnreadableFile` where too much of it does not decode. */
export async function* csvBytes(
  source: ByteSource,
  { name, isWhole }: CsvEncoding,
  damage = new CsvDamage(),
): AsyncGenerator<Uint8Array> {
  if (isWhole) {
    const start = source.size >= 3 && (await readRange(source, 0, 3)).equals(BYTE_ORDER_MARK) ? 3 : 0
    yield* source.read(start, source.size)
    return
  }
  for await (const { text, places, isCut } of decoded(source.read(0, source.size), name)) {
    if (isCut) throw cutOff()
    damage.places += places
    if (damage.places > MOST_PLACES) throw garbled()
    yield Buffer.from(text)
  }
}

const cutOff = () => new UnreadableFile('file-unreadable', 'cut-off')
const garbled = () => new UnreadableFile('file-unreadable', 'garbled')
