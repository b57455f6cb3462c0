import { describe, expect, it } from 'vitest'
import { cellsOf } from './reading.ts'
import { MAIN, rowsFile, styles, table, workbook, workbookFile, worksheet } from './workbook-file.ts'

const inline = (text: string, place = 'A1') => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`
const row = (cells: string, number = 1) => `<row r="${number}">${cells}</row>`
const DAMAGED = ['file-unreadable: damaged']

describe('cells, read alike by the scanner and by saxes (docs/rules.md#reading-a-sheet)', () => {
  const cases: [title: string, file: Buffer, cells: string[]][] = [
    [
      'shared strings',
      rowsFile(row('<c r="A1" t="s"><v>1</v></c><c r="B1" t="s"><v>0</v></c>'), '<si><t>甲</t></si><si><t>乙</t></si>'),
      ['1: 0=乙/text | 1=甲/text'],
    ],
    [
      'an empty shared string is blank',
      rowsFile(row('<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'), '<si/><si><t>乙</t></si>'),
      ['1: 1=乙/text'],
    ],
    [
      'rich text is joined, phonetic runs are no text',
      rowsFile(
        row('<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'),
        '<si><r><rPr><b/></rPr><t>张</t></r><r><t xml:space="preserve"> 三</t></r><rPh sb="0" eb="1"><t>zhang</t></rPh><phoneticPr fontId="1"/></si><si><t>李四</t></si>',
      ),
      ['1: 0=张 三/text | 1=李四/text'],
    ],
    [
      'inline rich text keeps its first run',
      rowsFile(
        row('<c r="A1" t="inlineStr"><is><r><t>王</t></r><r><t>五</t></r><rPh sb="0" eb="1"><t>w</t></rPh></is></c>'),
      ),
      ['1: 0=王五/text'],
    ],
    [
      'phonetic runs beside plain text',
      rowsFile(row('<c r="A1" t="s"><v>0</v></c>'), '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>'),
      ['1: 0=東京/text'],
    ],
    [
      'cells and rows without r follow each other',
      rowsFile(
        `<row>${'<c><v>1</v></c><c><v>2</v></c>'}</row><row r="5"><c/><c r="D5"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row>`,
      ),
      ['1: 0=1/number | 1=2/number', '5: 3=3/number | 4=4/number', '6: 0=5/number'],
    ],
    [
      '_x000D_ and the escaped underscore',
      rowsFile(
        row(
          `${inline('甲_x000D_\n乙')}${inline('_x005F_x000D_', 'B1')}${inline('&#95;x0041_', 'C1')}<c r="D1" t="s"><v>0</v></c><c r="E1" t="str"><v>_x0042_</v></c>`,
        ),
        '<si><t>_x4E2D__xD83D__xDE00_</t></si>',
      ),
      ['1: 0=甲\r\n乙/text | 1=_x000D_/text | 2=A/text | 3=中😀/text | 4=B/text'],
    ],
    [
      'a lone surrogate and a NUL, escaped, come through',
      rowsFile(
        row('<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c>'),
        '<si><t>a_xD83D_</t></si><si><t>a_x0000_b</t></si>',
      ),
      ['1: 0=a\ud83d/text | 1=a\0b/text'],
    ],
    [
      'the five entities and numeric references',
      rowsFile(row(inline('&lt;&amp;&gt;&quot;&apos;&#20013;&#x1F600;&#13;'))),
      ['1: 0=<&>"\'中😀\r/text'],
    ],
    ['line ends in text become LF, as XML says', rowsFile(row(inline('甲\r\n乙\r丙'))), ['1: 0=甲\n乙\n丙/text']],
    [
      'CDATA, comments and processing instructions',
      rowsFile(
        `<!-- </row> -->${row(inline('甲<![CDATA[</row><]]>乙<!-- x -->丙<?p </row>?>丁'))}<!-- --> ${row(inline('戊', 'A2'), 2)}`,
      ),
      ['1: 0=甲</row><乙丙丁/text', '2: 0=戊/text'],
    ],
    [
      'rare characters and middle dots',
      rowsFile(row(`${inline('𠮷𩸽')}${inline('阿·买买提', 'B1')}`)),
      ['1: 0=𠮷𩸽/text | 1=阿·买买提/text'],
    ],
    [
      'white space is kept',
      rowsFile(row(`<c r="A1" t="inlineStr"><is><t xml:space="preserve"> 甲 </t></is></c>${inline('\t乙', 'B1')}`)),
      ['1: 0= 甲 /text | 1=\t乙/text'],
    ],
    [
      'a number is the same however it is stored',
      rowsFile(
        row(
          '<c r="A1"><v>4.402221996022979E+17</v></c><c r="B1" t="n"><v>120</v></c><c r="C1"><v>-0.50</v></c><c r="D1"><v>007</v></c><c r="E1"><v>440222199910214001</v></c><c r="F1"><v>1.2e2</v></c><c r="G1"><v>60.0</v></c><c r="H1"><v>1e-3</v></c><c r="I1"><v>1E999</v></c>',
        ),
      ),
      [
        '1: 0=440222199602297920/number | 1=120/number | 2=-0.5/number | 3=007/number | 4=440222199910214001/number | 5=120/number | 6=60/number | 7=0.001/number | 8=1E999/number',
      ],
    ],
    [
      'what is no number is text',
      rowsFile(row('<c r="A1"><v>abc</v></c><c r="B1"><v>1 2</v></c><c r="C1"><v>INF</v></c>')),
      ['1: 0=abc/text | 1=1 2/text | 2=INF/text'],
    ],
    [
      'a formula counts by its stored value, without one it is filled; in a cell of text an empty value is the empty text',
      rowsFile(
        row(
          '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f t="shared" ref="B1:B2" si="0">A1&amp;"甲"</f><v>2甲</v></c><c r="C1"><f>X()</f></c><c r="D1"><f>Y()</f><v></v></c><c r="E1" t="str"><f/><v/></c><c r="F1" t="str"><f>Z()</f></c><c r="G1" s="0"><f t="shared" si="0"/><v/></c><c r="H1" t="inlineStr"><f>Z()</f><is><t></t></is></c><c r="I1"><f>Z()</f><is><t></t></is></c><c r="J1" t="b"><f>Z()</f><v></v></c><c r="K1" t="str"><f>Z()</f><v></v></c><c r="L1"/>',
        ),
      ),
      ['1: 0=2/number | 1=2甲/text | 2=/formula | 3=/formula | 5=/formula | 6=/formula | 9=/formula'],
    ],
    [
      'errors and booleans',
      rowsFile(
        row(
          '<c r="A1" t="e"><v>#N/A</v></c><c r="B1" t="b"><v>1</v></c><c r="C1" t="b"><v>0</v></c><c r="D1" t="b"><v>true</v></c><c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
        ),
      ),
      ['1: 0=#N/A/error | 1=TRUE/boolean | 2=FALSE/boolean | 3=TRUE/boolean | 4=#DIV/0!/error'],
    ],
    [
      'ISO dates',
      rowsFile(
        row(
          '<c r="A1" t="d"><v>2018-05-01</v></c><c r="B1" t="d"><v>2018-05-01T08:30:00</v></c><c r="C1" t="d"><v>May</v></c>',
        ),
      ),
      ['1: 0=2018-05-01/date | 1=2018-05-01 08:30:00/date | 2=May/text'],
    ],
    [
      'a value that should be inline, and the reverse',
      rowsFile(
        row(
          '<c r="A1" t="inlineStr"><v>甲</v></c><c r="B1" t="s"><is><t>乙</t></is></c><c r="C1"><is><t>丙</t></is></c>',
        ),
      ),
      ['1: 0=甲/text | 1=乙/text | 2=丙/text'],
    ],
    [
      'text that would be a formula is text',
      rowsFile(row(`${inline('=1+1')}${inline('+A', 'B1')}${inline('-A', 'C1')}${inline('@A', 'D1')}`)),
      ['1: 0==1+1/text | 1=+A/text | 2=-A/text | 3=@A/text'],
    ],
    [
      'attributes in other orders and quotes',
      rowsFile(
        `<row spans="1:3" r='1' x:dyDescent="0.2" xmlns:x="urn:x"><c t="s" r="A1"><v>0</v></c><c s="0" t='s' r="C1" ><v> 0 </v></c ></row >${row('<c t="str" r="A2" s="0"><v>乙</v></c>', 2)}`,
        '<si><t>甲</t></si>',
      ),
      ['1: 0=甲/text | 2=甲/text', '2: 0=乙/text'],
    ],
    [
      'other elements in cells and rows',
      rowsFile(
        row(
          `<c r="A1"><v>1</v><extLst><ext uri="x"><v>9</v></ext></extLst></c><extLst><c r="B1"><v>8</v></c></extLst>`,
        ),
      ),
      ['1: 0=1/number'],
    ],
    ['hidden rows are read like others', rowsFile(`<row r="1" hidden="1">${inline('甲')}</row>`), ['1: 0=甲/text']],
    [
      'a repeated or backward cell keeps what was said last',
      rowsFile(row('<c r="B1"><v>1</v></c><c r="A1"><v>2</v></c><c r="B1"><v>3</v></c>')),
      ['1: 0=2/number | 1=3/number'],
    ],
    [
      'sparse: the last column and the last row',
      rowsFile(`<row r="1"><c r="XFD1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row>`),
      ['1: 16383=1/number', '1048576: 0=2/number'],
    ],
    ['a sheet without cells', rowsFile('<row r="1"/><row r="2"><c r="A2" s="1"/></row>'), []],
    ['a shared string that is not there', rowsFile(row('<c r="A1" t="s"><v>1</v></c>'), '<si><t>甲</t></si>'), DAMAGED],
    ['a shared string that is no number', rowsFile(row('<c r="A1" t="s"><v>x</v></c>'), '<si><t>甲</t></si>'), DAMAGED],
    ['shared strings without their table', rowsFile(row('<c r="A1" t="s"><v>0</v></c>')), DAMAGED],
    ['a column beyond XFD', rowsFile(row('<c r="XFE1"><v>1</v></c>')), DAMAGED],
    ['a reference that is none', rowsFile(row('<c r="1A"><v>1</v></c>')), DAMAGED],
    ['a row beyond the last', rowsFile('<row r="1048577"/>'), DAMAGED],
    ['rows that go back', rowsFile('<row r="2"/><row r="1"/>'), DAMAGED],
    ['a control character', rowsFile(row(inline('a\u0001'))), DAMAGED],
    ['a character that XML forbids', rowsFile(row(inline('a\uffff'))), DAMAGED],
    ['a reference to such a character', rowsFile(row(inline('&#1;'))), DAMAGED],
    ['an entity nobody knows', rowsFile(row(inline('&nbsp;'))), DAMAGED],
    [']]> in text', rowsFile(row(inline('a]]>b'))), DAMAGED],
    ['an attribute twice', rowsFile(row('<c r="A1" r="B1"><v>1</v></c>')), DAMAGED],
    ['an undeclared prefix', rowsFile('<row r="1" q:a="1"/>'), DAMAGED],
    ['tags that do not match', rowsFile('<row r="1"><c r="A1"><v>1</c></v></row>'), DAMAGED],
    ['a row that does not end', rowsFile('<row r="1"><c r="A1"><v>1</v></c>'), DAMAGED],
  ]
  it.each(cases)('%s', async (_, file, cells) => {
    expect(await cellsOf(file)).toEqual(cells)
  })

  it('dates by built-in, Chinese and own formats', async () => {
    const format = (id: number, code: string) => `<numFmt numFmtId="${id}" formatCode="${code}"/>`
    const own =
      format(164, 'yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;') +
      format(165, '0.00&quot;day&quot;') +
      format(14, '0.0')
    const xfs = [0, 22, 31, 58, 164, 165, 14].map((id) => `<xf numFmtId="${id}"/>`).join('')
    const file = workbookFile({
      'xl/styles.xml': styles(`${xfs}<xf xfId="1"/>`, own.replace(/<numFmt numFmtId="14".*/, '')),
      'xl/worksheets/sheet1.xml': worksheet(
        row(
          [0, 1, 2, 3, 4, 5, 6, 7].map((style) => `<c s="${style}"><v>43221.5</v></c>`).join('') +
            '<c s="6"><v>60</v></c><c s="6"><v>-1</v></c><c s="99"><v>1</v></c>',
        ),
      ),
    })
    const noon = '2018-05-01 12:00:00/date'
    expect(await cellsOf(file)).toEqual([
      `1: 0=43221.5/number | 1=${noon} | 2=${noon} | 3=${noon} | 4=${noon} | 5=43221.5/number | 6=${noon} | 7=${noon} | 8=1900-02-29/date | 9=-1/number | 10=1/number`,
    ])
  })

  it('dates that count from 1904', async () => {
    const file = workbookFile({
      'xl/workbook.xml': workbook('<sheet name="a" sheetId="1" r:id="rId1"/>', '<workbookPr date1904="1"/>'),
      'xl/styles.xml': styles('<xf numFmtId="14"/>'),
      'xl/worksheets/sheet1.xml': worksheet(row('<c s="0"><v>0</v></c><c s="0"><v>41759</v></c>')),
    })
    expect(await cellsOf(file)).toEqual(['1: 0=1904-01-01/date | 1=2018-05-01/date'])
  })

  it('a prefixed workbook', async () => {
    const file = workbookFile({
      'xl/sharedStrings.xml': `<x:sst xmlns:x="${MAIN}"><x:si><x:t>甲</x:t></x:si></x:sst>`,
      'xl/worksheets/sheet1.xml': `<x:worksheet xmlns:x="${MAIN}"><x:sheetData><x:row r="1"><x:c r="B1" t="s"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>`,
    })
    expect(await cellsOf(file)).toEqual(['1: 1=甲/text'])
  })

  it('a table whose strings are odd in the middle', async () => {
    const items = [...Array(500).keys()].map((index) =>
      index % 7 === 3 ? `<si><r><t>富${index}</t></r></si>` : `<si><t>平${index}</t></si>`,
    )
    const cells = [...Array(500).keys()].map((index) => `<row><c t="s"><v>${499 - index}</v></c></row>`)
    const rows = await cellsOf(
      workbookFile({
        'xl/sharedStrings.xml': table(items.join('\n')),
        'xl/worksheets/sheet1.xml': worksheet(cells.join('')),
      }),
    )
    expect(rows).toEqual(
      [...Array(500).keys()].map(
        (index) => `${index + 1}: 0=${(499 - index) % 7 === 3 ? '富' : '平'}${499 - index}/text`,
      ),
    )
  })
})
