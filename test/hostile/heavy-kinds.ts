/** Files of a few MB that unpack to much more, or that take some seconds to read. */
import { expandingFile } from '../flow/bad-file-bytes.ts'
import { rowsFile, worksheet } from '../forms/incoming/sheet/workbook-file.ts'
import { zipFile } from '../forms/incoming/sheet/xlsx/zip-file.ts'
import {
  attributes,
  csv,
  DAMAGED,
  HEADER,
  ids,
  inline,
  items,
  type Kind,
  list,
  MB,
  person,
  row,
  shared,
  TOO_MUCH,
} from './kinds.ts'
import { fileWith, repeated, SHEET, STRINGS, sheetHead, sheetTail, tableHead } from './repeated.ts'

export const HEAVY: readonly Kind[] = [
  [
    'a shared string of 1,000,000 characters in 1,000 returned rows',
    () => list(shared(0, 0, 0, 0).repeat(1000), items('长'.repeat(1_000_000))),
    '1000 rows, 1000 returned',
  ],
  [
    '16,000 shared strings of 10,000 characters',
    () =>
      list(
        Array.from({ length: 4000 }, (_, i) => shared(i * 4, i * 4 + 1, i * 4 + 2, i * 4 + 3)).join(''),
        items(...Array.from({ length: 16_000 }, (_, i) => `${i}${'长'.repeat(10_000)}`)),
      ),
    TOO_MUCH,
  ],
  [
    '30,000 entries in the archive',
    () => zipFile(Object.fromEntries(Array.from({ length: 30_000 }, (_, i) => [`${i}`, '']))),
    'file-unreadable: archive',
  ],
  [
    '50 rows of 2,000 headings full of brackets',
    () => rowsFile(shared(...Array(2000).fill(0)).repeat(49) + HEADER + person(), items('（x）'.repeat(60))),
    '1 rows, 0 returned',
  ],
  ['a cell in the last column of each row', () => list('<row><c r="XFD"><v>1</v></c></row>'.repeat(20_000)), TOO_MUCH],
  [
    'a shared string of 30,000 characters in 100,000 cells',
    () => list(shared(0, 0, 0, 0, 0).repeat(20_000), items('长'.repeat(30_000))),
    TOO_MUCH,
  ],
  [
    'townships of 30,000 characters, each another',
    () =>
      list(
        ids(900)
          .map((id, i) => row('始兴县', `${i}${'镇'.repeat(30_000)}`, '张三', id))
          .join(''),
      ),
    '900 rows, 900 returned',
  ],
  [
    'rows of a thousand long texts',
    () => list(`<row>${inline('长'.repeat(32_767)).repeat(300)}</row>`.repeat(30)),
    DAMAGED,
  ],
  ['a CSV of wide records', () => csv(`${'1,'.repeat(16_000)}\n`.repeat(1500)), TOO_MUCH],
  [
    '40 million elements that nobody knows',
    () => fileWith(SHEET, repeated(sheetHead + HEADER, '<a/>', 40_000_000, sheetTail)),
    TOO_MUCH,
  ],
  [
    '20 million shared strings in runs',
    () =>
      fileWith(STRINGS, repeated(tableHead, '<si><r><t>a</t></r></si>', 20_000_000, '</sst>'), {
        [SHEET]: worksheet(HEADER + shared(1, 1, 1, 1)),
      }),
    TOO_MUCH,
  ],
  [
    '100 million empty shared strings',
    () =>
      fileWith(STRINGS, repeated(tableHead, '<si/>', 100_000_000, '</sst>'), {
        [SHEET]: worksheet(HEADER + shared(1, 1, 1, 1)),
      }),
    TOO_MUCH,
  ],
  [
    '100 million shared strings with an empty text',
    () =>
      fileWith(STRINGS, repeated(tableHead, '<si><t></t></si>', 100_000_000, '</sst>'), {
        [SHEET]: worksheet(HEADER + shared(1, 1, 1, 1)),
      }),
    TOO_MUCH,
  ],
  [
    '20 million empty shared strings, oddly written',
    () =>
      fileWith(STRINGS, repeated(tableHead, '<si ></si>', 20_000_000, '</sst>'), {
        [SHEET]: worksheet(HEADER + shared(1, 1, 1, 1)),
      }),
    TOO_MUCH,
  ],
  [
    'a gigabyte of shared strings',
    () =>
      fileWith(STRINGS, repeated(tableHead, `<si><t>${'长'.repeat(300)}</t></si>`, 1_200_000, '</sst>'), {
        [SHEET]: worksheet(HEADER + shared(1, 1, 1, 1)),
      }),
    TOO_MUCH,
  ],
  [
    'a cell in the last column of a million rows',
    () => fileWith(SHEET, repeated(sheetHead, '<row><c r="XFD"><v>1</v></c></row>', 1_000_000, sheetTail)),
    TOO_MUCH,
  ],
  [
    '30 million cells',
    () =>
      fileWith(SHEET, repeated(sheetHead + HEADER, `<row>${'<c><v>1</v></c>'.repeat(30)}</row>`, 1_000_000, sheetTail)),
    TOO_MUCH,
  ],
  [
    'a million rows and more',
    () => fileWith(SHEET, repeated(sheetHead + HEADER, '<row><c><v>1</v></c></row>', 1_100_000, sheetTail)),
    DAMAGED,
  ],
  ['400,000 attributes in a tag', () => list(`<row${attributes(400_000)}/>${person()}`), DAMAGED],
  [
    'a million merged ranges over whole rows',
    () =>
      fileWith(
        SHEET,
        repeated(
          `${sheetHead}${HEADER}</sheetData><mergeCells>`,
          '<mergeCell ref="A5:XFD5"/>',
          1_000_000,
          '</mergeCells></worksheet>',
        ),
      ),
    DAMAGED,
  ],
  ['somewhat more than 3 GB of spaces', () => expandingFile(1000), 'file-expands'],
  ['the same, and it says so', () => expandingFile(194 * 16 * MB + 200), 'file-expands'],
  [
    'a gigabyte of comments',
    () => fileWith(SHEET, repeated(sheetHead + HEADER, '<!--x-->', 130_000_000, sheetTail)),
    DAMAGED,
  ],
  ['a CSV of 10 million rows', () => csv('a,b\n'.repeat(10_000_000)), TOO_MUCH],
  ['a CSV of 100 MB of commas', () => csv(`${','.repeat(16_000)}\n`.repeat(6000)), 'empty'],
  [
    '300,000 returned rows',
    () => csv('始兴县,太平镇,张三,440222196001310010\n'.repeat(300_000)),
    '300000 rows, 300000 returned',
  ],
].map(([name, file, gives]) => ({ name, file, gives }) as Kind)
