/** The text of an HTML or XML file. */
import { isUtf8 } from 'node:buffer'
import { UnreadableFile } from '../sheet.ts'

const DECLARED = /^[^>]{0,200}?encoding\s*=\s*["']([\w-]{1,40})["']|<meta[^>]{0,400}?charset\s*=\s*["']?([\w-]{1,40})/i

/** @throws UnreadableFile where it is none */
export function markupText(bytes: Buffer): string {
  return decoded(bytes).replace(/^[\s\ufeff]+/, '')
}

/** A declared UTF-8 that is invalid is GBK: such files are common. */
function decoded(bytes: Buffer): string {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0x3c && second === 0)) return decode('utf-16le', bytes)
  if ((first === 0xfe && second === 0xff) || (first === 0 && second === 0x3c)) return decode('utf-16be', bytes)
  if (isUtf8(bytes)) return decode('utf-8', bytes)
  const found = DECLARED.exec(bytes.toString('latin1', 0, 64 * 1024).trimStart())
  const declared = (found?.[1] ?? found?.[2] ?? '').toLowerCase()
  const label =
    declared === '' || /^(?:utf-?(?:8|16)|unicode|iso-8859-1|us-ascii|windows-1252)/.test(declared)
      ? 'gb18030'
      : declared
  return decode(label, bytes)
}

function decode(label: string, bytes: Buffer): string {
  try {
    return new TextDecoder(label).decode(bytes)
  } catch {
    throw new UnreadableFile('file-unreadable', 'damaged')
  }
}
