import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { bufferSource } from '../../../../../forms/incoming/sheet/bytes/source.ts'
import { openWorkbook } from '../../../../../forms/incoming/sheet/open.ts'
import type { ByteSource } from '../../../../../forms/incoming/sheet/sheet.ts'
import { isLong } from '../../../../long.ts'
import { cellsOf, isHeader, readBoth } from '../reading.ts'
import { rowsFile, workbookFile, worksheet } from '../workbook-file.ts'
import { type PartOptions, zipFile } from './zip-file.ts'

const SHEET = 'xl/worksheets/sheet1.xml'
const xml = worksheet('<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row>')
const file = (options: PartOptions, content: string | Uint8Array = xml) =>
  workbookFile({ [SHEET]: content }, { [SHEET]: options })
const FIRST = ['1: 0=甲/text']

describe('zip archives, read by their directory', () => {
  it('stored entries, zip64, and a comment or padding at the end', async () => {
    expect(await cellsOf(file({ stored: true }))).toEqual(FIRST)
    expect(await cellsOf(file({ zip64: true }))).toEqual(FIRST)
    const parts = Object.fromEntries(
      ['[Content_Types].xml', 'xl/workbook.xml', 'xl/_rels/workbook.xml.rels', SHEET].map((name) => [
        name,
        partOf(name),
      ]),
    )
    expect(await cellsOf(zipFile(parts, {}, { zip64: true }))).toEqual(FIRST)
    expect(await cellsOf(zipFile(parts, {}, { comment: '说明' }))).toEqual(FIRST)
    expect(await cellsOf(Buffer.concat([zipFile(parts), Buffer.alloc(300)]))).toEqual(FIRST)
  })

  const lies: [title: string, options: PartOptions][] = [
    ['a size too small', { size: xml.length - 1 }],
    ['a size too large', { size: xml.length + 100 }],
    ['a wrong checksum', { crc: 1 }],
    ['too few packed bytes', { packed: 20 }],
    ['too many packed bytes', { packed: 1000 }],
    ['packed bytes beyond the file', { packed: 0x7fffffff }],
    ['a place beyond the file', { offset: 0x7fffffff }],
    ['the bytes of another entry', { offset: 0 }],
    ['a method that is none', { method: 99 }],
    ['stored that is deflated', { method: 0 }],
  ]
  it.each(lies)('%s is damaged', async (_, options) => {
    expect(await readBoth(file(options))).toEqual({ refused: 'file-unreadable: damaged' })
  })

  it('an encrypted entry is told as such', async () => {
    expect(await readBoth(file({ flags: 1 }))).toEqual({ refused: 'file-unreadable: encrypted' })
  })

  it('a truncated archive is damaged, wherever it ends', async () => {
    const whole = file({})
    for (let length = 4; length < whole.length; length += 7) {
      expect(await readBoth(whole.subarray(0, length))).toEqual({ refused: 'file-unreadable: damaged' })
    }
  })

  it('file-expands by declaration, of any entry and of their sum', async () => {
    const huge = { size: 2 * 1024 ** 3 }
    const pictures = { 'xl/media/1.png': 'a', 'xl/media/2.png': 'b' }
    const options = { 'xl/media/1.png': huge, 'xl/media/2.png': huge }
    expect(await readBoth(workbookFile({ [SHEET]: xml, ...pictures }, options))).toEqual({ refused: 'file-expands' })
    expect(await readBoth(file({ size: 5 * 1024 ** 3, zip64: true }))).toEqual({ refused: 'file-expands' })
  })

  it.runIf(isLong)('file-expands by count, where the declaration hides it', async () => {
    // A deflate block that can be repeated: 64 MB of spaces, flushed to a byte's end and not final.
    const spaces = deflateRawSync(Buffer.alloc(64 * 1024 * 1024, ' '), { finishFlush: 2 })
    const packed = Buffer.concat([...Array(49).fill(spaces), Buffer.from([3, 0])])
    const honest = file({ method: 8, stored: true, size: 1000 }, packed)
    expect(honest.length).toBeLessThan(10 * 1024 * 1024)
    expect(await openAndRead(honest)).toBe('file-expands')
  })

  it('file-too-large is told without reading', async () => {
    const source: ByteSource = {
      size: 100 * 1024 ** 2 + 1,
      // biome-ignore lint/correctness/useYield: must not be read
      async *read() {
        throw new Error('was read')
      },
    }
    await expect(openWorkbook(source, { isHeader })).rejects.toMatchObject({ code: 'file-too-large' })
  })
})

function partOf(name: string): string {
  const whole: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml':
      '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" r:id="r"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="r" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    [SHEET]: xml,
  }
  return whole[name]!
}

async function openAndRead(bytes: Buffer): Promise<string> {
  try {
    const book = await openWorkbook(bufferSource(bytes), { isHeader })
    for await (const _ of book.sheets[0]!.rows());
    return 'read'
  } catch (error) {
    return (error as Error).message
  }
}

describe('size is no reason to refuse', () => {
  /** As many as a sheet has, at length. */
  const ROWS = isLong ? 1_048_576 : 100_000

  it('300 columns, and at length 1,048,576 rows', async () => {
    const columns = '<c><v>1</v></c>'.repeat(300)
    expect((await readBoth(rowsFile(`<row>${columns}</row>`))).sheets![0]!.rows[0]!.texts.length).toBe(300)
    const book = await openWorkbook(bufferSource(rowsFile('<row><c><v>1</v></c></row>'.repeat(ROWS))), {
      isHeader,
    })
    let rows = 0
    for await (const some of book.sheets[0]!.rows()) rows += some.length
    expect(rows).toBe(ROWS)
  })

  it('empty cells, at length 10 million, give no rows', async () => {
    const row = `<row>${'<c s="1"/>'.repeat(1000)}</row>`
    const book = await openWorkbook(bufferSource(rowsFile(row.repeat(isLong ? 10_000 : 1000))), { isHeader })
    for await (const some of book.sheets[0]!.rows()) expect(some).toEqual([])
    expect(book.sheets.length).toBe(1)
  })
})
