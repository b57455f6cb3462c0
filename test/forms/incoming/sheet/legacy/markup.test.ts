import { describe, expect, it } from 'vitest'
import { cellsIn, gbk } from './makes.ts'

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

describe('HTML tables', () => {
  it('cells are text, numbers only by x:num', async () => {
    const cells = [
      '<td>440281198710148992</td>',
      '<td x:num>440281198710148992</td>',
      '<td x:num="36454">1999/10/21</td>',
      '<td x:num>1,234.5</td>',
      '<td x:err="#N/A">#N/A</td>',
      '<td x:fmla="=A1"></td>',
      '<td x:num></td>',
      '<td x:str>007</td>',
    ]
    expect(await rowsOf(`<html><table><tr>${cells.join('')}</tr></table></html>`)).toEqual([
      '1: 0=440281198710148992 | 1=440281198710148992/number | 2=36454/number | 3=1234.5/number | 4=#N/A/error | 5=/formula | 7=007',
    ])
  })

  it('rows and cells without ends, spans, entities, breaks; what is no text of the page', async () => {
    const html = `<!-- a --><style>td{}</style><table border=1>
      <thead><tr><th colspan=2>标&nbsp;题<th rowspan="2">&#24352;&middot;&#x4e09;&amp;&lt;
      <tbody><tr><td> 一
        二 <td>a<br>b<script>x()</script><p>c</p>
      <tr><td rowspan=3>d<td>e<tr><td>f</table>`
    expect(await rowsOf(html)).toEqual([
      '1: 0=标\u00a0题 | 2=张·三&<',
      '2: 0=一 二 | 1=a\nb\nc',
      '3: 0=d | 1=e',
      '4: 1=f',
    ])
  })

  it('each table is a sheet, one inside a cell too', async () => {
    const html =
      '<table><tr><td>外<table><tr><td>内</td></tr></table>边</td><td>b</td></tr></table><table></table><TABLE><TR><TD>c</TD></TR></TABLE>'
    expect(await read(html)).toEqual({
      Sheet1: ['1: 0=外边 | 1=b'],
      Sheet2: ['1: 0=内'],
      Sheet3: [],
      Sheet4: ['1: 0=c'],
    })
  })

  it('UTF-8, UTF-16, GBK whatever the page says', async () => {
    const page = (charset: string) =>
      [`<html><meta charset=${charset}><table><tr><td>`, '</td></tr></table></html>'] as const
    const expected = { Sheet1: ['1: 0=张三'] }
    for (const charset of ['gb2312', 'utf-8', 'iso-8859-1', 'x-none']) {
      const [before, behind] = page(charset)
      expect(await read(`${before}张三${behind}`)).toEqual(expected)
      if (charset !== 'x-none')
        expect(await cellsIn(Buffer.concat([Buffer.from(before), gbk('张三'), Buffer.from(behind)]))).toEqual(expected)
    }
    const [before, behind] = page('utf-16')
    expect(await cellsIn(Buffer.from(`\ufeff${before}张三${behind}`, 'utf16le'))).toEqual(expected)
  })

  it('cut off inside a table it is damaged, without its last tags of the page it is not', async () => {
    const whole = '<html><body><table><tr><td>a</td></tr><tr><td>b</td></tr></table></body></html>'
    for (const size of [whole.indexOf('b<'), whole.indexOf('</table>'), whole.indexOf('</table>') + 4])
      expect(await read(whole.slice(0, size))).toBe('file-unreadable: damaged')
    expect(await rowsOf(whole.slice(0, whole.indexOf('</body>')))).toEqual(['1: 0=a', '2: 0=b'])
    expect(await rowsOf(whole.replace('</table>', ''))).toEqual(['1: 0=a', '2: 0=b'])
  })

  it('spans and depths that no page has end', async () => {
    expect(await read('<table><tr><td colspan=9999999 rowspan=9999999>a<td>b</table>')).toBe(
      'file-unreadable: too-large-sheet',
    )
    expect(await read('<table><tr><td>'.repeat(40))).toBe('file-unreadable: damaged')
  })
})
