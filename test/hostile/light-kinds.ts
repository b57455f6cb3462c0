/** Files made to exhaust the reader that take a moment to make and to read. */

import {
  relationships,
  rowsFile,
  styles,
  workbook,
  workbookFile,
  worksheet,
} from '../forms/incoming/sheet/workbook-file.ts'
import {
  attributes,
  columnPairs,
  csv,
  DAMAGED,
  HEADER,
  HEADINGS,
  ID,
  ids,
  inline,
  items,
  type Kind,
  list,
  MB,
  merges,
  person,
  placed,
  row,
  shared,
  sheets,
  styled,
  TOO_MUCH,
} from './kinds.ts'
import { SHEET } from './repeated.ts'

export const LIGHT: readonly Kind[] = [
  ['a number cell of 100,000 digits', () => list(placed(`<c><v>${'1'.repeat(100_000)}</v></c>`)), '1 rows, 1 returned'],
  [
    'digits, and then what makes them no number',
    () => list(placed(`<c><v>${'1'.repeat(100_000)}x</v></c>`)),
    '1 rows, 1 returned',
  ],
  [
    'a number with 100,000 decimals',
    () => list(placed(`<c><v>1.${'1'.repeat(100_000)}x</v></c>`)),
    '1 rows, 1 returned',
  ],
  [
    'nested brackets in headings',
    () => rowsFile(row(...HEADINGS, ...Array(16).fill('（'.repeat(15_000) + '）'.repeat(15_000))) + person()),
    '1 rows, 0 returned',
  ],
  [
    'opening brackets in headings',
    () => rowsFile(row(...HEADINGS, ...Array(100).fill('([【〔'.repeat(8000))) + person()),
    '1 rows, 0 returned',
  ],
  [
    'stars in headings',
    () => rowsFile(row(...HEADINGS, `${'*'.repeat(30_000)}x${'*'.repeat(30_000)}`) + person()),
    '1 rows, 0 returned',
  ],
  [
    '[[[[ in a number format',
    () => styled(`<numFmt numFmtId="164" formatCode="${'['.repeat(500_000)}"/>`),
    '1 rows, 0 returned',
  ],
  [
    '[< in number formats, many of them',
    () => styled(`<numFmt numFmtId="164" formatCode="${'[&lt;'.repeat(60)}"/>`.repeat(20_000)),
    '1 rows, 0 returned',
  ],
  [
    'quotes and stars in a number format',
    () => styled(`<numFmt numFmtId="164" formatCode="${'&quot;*\\_'.repeat(50_000)}"/>`),
    '1 rows, 0 returned',
  ],
  [
    '100,000 attributes in the tag of a row',
    () => list(`<row${attributes(100_000)}/>${person()}`),
    '1 rows, 0 returned',
  ],
  ['50,000 attributes in the tag of a row', () => list(`<row${attributes(50_000)}/>${person()}`), '1 rows, 0 returned'],
  [
    '50,000 attributes in the tag of a cell',
    () => list(`<row><c${attributes(50_000)}/></row>${person()}`),
    '1 rows, 0 returned',
  ],
  [
    '50,000 attributes in the tag of the sheet',
    () =>
      workbookFile({
        'xl/workbook.xml': workbook(`<sheet name="a" r:id="rId1"${attributes(50_000)}/>`),
        [SHEET]: worksheet(HEADER + person()),
      }),
    '1 rows, 0 returned',
  ],
  ['50,000 namespaces', () => list(`<row${attributes(50_000, 'xmlns:')}/>${person()}`), '1 rows, 0 returned'],
  [
    'merged ranges on top of each other',
    () => list(person(), undefined, merges(Array(10_000).fill('A1:XFD1048576'))),
    DAMAGED,
  ],
  ['two merged ranges that share a cell', () => list(person(), undefined, merges(['F1:G3', 'G3:H9'])), DAMAGED],
  [
    '8,000 merged columns over every row',
    () =>
      list(
        `${person()}<row r="20000"><c r="E20000"><v>1</v></c><c r="F20000"><v>2</v></c></row>`,
        undefined,
        merges([...columnPairs()]),
      ),
    '1 rows, 0 returned',
  ],
  [
    'names of 32,767 characters',
    () =>
      list(
        ids(900)
          .map((id) => `<row>${inline('始兴县')}${inline('太平镇')}<c t="s"><v>0</v></c>${inline(id)}</row>`)
          .join(''),
        items('张'.repeat(32_767)),
      ),
    '900 rows, 900 returned',
  ],
  [
    '16,384 headings and 3,000 returned rows',
    () =>
      rowsFile(
        row(...HEADINGS, ...Array.from({ length: 16_380 }, (_, i) => `x${i}`)) + person('张三', '1').repeat(3000),
      ),
    '3000 rows, 3000 returned',
  ],
  ['references to characters, a million', () => list(person('&#x5F20;'.repeat(100_000))), '1 rows, 1 returned'],
  ['escapes, a million', () => list(person('_x5F20_'.repeat(100_000))), '1 rows, 1 returned'],
  ['an underscore in front of nothing, a million', () => list(person('_x_x00'.repeat(100_000))), '1 rows, 1 returned'],
  [
    'runs of rich text, 500,000',
    () => list(shared(0, 0, 0, 0), `<si>${'<r><t>长</t></r>'.repeat(500_000)}</si>`),
    '1 rows, 1 returned',
  ],
  [
    'CDATA in pieces, 300,000',
    () => list(`<row><c t="inlineStr"><is><t>${'<![CDATA[]]>'.repeat(300_000)}</t></is></c></row>${person()}`),
    '1 rows, 0 returned',
  ],
  ['a cell of 40 MB', () => list(person('a'.repeat(40 * MB))), DAMAGED],
  ['a tag of 10 MB', () => list(`<row a="${'a'.repeat(10 * MB)}"/>`), DAMAGED],
  ['a comment of 10 MB', () => list(`<!--${'a'.repeat(10 * MB)}-->`), DAMAGED],
  ['elements a million deep', () => list(`<row>${'<a>'.repeat(1_000_000)}`), DAMAGED],
  [
    'two million styles',
    () => workbookFile({ 'xl/styles.xml': styles('<xf/>'.repeat(2_000_000)), [SHEET]: worksheet(HEADER + person()) }),
    DAMAGED,
  ],
  [
    'entities that multiply',
    () =>
      workbookFile({
        [SHEET]: `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>${worksheet(row('&b;'))}`,
      }),
    DAMAGED,
  ],
  [
    'an external entity',
    () => workbookFile({ [SHEET]: `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>${worksheet(row('&a;'))}` }),
    DAMAGED,
  ],
  [
    'a sheet in UTF-16',
    () =>
      workbookFile({
        [SHEET]: Buffer.from(
          `\ufeff${worksheet(HEADER + person() + '<row/>'.repeat(300_000)).replace('UTF-8', 'UTF-16')}`,
          'utf16le',
        ),
      }),
    '1 rows, 0 returned',
  ],
  ['2,000 sheets', () => sheets(2000, HEADER + person()), TOO_MUCH],
  [
    '300 sheets whose merged ranges cover values',
    () => sheets(300, HEADER + person(), merges(['A2:B2'])),
    '300 rows, 300 returned',
  ],
  [
    'a sheet without header whose name has a million characters',
    () =>
      workbookFile({
        'xl/workbook.xml': workbook(`<sheet name="${'长'.repeat(300_000)}" r:id="rId1"/>`),
        [SHEET]: worksheet(row(ID)),
      }),
    'header-missing',
  ],
  [
    '30,000 relationships',
    () =>
      workbookFile({
        'xl/_rels/workbook.xml.rels': relationships(
          ...Array.from({ length: 30_000 }, (_, i): [string, string, string] => [
            `rId${i + 1}`,
            'worksheet',
            'worksheets/sheet1.xml',
          ]),
        ),
        [SHEET]: worksheet(HEADER + person()),
      }),
    '1 rows, 0 returned',
  ],
  [
    'entries that share their bytes',
    () => workbookFile({ [SHEET]: worksheet(HEADER), 'x.xml': 'x' }, { 'x.xml': { offset: 0 } }),
    DAMAGED,
  ],
  [
    'an entry larger than it says',
    () => workbookFile({ [SHEET]: worksheet(HEADER + person().repeat(10_000)) }, { [SHEET]: { size: 1000 } }),
    DAMAGED,
  ],
  [
    'an archive cut in the middle',
    () => {
      const file = list(person().repeat(1000))
      return file.subarray(0, file.length >> 1)
    },
    DAMAGED,
  ],
  ['rows whose numbers go back', () => list('<row r="5"/><row r="4"/>'), DAMAGED],
  ['a row numbered beyond the last', () => list('<row r="9999999"/>'), DAMAGED],
  [
    'line and paragraph separators in a returned row',
    () => list(person('张\u2028三\u20294', '1\u2028')),
    '1 rows, 1 returned',
  ],
  ['the header 50,000 times', () => list(HEADER.repeat(50_000) + person()), '1 rows, 0 returned'],
  [
    '300,000 dates, each another',
    () =>
      workbookFile({
        'xl/styles.xml': styles('<xf numFmtId="22"/>'),
        [SHEET]: worksheet(
          HEADER +
            Array.from(
              { length: 100_000 },
              (_, i) => `<row><c s="0"><v>${i}.${i}</v></c><c s="0"><v>${i + 1e5}.5</v></c></row>`,
            ).join(''),
        ),
      }),
    'empty',
  ],
  ['a CSV of a million blank records and more', () => csv('\n'.repeat(2_000_000)), TOO_MUCH],
  ['a CSV of one endless line', () => csv(Buffer.alloc(40 * MB, 'a')), DAMAGED],
  ['a CSV of one endless quoted field', () => csv('"', Buffer.alloc(40 * MB, 'a')), DAMAGED],
  ['a CSV of quotes', () => csv('"a\n'.repeat(300_000)), 'empty'],
  ['a CSV of pairs of quotes', () => csv(`${'"""",""'.repeat(4000)}\n`.repeat(100)), '100 rows, 100 returned'],
  ['a CSV of commas', () => csv(`${','.repeat(16_000)}\n`.repeat(1000)), 'empty'],
  [
    'a CSV of 30 lost characters',
    () =>
      csv(Buffer.concat(Array(30).fill(Buffer.concat([Buffer.from('始兴县,太平镇,张'), Buffer.from([0xe5, 0x0a])])))),
    'file-unreadable: garbled',
  ],
  [
    'a CSV in UTF-16',
    () => Buffer.from(`\ufeff${HEADINGS.join(',')}\n${'x\n'.repeat(100_000)}`, 'utf16le'),
    'file-unreadable: utf-16',
  ],
  ['a CSV of NULs among text', () => csv('a\0b,c,d,e\n12345\0,1\n'.repeat(10_000)), '10000 rows, 10000 returned'],
].map(([name, file, gives]) => ({ name, file, gives }) as Kind)
