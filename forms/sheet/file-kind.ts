/** What a file is by its first bytes, whatever its name says (RULES section 3: `file-unreadable` names the kind). */

import { COMPOUND_FILE } from './compound-file.ts'
import type { UnreadableReason } from './sheet.ts'

/** How many first bytes `fileKind` wants to see. */
export const HEAD = 4096

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
  { bytes: ascii('MIME-Version:'), reason: 'html' },
  // BIFF 2 to 5 without a compound file around it: Excel before 1995, and what some report systems still write.
  { bytes: [0x09, 0x00, 0x04, 0x00], reason: 'legacy-xls' },
  { bytes: [0x09, 0x02, 0x06, 0x00], reason: 'legacy-xls' },
  { bytes: [0x09, 0x04, 0x06, 0x00], reason: 'legacy-xls' },
  { bytes: [0x09, 0x08, 0x08, 0x00, 0x00, 0x05], reason: 'legacy-xls' },
]

/** `zip` and `compound` need a look inside, `text` is to be read as CSV, the rest is refused with that reason. */
export function fileKind(head: Buffer, size: number): 'zip' | 'compound' | 'text' | UnreadableReason {
  const begins = (bytes: readonly number[], at = 0) => bytes.every((byte, index) => head[at + index] === byte)
  if (begins(ascii('PK\x03\x04')) || begins(ascii('PK\x05\x06')) || begins(ascii('PK\x07\x08'))) return 'zip'
  if (begins(COMPOUND_FILE)) return 'compound'
  if (begins(ascii('BM')) && head.length > 14 && head.readUInt32LE(2) === size) return 'image'
  const found = SIGNATURES.find(({ bytes, at }) => begins(bytes, at))
  return found?.reason ?? markupReason(head) ?? 'text'
}

function markupReason(head: Buffer): UnreadableReason | undefined {
  const text = head
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase()
  if (!text.startsWith('<')) return undefined
  // Declarations and comments may stand before the first element.
  let root = text
  for (let end = 0; end >= 0 && /^<(?:\?|!--)/.test(root); ) {
    const closing = root.startsWith('<?') ? '?>' : '-->'
    end = root.indexOf(closing)
    root = root.slice(end + closing.length).trimStart()
  }
  if (/^<(?:!doctype\s+html|html|head|meta|body|table|style|title|div|script)\b/.test(root)) return 'html'
  if (!text.startsWith('<?xml')) return undefined
  // The XML of Excel 2003 is, to the clerk, an old Excel file.
  return /excel\.sheet|schemas-microsoft-com:office:spreadsheet/.test(text) ? 'legacy-xls' : 'unknown'
}
