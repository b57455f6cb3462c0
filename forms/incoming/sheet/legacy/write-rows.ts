/** A file of another make, from bytes to rows. */
import { UnreadableFile, type Workbook } from '../sheet.ts'
import { writeBiffRows } from './biff.ts'
import { biffStream } from './biff-stream.ts'
import { CompoundFile, isCompoundFile } from './compound-file.ts'
import { decryptPackage } from './default-password.ts'
import { writeHtmlTables } from './html-tables.ts'
import { markupText } from './markup-text.ts'
import { RowsFile, type WrittenSheet, writeAll } from './rows-file.ts'
import { isSpreadsheetMl, writeSpreadsheetMl } from './spreadsheet-ml.ts'

/** The file `fd` holds the rows, or an .xlsx freed of its default password. */
export type Written =
  | { readonly kind: Exclude<Workbook['kind'], 'xlsx' | 'csv'>; readonly sheets: readonly WrittenSheet[] }
  | { readonly kind: 'xlsx' }

/** @throws UnreadableFile */
export async function writeRows(bytes: Buffer, fd: number): Promise<Written> {
  const out = new RowsFile(fd)
  const done = (kind: 'xls' | 'xml' | 'html'): Written => {
    out.flush()
    return { kind, sheets: out.sheets }
  }
  if (isCompoundFile(bytes)) {
    const file = new CompoundFile(bytes)
    if (file.has('DRMContent', '\u0009DRMContent', 'DRMEncryptedTransform')) throw unreadable('rights-managed')
    if (file.has('EncryptedPackage')) {
      writeAll(fd, decryptPackage(file))
      return { kind: 'xlsx' }
    }
    writeBiffRows(biffStream(file.stream(bookIn(file))), out)
    return done('xls')
  }
  if (bytes[0] === 0x09) {
    writeBiffRows(biffStream(bytes), out)
    return done('xls')
  }
  const text = markupText(bytes)
  const root = withoutProlog(text)
  if (isSpreadsheetMl(root)) {
    await writeSpreadsheetMl(root, out)
    return done('xml')
  }
  if (/^<(?:\w{1,20}:)?(?:document|UOF)\b[^>]{0,2000}?(?:opendocument|uof)/i.test(root)) throw unreadable('ods')
  writeHtmlTables(text, out)
  return done('html')
}

function bookIn(file: CompoundFile): string {
  if (file.has('Workbook')) return 'Workbook'
  if (file.has('Book')) return 'Book'
  throw unreadable(file.has('WordDocument') ? 'word' : file.has('PowerPoint Document') ? 'slides' : 'unknown')
}

function withoutProlog(text: string): string {
  let at = 0
  for (;;) {
    while (at < text.length && text.charCodeAt(at) <= 0x20) at++
    const end = text.startsWith('<?', at) ? '?>' : text.startsWith('<!--', at) ? '-->' : undefined
    const found = end === undefined ? -1 : text.indexOf(end, at)
    if (end === undefined || found < 0) return text.slice(at)
    at = found + end.length
  }
}

const unreadable = (reason: UnreadableFile['reason']) => new UnreadableFile('file-unreadable', reason)
