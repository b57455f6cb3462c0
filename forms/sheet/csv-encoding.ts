/**
 * How the text of a CSV is encoded: UTF-8 if the whole file is valid UTF-8 (so a GB18030 file that begins in plain ASCII
 * is known too), else GB18030, and where it is no valid GB18030 either, none of ours.
 */
import { isUtf8 } from 'node:buffer'
import { asBytes, cutCharacter } from './bytes.ts'
import { type ByteSource, UnreadableFile } from './sheet.ts'
import { readRange } from './source.ts'

export type CsvEncoding = 'utf-8' | 'gb18030'

const SAMPLE = 64 * 1024
/** So many of the first bytes may be control characters; text has next to none. */
const MOST_CONTROLS = 0.3

/**
 * Throws `UnreadableFile`: `utf-16` with a byte order mark or by its pattern of NULs, `unknown` for what is no text.
 * What turns out further on to be no GB18030 is refused by `csvBytes`.
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
  if (controls <= head.length * MOST_CONTROLS) {
    if (await isValidUtf8(source)) return 'utf-8'
    if (beginsAsGb18030(head)) return 'gb18030'
  }
  throw oneSided && nuls + other > 0 && source.size % 2 === 0 ? utf16 : new UnreadableFile('file-unreadable', 'unknown')
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

async function isValidUtf8(source: ByteSource): Promise<boolean> {
  let cut = Buffer.alloc(0)
  for await (const piece of source.read(0, source.size)) {
    const bytes = cut.length > 0 ? Buffer.concat([cut, piece]) : asBytes(piece)
    const end = bytes.length - cutCharacter(bytes, bytes.length)
    if (!isUtf8(bytes.subarray(0, end))) return false
    cut = Buffer.from(bytes.subarray(end))
  }
  return cut.length === 0
}

/** Whether it begins as GB18030: the rest is judged as it is read, for decoding everything twice would take as long. */
function beginsAsGb18030(head: Buffer): boolean {
  try {
    new TextDecoder('gb18030', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}

async function* gb18030Texts(source: ByteSource): AsyncGenerator<string> {
  const decoder = new TextDecoder('gb18030', { fatal: true })
  const decode = (piece?: Uint8Array) => {
    try {
      return decoder.decode(piece, { stream: piece !== undefined })
    } catch {
      throw new UnreadableFile('file-unreadable', 'unknown')
    }
  }
  for await (const piece of source.read(0, source.size)) yield decode(piece)
  yield decode()
}

/** The file as UTF-8, without a byte order mark. */
export async function* csvBytes(source: ByteSource, encoding: CsvEncoding): AsyncGenerator<Uint8Array> {
  if (encoding === 'gb18030') {
    for await (const text of gb18030Texts(source)) yield Buffer.from(text)
    return
  }
  const start = source.size >= 3 && (await readRange(source, 0, 3)).equals(BYTE_ORDER_MARK) ? 3 : 0
  yield* source.read(start, source.size)
}

const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf])
