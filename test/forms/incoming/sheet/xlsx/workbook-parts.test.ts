import { describe, expect, it } from 'vitest'
import { cellsOf, readBoth } from '../reading.ts'
import { MAIN, OFFICE, relationships, rowsFile, workbook, workbookFile, worksheet } from '../workbook-file.ts'

const one = (text: string) => worksheet(`<row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row>`)
const sheet = (name: string, id: string, more = '') => `<sheet name="${name}" sheetId="1" r:id="${id}"${more}/>`
const DAMAGED = { refused: 'file-unreadable: damaged' }
const FIRST = ['1: 0=甲/text']

describe('the parts of a workbook', () => {
  it('sheets in the order of their tabs, hidden ones flagged, charts left out, every kind of target', async () => {
    const { sheets } = await readBoth(
      workbookFile({
        'xl/workbook.xml': workbook(
          sheet('三_x000D_', 'c') +
            sheet('图', 'd') +
            sheet('一', 'a', ' state="hidden"') +
            sheet('二', 'b', ' state="veryHidden"'),
        ),
        'xl/_rels/workbook.xml.rels': relationships(
          ['a', 'worksheet', '/xl/worksheets/one.xml'],
          ['b', 'worksheet', './x/../worksheets/Two%20.xml'],
          ['c', 'worksheet', 'worksheets\\three.xml'],
          ['d', 'chartsheet', 'chartsheets/sheet1.xml'],
        ),
        'xl/worksheets/one.xml': one('1'),
        'XL/worksheets/two .xml': one('2'),
        'xl\\worksheets\\three.xml': one('3'),
      }),
    )
    expect(sheets!.map(({ name, hidden, rows }) => [name, hidden, rows[0]!.texts[0]])).toEqual([
      ['三\r', false, '3'],
      ['一', true, '1'],
      ['二', true, '2'],
    ])
  })

  it('strict OOXML, and a workbook part that is elsewhere', async () => {
    const strict = (text: string) =>
      text
        .replaceAll(MAIN, 'http://purl.oclc.org/ooxml/spreadsheetml/main')
        .replaceAll(OFFICE, 'http://purl.oclc.org/ooxml/officeDocument/relationships')
    const file = workbookFile({
      '_rels/.rels': strict(relationships(['r', 'officeDocument', '/book/main.xml'])),
      'xl/workbook.xml': undefined,
      'xl/_rels/workbook.xml.rels': undefined,
      'book/main.xml': strict(workbook(sheet('名单', 'rId1'))),
      'book/_rels/main.xml.rels': strict(relationships(['rId1', 'worksheet', 'sheet.xml'])),
      'book/sheet.xml': strict(one('甲')),
    })
    expect(await cellsOf(file)).toEqual(FIRST)
  })

  it('sheets that stand before the shared strings in the archive', async () => {
    const file = workbookFile({
      'xl/worksheets/sheet1.xml': worksheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'),
      'xl/sharedStrings.xml': `<sst xmlns="${MAIN}"><si><t>甲</t></si></sst>`,
    })
    expect(await cellsOf(file)).toEqual(FIRST)
  })

  const encoded: [title: string, bytes: Buffer][] = [
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${one('甲')}`)],
    ['UTF-16 with a byte order mark', Buffer.from(`\ufeff${one('甲').replace('UTF-8', 'UTF-16')}`, 'utf16le')],
    ['UTF-16 without', Buffer.from(one('甲').replace('UTF-8', 'UTF-16'), 'utf16le')],
    ['UTF-16 the other way round', Buffer.from(`\ufeff${one('甲').replace('UTF-8', 'UTF-16')}`, 'utf16le').swap16()],
    [
      'GB18030 by declaration',
      Buffer.concat([
        Buffer.from(one('甲').replace('UTF-8', 'GB18030').split('甲')[0]!),
        Buffer.from([0xbc, 0xd7]),
        Buffer.from(one('甲').split('甲')[1]!),
      ]),
    ],
    ['XML 1.1', Buffer.from(one('甲').replace('version="1.0"', 'version="1.1"'))],
    ['no declaration and leading comment', Buffer.from(one('甲').replace(/^<\?.*\?>\n/, '<!-- <sheetData> -->'))],
    ['no namespace', Buffer.from(one('甲').replace(` xmlns="${MAIN}"`, ''))],
    [
      'an opening that is long and odd',
      Buffer.from(
        one('甲')
          .replace('<sheetData>', `<x a="<!-->sheetData>"/><sheetData\n a=">" b='${'x'.repeat(300)}'\n>`)
          .replace('"<!-->', '"&lt;!-->'),
      ),
    ],
  ]
  it.each(encoded)('a sheet in %s', async (_, bytes) => {
    expect(await cellsOf(workbookFile({ 'xl/worksheets/sheet1.xml': bytes }))).toEqual(FIRST)
  })

  const refused: [title: string, parts: Record<string, string | Uint8Array | undefined>][] = [
    ['a sheet whose part is missing', {}],
    ['a sheet without relationship', { 'xl/_rels/workbook.xml.rels': relationships() }],
    ['a sheet that is no XML', { 'xl/worksheets/sheet1.xml': 'hello' }],
    ['a sheet of no bytes', { 'xl/worksheets/sheet1.xml': '' }],
    ['a sheet that is another part', { 'xl/worksheets/sheet1.xml': `<sst xmlns="${MAIN}"/>` }],
    ['a sheet that breaks off', { 'xl/worksheets/sheet1.xml': one('甲').slice(0, -5) }],
    ['a sheet with something behind it', { 'xl/worksheets/sheet1.xml': `${one('甲')}<a/>` }],
    [
      'a document type',
      { 'xl/worksheets/sheet1.xml': `<!DOCTYPE worksheet [<!ENTITY a "b">]>${one('甲').replace(/^<\?.*\?>\n/, '')}` },
    ],
    ['bytes that are no UTF-8', { 'xl/worksheets/sheet1.xml': Buffer.from(one('\xff'), 'latin1') }],
    [
      'half a character at the end',
      { 'xl/worksheets/sheet1.xml': Buffer.concat([Buffer.from(one('甲')), Buffer.from([0xe4])]) },
    ],
    ['an encoding nobody knows', { 'xl/worksheets/sheet1.xml': one('甲').replace('UTF-8', 'x-none') }],
    ['styles that are no XML', { 'xl/styles.xml': '<a>', 'xl/worksheets/sheet1.xml': one('甲') }],
    [
      'a table of strings that is another part',
      { 'xl/sharedStrings.xml': one(''), 'xl/worksheets/sheet1.xml': one('甲') },
    ],
    ['a workbook part that is no XML', { 'xl/workbook.xml': 'PK', 'xl/worksheets/sheet1.xml': one('甲') }],
  ]
  it.each(refused)('%s is damaged', async (_, parts) => {
    expect(await readBoth(workbookFile(parts))).toEqual(DAMAGED)
  })

  it('a workbook without sheets has none', async () => {
    expect(await readBoth(workbookFile({ 'xl/workbook.xml': workbook('') }))).toEqual({ kind: 'xlsx', sheets: [] })
  })
})

describe('merged ranges: only the top left cell has a value', () => {
  const cells =
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="AZ1"><v>9</v></c></row><row r="2"><c r="A2"><v>3</v></c><c r="B2"><v>4</v></c></row><row r="3"><c r="B3"><v>5</v></c></row>'
  const merge = (...refs: string[]) =>
    `<mergeCells>${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
  const all = ['1: 0=1/number | 1=2/number | 51=9/number', '2: 0=3/number | 1=4/number', '3: 1=5/number']

  const cases: [title: string, refs: string[], again: boolean, rows: string[]][] = [
    ['over cells without values: one reading', ['C1:D9', 'A3', 'A10:Z19'], false, all],
    ['over a value to the right', ['A1:B1'], true, ['1: 0=1/number | 51=9/number', ...all.slice(1)]],
    [
      'over values below, two ranges',
      ['A1:A2', '$B$2:B3'],
      true,
      ['1: 0=1/number | 1=2/number | 51=9/number', '2: 1=4/number', '3: '],
    ],
    ['far to the right', ['AY1:AZ1'], true, ['1: 0=1/number | 1=2/number', ...all.slice(1)]],
    ['far to the right, in doubt', ['AF1:AH1'], true, all],
    ['over everything', ['A1:XFD1048576'], true, ['1: 0=1/number', '2: ', '3: ']],
  ]
  it.each(cases)('%s', async (_, refs, again, rows) => {
    const file = rowsFile(cells, undefined, merge(...refs))
    expect(await cellsOf(file)).toEqual(rows)
    expect((await readBoth(file)).sheets![0]!.readAgain).toBe(again)
  })

  it('two that share a cell are damaged', async () => {
    expect(await readBoth(rowsFile(cells, undefined, merge('F1:G3', 'G3:H9')))).toEqual(DAMAGED)
    expect(await readBoth(rowsFile(cells, undefined, merge('F1:G3', 'G4:H9')))).not.toEqual(DAMAGED)
  })

  it('a reference that is none is damaged', async () => {
    for (const ref of ['', 'A', 'B2:A1', 'A0:B1'])
      expect(await readBoth(rowsFile(cells, undefined, merge(ref)))).toEqual(DAMAGED)
  })
})
