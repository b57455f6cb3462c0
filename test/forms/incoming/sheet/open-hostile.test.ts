import { describe, expect, it } from 'vitest'
import { bufferSource } from '../../../../forms/incoming/sheet/bytes/source.ts'
import { openWorkbook } from '../../../../forms/incoming/sheet/open.ts'
import { isLong, some } from '../../../long.ts'
import { readBoth, readFast } from './reading.ts'
import { rowsFile, styles, workbookFile, worksheet } from './workbook-file.ts'

const DAMAGED = { refused: 'file-unreadable: damaged' }
const MB = 1024 * 1024

describe('files made to exhaust the reader are refused', () => {
  // Of each two the light one stands first: it is read by `npm test`.
  const cases: [title: string, file: () => Buffer][] = [
    ['a cell of 40 MB', () => rowsFile(`<row><c t="inlineStr"><is><t>${'a'.repeat(40 * MB)}</t></is></c></row>`)],
    [
      'a shared string of 40 MB',
      () => rowsFile('<row><c t="s"><v>0</v></c></row>', `<si><t>${'a'.repeat(40 * MB)}</t></si>`),
    ],
    ['a tag of 10 MB', () => rowsFile(`<row a="${'a'.repeat(10 * MB)}"/>`)],
    [
      'a shared string of 40 MB in short runs',
      () => rowsFile('<row><c t="s"><v>0</v></c></row>', `<si>${`<r><t>${'a'.repeat(MB)}</t></r>`.repeat(40)}</si>`),
    ],
    ['elements nested a million deep', () => rowsFile(`<row>${'<a>'.repeat(1_000_000)}`)],
    [
      'a row of 40 MB in one column',
      () => rowsFile(`<row>${`<c r="A1" t="str"><v>${'a'.repeat(MB)}</v></c>`.repeat(40)}</row>`),
    ],
    [
      'merged ranges on top of each other',
      () =>
        rowsFile(
          '<row><c><v>1</v></c><c><v>2</v></c></row>',
          undefined,
          `<mergeCells>${'<mergeCell ref="A1:B9"/>'.repeat(10_000)}</mergeCells>`,
        ),
    ],
    [
      'two million styles',
      () =>
        workbookFile({ 'xl/styles.xml': styles('<xf/>'.repeat(2_000_000)), 'xl/worksheets/sheet1.xml': worksheet('') }),
    ],
  ]
  it.each(some(cases, 2))('%s', async (_, file) => {
    expect(await readBoth(file())).toEqual(DAMAGED)
  })

  it('a CSV of one endless line, or of endless quotes', async () => {
    expect(await readFast(bufferSource(Buffer.alloc(40 * MB, 'a')))).toEqual(DAMAGED)
    const quotes = await readFast(bufferSource(Buffer.from('"a\n'.repeat(1_000_000))))
    expect(quotes.sheets![0]!.rows.length).toBe(1_000_000)
  })

  it('a page of comments', async () => {
    const refused = await readFast(bufferSource(Buffer.from('<!---->'.repeat(500_000))))
    expect(refused).toEqual({ refused: 'file-unreadable: html' })
  })

  it('what is still being read when it is late is refused, a workbook and a CSV', async () => {
    const rows = '<row><c><v>1</v></c></row>'.repeat(100_000)
    for (const file of [rowsFile(rows), Buffer.from('a,b\n'.repeat(100_000))]) {
      let looks = 0
      const read = async (most: number) => {
        looks = 0
        const { sheets } = await openWorkbook(bufferSource(file), {
          isHeader: () => false,
          isLate: () => ++looks > most,
        })
        for await (const _ of sheets[0]!.rows());
      }
      await read(Number.POSITIVE_INFINITY)
      const all = looks
      await expect(read(all - 1)).rejects.toThrow('file-unreadable: too-slow')
      await expect(read(all)).resolves.toBeUndefined()
    }
  })

  it('many wide rows of one cell are read', async () => {
    const wide = isLong ? 300 : 50
    const { sheets } = await readBoth(rowsFile('<row><c r="XFD1"><v>1</v></c></row>'.repeat(wide)))
    expect(sheets![0]!.rows.length).toBe(wide)
  })
})
