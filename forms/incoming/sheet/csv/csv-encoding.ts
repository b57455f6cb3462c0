/** The encoding of a CSV (docs/rules.md#csv): UTF-8 or GB18030, whichever fits better. */
import { isAscii, isUtf8 } from 'node:buffer'
import { asBytes, cutCharacter } from '../bytes/bytes.ts'
import { readRange } from '../bytes/source.ts'
import { type ByteSource, UnreadableFile } from '../sheet.ts'

export interface CsvEncoding {
  readonly name: 'utf-8' | 'gb18030'
  readonly isWhole: boolean
}

const SAMPLE = 64 * 1024
/** Text has hardly any control characters, noise one in nine. */
const MOST_CONTROLS = 0.3
const FEW_CONTROLS = 0.02
const MOST_PLACES = 20
const MOST_LOST = 0.1
const LOST = '\ufffd'
/** U+FFFD typed by the sender. */
const WRITTEN = { 'utf-8': Buffer.from('efbfbd', 'hex'), gb18030: Buffer.from('8431a437', 'hex') }
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])

/** @throws UnreadableFile */
export async function csvEncoding(source: ByteSource): Promise<CsvEncoding> {
  const head = await readRange(source, 0, Math.min(SAMPLE, source.size))
  const utf16 = new UnreadableFile('file-unreadable', 'utf-16')
  if (head.length >= 2 && ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)))
    throw utf16
  const { nuls, other, controls } = countControls(head)
  // ASCII in UTF-16 has all NULs on one side.
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
  // A GB18030 file fails as UTF-8 in its first lines.
  const most = asUtf8 > MOST_PLACES + 1 ? SAMPLE : source.size
  const asGb18030 = hasMark ? Number.POSITIVE_INFINITY : await faults(source, 'gb18030', most)
  if (Math.min(asUtf8, asGb18030) > MOST_PLACES + 1) {
    const isText = countControls(head).controls <= head.length * FEW_CONTROLS && (await isMostlyText(source))
    if (isText) throw garbled()
    return undefined
  }
  return { name: asUtf8 <= asGb18030 ? 'utf-8' : 'gb18030', isWhole: false }
}

function countControls(head: Buffer): { nuls: number; other: number; controls: number } {
  let nuls = 0
  let other = 0
  let controls = 0
  for (let at = 0; at < head.length; at++) {
    const byte = head[at] ?? 0
    if (byte >= 0x20 || byte === 9 || byte === 10 || byte === 13) continue
    controls++
    if (byte === 0 && (at & 1) === 0) nuls++
    else if (byte === 0) other++
  }
  return { nuls, other, controls }
}

/** `cut`: only the last character is incomplete. */
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

async function isMostlyText(source: ByteSource): Promise<boolean> {
  const size = Math.min(SAMPLE, source.size)
  const found = await Promise.all((['utf-8', 'gb18030'] as const).map((name) => faults(source, name, size, size)))
  return Math.min(...found) <= size * MOST_LOST
}

/** Undecodable places in the first `most` bytes; counting stops beyond `enough`. */
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
  /** Each is U+FFFD in the text. */
  readonly places: number
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

export class CsvDamage {
  places = 0
  rows = 0

  see(rows: readonly { readonly texts: readonly string[] }[]): void {
    if (this.places === 0) return
    for (const { texts } of rows) if (texts.some((text) => text.includes(LOST))) this.rows++
  }

  /** @throws UnreadableFile */
  judge(rows: number): void {
    if (this.rows > Math.max(1, Math.floor(rows / 100))) throw garbled()
  }
}

/** UTF-8 without a byte order mark. @throws UnreadableFile */
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
