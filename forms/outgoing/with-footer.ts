/** A copy of one of the hub's own workbooks, with a line more in the footer of every page. */
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { Fault } from '../../schemas/fault.ts'
import { bufferSource } from '../incoming/sheet/bytes/source.ts'
import { openZip } from '../incoming/sheet/xlsx/zip.ts'
import { EPOCH } from './book.ts'
import { cellXml } from './cell-text.ts'

const FOOTER_END = Buffer.from('</oddFooter>')
const SHEET = /^xl\/worksheets\/sheet\d+\.xml$/

/**
 * Sheets pass in pieces; the archive itself is held twice.
 * @throws Fault where no sheet has a footer
 */
export async function withFooter(workbook: Buffer, line: string): Promise<Buffer> {
  const zip = await openZip(bufferSource(workbook))
  // An ampersand begins a code of footers.
  const added = Buffer.from(`\n&amp;8${cellXml(line.replaceAll('&', '&&'))}`)
  const { default: ZipStream } = await import('zip-stream')
  const out = new ZipStream({ zlib: { level: 1 } })
  const parts: Buffer[] = []
  out.on('data', (part: Buffer) => parts.push(part))
  const ended = once(out, 'end')
  ended.catch(() => {})
  let sheets = 0
  const stamped = () => {
    sheets++
  }
  for (const entry of zip.entries.values()) {
    const content = zip.read(entry)
    const source = Readable.from(SHEET.test(entry.name) ? inserted(content, added, stamped) : content)
    await new Promise<void>((resolve, reject) => {
      source.once('error', reject)
      out.entry(source, { name: entry.name, date: EPOCH }, (error) => (error ? reject(error) : resolve()))
    })
  }
  out.finish()
  await ended
  if (sheets === 0) throw new Fault('impossible', 'a workbook has no footer')
  return Buffer.concat(parts)
}

/** The footer's end may lie across two pieces. */
async function* inserted(pieces: AsyncIterable<Uint8Array>, added: Buffer, done: () => void): AsyncGenerator<Buffer> {
  let held = Buffer.alloc(0)
  for await (const piece of pieces) {
    const bytes = Buffer.concat([held, piece])
    const at = bytes.indexOf(FOOTER_END)
    if (at >= 0) {
      done()
      yield Buffer.concat([bytes.subarray(0, at), added])
      held = bytes.subarray(at, at)
      yield bytes.subarray(at)
      continue
    }
    const keep = Math.min(bytes.length, FOOTER_END.length - 1)
    yield bytes.subarray(0, bytes.length - keep)
    held = bytes.subarray(bytes.length - keep)
  }
  yield held
}
