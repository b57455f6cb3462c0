/** The kind of a file, by its content (docs/rules.md#kinds-of-files). */
import type { UnreadableReason } from '../../../schemas/codes.ts'
import { readRange } from './bytes/source.ts'
import type { ByteSource } from './sheet.ts'

const HEAD = 4096

const ascii = (text: string) => [...Buffer.from(text, 'latin1')]

const SIGNATURES: readonly { at?: number; bytes: readonly number[]; reason: UnreadableReason }[] = [
  { bytes: ascii('%PDF-'), reason: 'pdf' },
  { bytes: ascii('\x89PNG\r\n'), reason: 'image' },
  { bytes: [0xff, 0xd8, 0xff], reason: 'image' },
  { bytes: ascii('GIF8'), reason: 'image' },
  { bytes: ascii('II*\0'), reason: 'image' },
  { bytes: ascii('MM\0*'), reason: 'image' },
  { at: 8, bytes: ascii('WEBP'), reason: 'image' },
  { at: 4, bytes: ascii('ftyp'), reason: 'image' },
  { bytes: ascii('Rar!\x1a\x07'), reason: 'archive' },
  { bytes: ascii('7z\xbc\xaf\x27\x1c'), reason: 'archive' },
  { bytes: [0x1f, 0x8b], reason: 'archive' },
  { bytes: ascii('BZh'), reason: 'archive' },
  { bytes: ascii('\xfd7zXZ\0'), reason: 'archive' },
  { bytes: [0x28, 0xb5, 0x2f, 0xfd], reason: 'archive' },
  { at: 257, bytes: ascii('ustar'), reason: 'archive' },
  { bytes: ascii('{\\rtf'), reason: 'word' },
  // 绿盾 and its kin; 亿赛通 begins with `b\x14#e`.
  { bytes: ascii('%TSD-Header-'), reason: 'wrapped' },
  { bytes: [0x62, 0x14, 0x23, 0x65], reason: 'wrapped' },
  { at: 4, bytes: ascii('Standard Jet DB'), reason: 'database' },
  { at: 4, bytes: ascii('Standard ACE DB'), reason: 'database' },
  { bytes: ascii('SQLite format 3'), reason: 'database' },
  // BIFF 2 to 4: Excel before 1993.
  { bytes: [0x09, 0x00, 0x04, 0x00], reason: 'old-excel' },
  { bytes: [0x09, 0x00, 0x06, 0x00], reason: 'old-excel' },
  { bytes: [0x09, 0x02, 0x06, 0x00], reason: 'old-excel' },
  { bytes: [0x09, 0x04, 0x06, 0x00], reason: 'old-excel' },
]

/** BIFF 5 or 8 without a compound file, as some report programs write. */
const BARE_BIFF = [0x09, 0x08]
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

/** `compound` and `markup` are read in another process; a reason is a refusal. */
export type FileKind = 'zip' | 'compound' | 'markup' | 'text' | UnreadableReason

export async function fileKind(source: ByteSource): Promise<FileKind> {
  const head = await readRange(source, 0, Math.min(HEAD, source.size))
  const begins = (bytes: readonly number[], at = 0) => bytes.every((byte, index) => head[at + index] === byte)
  if (head.length > 0 && head.every((byte) => byte === 0)) return 'zeros'
  if (begins(ascii('PK\x03\x04')) || begins(ascii('PK\x05\x06')) || begins(ascii('PK\x07\x08'))) return 'zip'
  if (begins(COMPOUND_FILE)) return 'compound'
  if (begins(BARE_BIFF) && (head[3] === 0 || head[3] === undefined) && head.length > 12) return 'compound'
  if (begins(ascii('BM')) && head.length > 14 && head.readUInt32LE(2) === source.size) return 'image'
  if (head.includes('E-SafeNet', 0, 'latin1') && head.includes(0)) return 'wrapped'
  if (isDbf(head)) return 'database'
  const found = SIGNATURES.find(({ bytes, at }) => begins(bytes, at))
  return found?.reason ?? textKind(await firstText(source, head))
}

/** Some systems write kilobytes of blank lines first. */
async function firstText(source: ByteSource, head: Buffer): Promise<string> {
  const begins = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte)
  const mark = begins(0xef, 0xbb, 0xbf) ? 3 : begins(0xff, 0xfe) || begins(0xfe, 0xff) ? 2 : 0
  const little = begins(0xff, 0xfe) || begins(0x3c, 0)
  const label = little ? 'utf-16le' : begins(0xfe, 0xff) || begins(0, 0x3c) ? 'utf-16be' : 'latin1'
  const at = await firstFilled(source, mark, label !== 'latin1')
  const from = label === 'latin1' ? at : at - (at % 2)
  return new TextDecoder(label).decode(await readRange(source, from, Math.min(from + HEAD, source.size)))
}

async function firstFilled(source: ByteSource, start: number, wide: boolean): Promise<number> {
  let at = start
  for await (const piece of source.read(start, source.size)) {
    for (const byte of piece) {
      if (byte !== 0x20 && (byte < 9 || byte > 13) && !(wide && byte === 0)) return at
      at++
    }
  }
  return at
}

const MAIL_HEADER = /^(?:MIME-Version|X-Document-Type|Content-Type: multipart|Content-Location|From: <Saved by)/i
/** A CSV too may begin with the heading ID. */
const SYLK = /^ID;P[\w;]{0,40}\r?\n(?:[A-Z]{1,2};|E\r?\n)/

function textKind(text: string): FileKind {
  if (text.startsWith('<')) return 'markup'
  if (MAIL_HEADER.test(text)) return 'mhtml'
  if (SYLK.test(text) || /^TABLE\r?\n0,1\r?\n/.test(text)) return 'sylk'
  if (/^\[InternetShortcut\]|^(?:\{[\s\S]{0,200}|https?:\/\/\S{0,100})(?:kdocs|wps)\.cn/i.test(text))
    return 'cloud-link'
  if (/^(?:\{\s*["}]|\[\s*[{"\]]\s*)/.test(text)) return 'json'
  return 'text'
}

function isDbf(head: Buffer): boolean {
  const [kind = 0, , month = 0, day = 0] = head
  if (![0x03, 0x30, 0x31, 0x83, 0x8b, 0xf5].includes(kind) || head.length < 68) return false
  const length = head.readUInt16LE(8)
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && length > 32 && (head[length - 1] ?? 13) === 13
}
