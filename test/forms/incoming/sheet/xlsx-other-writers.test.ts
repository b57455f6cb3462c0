import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, describe, expect, it } from 'vitest'
import { fileSource } from '../../../../forms/incoming/sheet/bytes/source.ts'
import { readBoth, readFast, readSlow } from './reading.ts'

const folder = await mkdtemp(join(tmpdir(), 'reader-'))
afterAll(() => rm(folder, { recursive: true }))

const HEADER = ['姓名', '身份证号码', '出生日期', '金额', '在册', '备注', '认定', '错误']
const EXPECTED = [
  ['名单'],
  HEADER,
  ['张三', '440222199910214001', '1999-10-21', '120', 'TRUE', '富文本', '2018-05-01 08:30:00', '#N/A'],
  ['𠮷·买买提', '44022219991021400X', '1900-03-01', '0.1', 'FALSE', '两\n行', '2018年', ''],
]

/** The same list as exceljs writes it: dates, rich text, formulas, an error, a merged title, a hidden sheet. */
function list(): ExcelJS.Workbook {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('名单')
  sheet.addRow(['名单'])
  sheet.mergeCells('A1:H1')
  sheet.addRow(HEADER)
  sheet.addRow([
    '张三',
    '440222199910214001',
    new Date(Date.UTC(1999, 9, 21)),
    { formula: '100+20', result: 120 },
    true,
    { richText: [{ text: '富' }, { font: { bold: true }, text: '文本' }] },
    new Date(Date.UTC(2018, 4, 1, 8, 30)),
    { error: '#N/A' },
  ])
  sheet.addRow([
    '𠮷·买买提',
    '44022219991021400X',
    61,
    0.1,
    false,
    '两\n行',
    { formula: '"2018年"', result: '2018年' },
    { formula: 'H9' },
  ])
  for (const row of [3, 4]) sheet.getCell(row, 3).numFmt = 'yyyy"年"m"月"d"日"'
  book.addWorksheet('旧', { state: 'hidden' }).addRow(['旧'])
  return book
}

const rowsOf = async (file: Uint8Array) => {
  const { sheets } = await readBoth(file)
  expect(sheets!.map(({ name, hidden }) => [name, hidden])).toEqual([
    ['名单', false],
    ['旧', true],
  ])
  return sheets![0]!.rows.map(({ texts }) => Array.from(texts, (text) => text))
}
const padded = (rows: string[][]) => rows.map((row) => Array.from({ length: 8 }, (_, column) => row[column] ?? ''))

describe('files of other writers, read alike by the scanner and by saxes', () => {
  it('exceljs', async () => {
    const rows = await rowsOf(new Uint8Array(await list().xlsx.writeBuffer()))
    expect(padded(rows)).toEqual(padded(EXPECTED))
  })

  for (const useSharedStrings of [true, false]) {
    it(`exceljs as a stream, ${useSharedStrings ? 'shared' : 'inline'} strings, more than one piece long`, async () => {
      const path = join(folder, 'stream.xlsx')
      const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: path, useSharedStrings, useStyles: true })
      const sheet = writer.addWorksheet('名单')
      const row = (index: number) => [`张三${index}`, '乐昌市坪石镇', '𠮷'.repeat(index % 7), ` <&> ${index % 10}`]
      for (let index = 0; index < 6_000; index++) sheet.addRow(row(index)).commit()
      await writer.commit()
      const fast = await readFast(await fileSource(path))
      expect(await readSlow(await fileSource(path))).toEqual(fast)
      expect(fast.sheets![0]!.rows.length).toBe(6_000)
      for (const { number, texts } of fast.sheets![0]!.rows) expect(texts).toEqual(row(number - 1))
    })
  }

  const office = spawnSync('soffice', ['--version']).status === 0
  const reason = office ? '' : ' (skipped: LibreOffice is not here)'
  it.skipIf(!office)(
    `LibreOffice: saves .xlsx again; its .xls and .html are read, its .ods is refused${reason}`,
    async () => {
      const source = join(folder, 'list.xlsx')
      await writeFile(source, new Uint8Array(await list().xlsx.writeBuffer()))
      const convert = async (kind: string, name: string) => {
        const profile = `-env:UserInstallation=file://${folder}/profile`
        const out = join(folder, name)
        spawnSync('soffice', [profile, '--headless', '--convert-to', kind, '--outdir', out, source])
        return readFile(join(out, `list.${kind.split(':')[0]}`))
      }
      const rows = await rowsOf(await convert('xlsx', 'again'))
      // The formula that had no stored value was computed: H9 is empty, so 0.
      expect(padded(rows)).toEqual(padded([...EXPECTED.slice(0, 3), [...EXPECTED[3]!.slice(0, 7), '0']]))
      const readAs = async (kind: string) => {
        await convert(kind, kind)
        return readFast(await fileSource(join(folder, kind, `list.${kind}`)))
      }
      const { sheets: xls } = await readAs('xls')
      expect(xls!.map(({ name, hidden }) => [name, hidden])).toEqual([
        ['名单', false],
        ['旧', true],
      ])
      // LibreOffice writes a formula that it has not calculated as a nought.
      const expected = [...EXPECTED.slice(0, 3), [...EXPECTED[3]!.slice(0, 6), '0', '0']]
      expect(padded(xls![0]!.rows.map(({ texts }) => texts))).toEqual(padded(expected))
      expect(await readAs('ods')).toEqual({ refused: 'file-unreadable: ods' })
      const { sheets: html } = await readAs('html')
      expect(html![0]!.rows[1]!.texts).toEqual(HEADER)
    },
  )
})
