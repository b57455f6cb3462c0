/** Big sheets for the benchmarks; XML is deflated as it is made, so that a million rows take little memory. */

import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

export interface BigSheet {
  readonly rows: number
  readonly header: readonly string[]
  readonly row: (index: number) => readonly (string | number)[]
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** Texts stand in the shared table, as Excel has them, or inline, as many systems do. */
export async function writeBigWorkbook(path: string, sheet: BigSheet, texts: 'shared' | 'inline'): Promise<void> {
  const file = await open(path, 'w')
  try {
    const zip = new ZipFile(file)
    const overrides = ['workbook', 'worksheets/sheet1', 'sharedStrings'].map((part) => {
      const type = part === 'workbook' ? 'sheet.main' : part === 'sharedStrings' ? part : 'worksheet'
      return `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`
    })
    await zip.add('[Content_Types].xml', [
      `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`,
    ])
    await zip.add('_rels/.rels', [relationships([['officeDocument', 'xl/workbook.xml']])])
    await zip.add('xl/_rels/workbook.xml.rels', [
      relationships([
        ['worksheet', 'worksheets/sheet1.xml'],
        ['sharedStrings', 'sharedStrings.xml'],
      ]),
    ])
    await zip.add('xl/workbook.xml', [
      `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="名单" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ])
    const table = new Map<string, number>()
    await zip.add('xl/worksheets/sheet1.xml', sheetXml(sheet, texts === 'shared' ? table : undefined))
    await zip.add('xl/sharedStrings.xml', tableXml(table))
    await zip.finish()
  } finally {
    await file.close()
  }
}

export async function writeBigCsv(path: string, sheet: BigSheet): Promise<void> {
  const out = createWriteStream(path)
  let lines = `${sheet.header.join(',')}\r\n`
  for (let index = 0; index < sheet.rows; index++) {
    lines += `${sheet.row(index).join(',')}\r\n`
    if (lines.length < 1 << 16) continue
    if (!out.write(lines)) await once(out, 'drain')
    lines = ''
  }
  out.end(lines)
  await once(out, 'close')
}

function relationships(targets: readonly (readonly [type: string, target: string])[]): string {
  const each = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`
}

function* sheetXml(sheet: BigSheet, table: Map<string, number> | undefined): Generator<string> {
  let xml = `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetData>`
  for (let index = -1; index < sheet.rows; index++) {
    const number = index + 2
    const cells = index < 0 ? sheet.header : sheet.row(index)
    xml += `<row r="${number}" spans="1:${cells.length}">`
    for (let column = 0; column < cells.length; column++) {
      const value = cells[column]!
      const place = `${columnName(column)}${number}`
      if (value === '') continue
      if (typeof value === 'number') xml += `<c r="${place}"><v>${value}</v></c>`
      else if (table) xml += `<c r="${place}" t="s"><v>${indexIn(table, value)}</v></c>`
      else xml += `<c r="${place}" t="inlineStr"><is><t>${escapeXml(value)}</t></is></c>`
    }
    xml += '</row>'
    if (xml.length < 1 << 16) continue
    yield xml
    xml = ''
  }
  yield `${xml}</sheetData></worksheet>`
}

function* tableXml(table: ReadonlyMap<string, number>): Generator<string> {
  let xml = `${DECLARATION}<sst xmlns="${MAIN}" uniqueCount="${table.size}">`
  for (const text of table.keys()) {
    xml += `<si><t>${escapeXml(text)}</t></si>`
    if (xml.length < 1 << 16) continue
    yield xml
    xml = ''
  }
  yield `${xml}</sst>`
}

function indexIn(table: Map<string, number>, text: string): number {
  const known = table.get(text)
  if (known !== undefined) return known
  table.set(text, table.size)
  return table.size - 1
}

const columnName = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : columnName(Math.floor(column / 26) - 1) + columnName(column % 26)

const escapeXml = (text: string) => text.replace(/[&<>]/g, (c) => (c === '&' ? '&amp;' : c === '<' ? '&lt;' : '&gt;'))

class ZipFile {
  private readonly file: Awaited<ReturnType<typeof open>>
  private at = 0
  private readonly directory: Buffer[] = []

  constructor(file: Awaited<ReturnType<typeof open>>) {
    this.file = file
  }

  async add(name: string, texts: Iterable<string>): Promise<void> {
    const header = Buffer.alloc(30 + name.length)
    const start = this.at
    header.writeUInt32LE(0x04034b50, 0)
    header.writeUInt16LE(20, 4)
    header.writeUInt16LE(8, 6)
    header.writeUInt16LE(8, 8)
    header.writeUInt16LE(0x21, 12)
    header.writeUInt16LE(name.length, 26)
    header.write(name, 30)
    await this.write(header)
    const sizes = { crc: 0, packed: 0, size: 0 }
    const deflate = createDeflateRaw({ level: 1 })
    const feeding = (async () => {
      for (const text of texts) {
        const bytes = Buffer.from(text)
        sizes.crc = crc32(bytes, sizes.crc)
        sizes.size += bytes.length
        if (!deflate.write(bytes)) await once(deflate, 'drain')
      }
      deflate.end()
    })()
    for await (const piece of deflate) {
      sizes.packed += piece.length
      await this.write(piece)
    }
    await feeding
    const tail = Buffer.alloc(12)
    tail.writeUInt32LE(sizes.crc, 0)
    tail.writeUInt32LE(sizes.packed, 4)
    tail.writeUInt32LE(sizes.size, 8)
    await this.write(Buffer.concat([Buffer.from('PK\x07\x08', 'latin1'), tail]))
    const entry = Buffer.alloc(46 + name.length)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(20, 4)
    header.copy(entry, 6, 4, 28)
    tail.copy(entry, 16)
    entry.writeUInt32LE(start, 42)
    entry.write(name, 46)
    this.directory.push(entry)
  }

  async finish(): Promise<void> {
    const start = this.at
    const count = this.directory.length
    await this.write(Buffer.concat(this.directory))
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(count, 8)
    end.writeUInt16LE(count, 10)
    end.writeUInt32LE(this.at - start, 12)
    end.writeUInt32LE(start, 16)
    await this.write(end)
  }

  private async write(bytes: Uint8Array): Promise<void> {
    await this.file.writeFile(bytes)
    this.at += bytes.length
  }
}
