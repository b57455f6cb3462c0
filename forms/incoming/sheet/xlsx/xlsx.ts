/** An .xlsx workbook (ECMA-376, transitional and strict). */
import type { UnreadableReason } from '../../../../schemas/codes.ts'
import { SharedStrings } from '../bytes/shared-strings.ts'
import { CellMeaning } from '../cells/cell.ts'
import { MergedRanges } from '../cells/merged.ts'
import { RowSink } from '../cells/row-sink.ts'
import { type ByteSource, ReadAgain, type Row, type Sheet, UnreadableFile, type Workbook } from '../sheet.ts'
import { readXmlPart } from '../xml/xml-part.ts'
import { SheetHandler } from './sheet-handler.ts'
import { SheetScanner } from './sheet-scanner.ts'
import { StringsHandler } from './strings-handler.ts'
import { StringsScanner } from './strings-scanner.ts'
import {
  type Relationship,
  readDateStyles,
  readRelationships,
  readWorkbookPart,
  relationshipsOf,
} from './workbook-parts.ts'
import { openZip, type Zip } from './zip.ts'

/** `slow` leaves everything to saxes, as the tests' oracle. @throws UnreadableFile */
export async function openXlsx(source: ByteSource, pulse = () => {}, slow = false): Promise<Workbook> {
  const zip = await openZip(source, pulse)
  const workbookPart = await findWorkbook(zip)
  const relationships = await readIfThere(zip, relationshipsOf(workbookPart), workbookPart)
  const { sheets, date1904 } = await readWorkbookPart(part(zip, workbookPart))

  let meaning: Promise<CellMeaning> | undefined
  const readMeaning = async () => {
    const styles = relationships.find(({ type }) => type === 'styles')
    const dateStyles = styles ? await readDateStyles(part(zip, styles.part)) : new Uint8Array(0)
    return new CellMeaning(await readSharedStrings(zip, relationships, slow), dateStyles, date1904)
  }

  const targets = new Map(relationships.map((each) => [each.id, each]))
  const readable: Sheet[] = []
  let isSecondTime = false
  for (const { name, hidden, relationship } of sheets) {
    const target = targets.get(relationship)
    if (!target) throw damaged()
    // Chart, dialog and macro sheets hold no rows.
    if (target.type !== 'worksheet') continue
    const worksheet = target.part
    async function* read(merged: MergedRanges | undefined, found: MergedRanges, sink = new RowSink(merged)) {
      meaning ??= readMeaning()
      yield* readRows(part(zip, worksheet), await meaning, found, sink, slow)
      found.finish()
    }
    const rangesBefore = async () => {
      const found = new MergedRanges()
      for await (const _ of read(undefined, found));
      return found
    }
    readable.push({
      name,
      hidden,
      async *rows() {
        const merged = isSecondTime ? await rangesBefore() : undefined
        const found = new MergedRanges()
        const sink = new RowSink(merged)
        yield* read(merged, found, sink)
        if (isSecondTime || !found.cover(sink.filled)) return
        // Later readings look for ranges first: one restart a file.
        isSecondTime = true
        throw new ReadAgain()
      },
    })
  }
  return { kind: 'xlsx', sheets: readable }
}

async function* readRows(
  bytes: AsyncGenerator<Uint8Array>,
  cells: CellMeaning,
  found: MergedRanges,
  sink: RowSink,
  slow: boolean,
): AsyncGenerator<Row[]> {
  const handler = new SheetHandler(sink, cells, found)
  for await (const _ of readXmlPart(bytes, handler, slow ? undefined : new SheetScanner(sink, cells))) {
    if (sink.rows.length > 0) yield sink.take()
  }
}

async function readSharedStrings(zip: Zip, relationships: Relationship[], slow: boolean): Promise<SharedStrings> {
  const strings = new SharedStrings()
  const table = relationships.find(({ type }) => type === 'sharedStrings')
  // References to a missing table are damage.
  const entry = table && zip.entries.get(table.part)
  if (entry) {
    const scanner = slow ? undefined : new StringsScanner(strings)
    for await (const _ of readXmlPart(zip.read(entry), new StringsHandler(strings), scanner));
  }
  return strings
}

async function findWorkbook(zip: Zip): Promise<string> {
  const relationships = await readIfThere(zip, '_rels/.rels', '')
  const main = relationships.find(({ type }) => type === 'officeDocument')?.part
  const name = main !== undefined && zip.entries.has(main) ? main : 'xl/workbook.xml'
  const names = [...zip.entries.keys()]
  if (names.some((each) => each.startsWith('word/'))) throw new UnreadableFile('file-unreadable', 'word')
  if (zip.entries.has('xl/workbook.bin')) throw new UnreadableFile('file-unreadable', 'xlsb')
  if (zip.entries.has(name) && !names.some((each) => each.startsWith('ppt/'))) return name
  throw new UnreadableFile('file-unreadable', otherArchive(names))
}

function otherArchive(names: readonly string[]): UnreadableReason {
  const some = (test: (name: string) => boolean) => names.some(test)
  if (some((name) => name.startsWith('ppt/'))) return 'slides'
  if (some((name) => name.endsWith('.iwa') || name === 'index.zip' || name === 'index.apxl')) return 'numbers'
  if (some((name) => name === 'mimetype')) return 'ods'
  return some((name) => name === '[content_types].xml') ? 'unknown' : 'archive'
}

async function readIfThere(zip: Zip, name: string, source: string): Promise<Relationship[]> {
  return zip.entries.has(name) ? readRelationships(part(zip, name), source) : []
}

function part(zip: Zip, name: string): AsyncGenerator<Uint8Array> {
  const entry = zip.entries.get(name)
  if (!entry) throw damaged()
  return zip.read(entry)
}

const damaged = () => new UnreadableFile('file-unreadable', 'damaged')
