import { describe, expect, it } from 'vitest'
import { cellsIn } from './makes.ts'

const NAMESPACES =
  'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel"'
const workbook = (inside: string) => `<Workbook ${NAMESPACES}>${inside}</Workbook>`
const sheet = (rows: string, name = '名单', behind = '') =>
  `<Worksheet ss:Name="${name}"><Table>${rows}</Table>${behind}</Worksheet>`
const cell = (text: string, type = 'String', attributes = '') =>
  `<Cell ${attributes}><Data ss:Type="${type}">${text}</Data></Cell>`
const read = (text: string) => cellsIn(Buffer.from(text))
const rowsOf = async (text: string) => Object.values(await read(text))[0]

describe('XML Spreadsheet 2003', () => {
  it('kinds of cells', async () => {
    const styles =
      '<Styles><Style ss:ID="d"><NumberFormat ss:Format="yyyy/m/d;@"/></Style><Style ss:ID="e" ss:Parent="d"/>' +
      '<Style ss:ID="n"><NumberFormat ss:Format="Fixed"/></Style><Style ss:ID="s"><NumberFormat ss:Format="Short Date"/></Style></Styles>'
    const cells = [
      cell('440281198710148992', 'Number'),
      cell('4.4028119871014899E+17', 'Number'),
      cell('440281198710148992'),
      cell('1960-01-31T00:00:00.000', 'DateTime'),
      cell('36454', 'Number', 'ss:StyleID="d"'),
      cell('36454', 'Number', 'ss:StyleID="e"'),
      cell('36454', 'Number', 'ss:StyleID="n"'),
      cell('36454', 'Number', 'ss:StyleID="s"'),
      cell('1', 'Boolean'),
      cell('#N/A', 'Error'),
    ]
    expect(await rowsOf(workbook(styles + sheet(`<Row>${cells.join('')}</Row>`)))).toEqual([
      '1: 0=440281198710148992/number | 1=440281198710148992/number | 2=440281198710148992 | 3=1960-01-31/date | ' +
        '4=1999-10-21/date | 5=1999-10-21/date | 6=36454/number | 7=1999-10-21/date | 8=TRUE/boolean | 9=#N/A/error',
    ])
  })

  it('places, merged cells, rich text, comments, formulas without a value', async () => {
    const rows = [
      `<Row ss:Index="3">${cell('张<![CDATA[<三>]]>&#x20;a', 'String', 'ss:Index="2"')}${cell('合', 'String', 'ss:MergeAcross="1" ss:MergeDown="1"')}${cell('后')}</Row>`,
      `<Row>${cell('一')}${cell('盖', 'String', 'ss:Index="4"')}</Row>`,
      '<Row ss:Index="9"><Cell ss:Formula="=A1"/><Cell ss:Formula="=A1"><Data ss:Type="String"></Data></Cell>' +
        '<Cell ss:Formula="=A1"><Data ss:Type="Number"></Data></Cell>' +
        '<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><B>粗</B>体</ss:Data>' +
        '<Comment><ss:Data>注</ss:Data></Comment></Cell></Row>',
    ]
    expect(await rowsOf(workbook(sheet(rows.join(''))))).toEqual([
      '3: 1=张<三> a | 2=合 | 4=后',
      '4: 0=一',
      '9: 0=/formula | 2=/formula | 3=粗体',
    ])
  })

  it('hidden sheets, dates from 1904, a prefix of its own, blank lines and a prolog before it', async () => {
    const hidden = '<x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>'
    const inside = `<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook><Styles><Style ss:ID="d"><NumberFormat ss:Format="Long Date"/></Style></Styles>`
    const text = workbook(
      inside + sheet(`<Row>${cell('0', 'Number', 'ss:StyleID="d"')}</Row>`) + sheet('', '旧', hidden),
    )
    const expected = { 名单: ['1: 0=1904-01-01/date'], '(旧)': [] }
    const prolog = '<?xml version="1.0" encoding="UTF-8"?>\n<?mso-application progid="Excel.Sheet"?><!-- a -->'
    for (const before of ['', prolog, `${'\r\n'.repeat(5000)}${prolog}`, '\ufeff'])
      expect(await read(before + text)).toEqual(expected)
    const prefixed = text.replaceAll(/<(\/?)(?=[A-Z])/g, '<$1ss:')
    expect(await read(prefixed)).toEqual(expected)
    expect(await cellsIn(Buffer.from(`\ufeff${text}`, 'utf16le'))).toEqual(expected)
  })

  it('cut off, or with places that go backward, it is damaged', async () => {
    const whole = workbook(sheet(`<Row>${cell('a')}${cell('b')}</Row>`))
    for (const size of [whole.length - 1, whole.length - 20, whole.indexOf('</Row>') + 6])
      expect(await read(whole.slice(0, size))).toBe('file-unreadable: damaged')
    expect(await read(workbook(sheet(`<Row ss:Index="3"/><Row ss:Index="2">${cell('a')}</Row>`)))).toBe(
      'file-unreadable: damaged',
    )
  })

  it('beyond 256 columns or 65,536 rows it is told so', async () => {
    expect(await read(workbook(sheet(`<Row>${cell('a', 'String', 'ss:Index="257"')}</Row>`)))).toBe(
      'file-unreadable: too-large-sheet',
    )
    expect(await read(workbook(sheet(`<Row ss:Index="65537">${cell('a')}</Row>`)))).toBe(
      'file-unreadable: too-large-sheet',
    )
    expect(await rowsOf(workbook(sheet('<Row ss:Index="65537"><Cell ss:Index="300"/></Row>')))).toEqual([])
  })
})
