import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Month, makeCity } from '../../samples/city.ts'
import type { Cell } from '../../samples/columns.ts'
import { writeCsv } from '../../samples/csv-file.ts'
import { type FilledForm, filledForms } from '../../samples/forms.ts'
import { type MonthFormat, type WrittenFile, writeMonth } from '../../samples/workbooks.ts'

const [first, second] = makeCity({
  seed: 9,
  counties: 4,
  listedPerCounty: 60,
  registeredPerCounty: 90,
  day: '2018-06-06',
  months: 2,
  badShare: 0.1,
}).months as [Month, Month]
const FORMATS: readonly MonthFormat[] = [
  { files: 'xlsx', strings: 'shared' },
  { files: 'xlsx', strings: 'inline' },
  { files: 'csv', strings: 'shared' },
  { files: 'mixed', strings: 'shared' },
]

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'samples-'))
})
afterAll(() => rm(folder, { recursive: true }))

const expectedCells = (form: FilledForm): Cell[][] => [
  ...form.titles.map((title): Cell[] => [title]),
  [...form.headings],
  ...[...form.rows].map((row) => [...row]),
]

const withoutTail = (row: Cell[]) => row.slice(0, row.findLastIndex((cell) => cell !== undefined && cell !== '') + 1)

async function xlsxCells(path: string): Promise<{ cells: Cell[][]; dateCells: number }> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  const cells: Cell[][] = []
  let dateCells = 0
  workbook.worksheets[0]!.eachRow({ includeEmpty: true }, (row) => {
    const values = Array.from(row.values as unknown[]).slice(1)
    dateCells += values.filter((value) => value instanceof Date).length
    cells.push(values.map((value) => (value instanceof Date ? value.toISOString().slice(0, 10) : (value as Cell))))
  })
  return { cells, dateCells }
}

const csvCells = async (path: string, encoding: string): Promise<string[][]> =>
  new TextDecoder(encoding, { fatal: true })
    .decode(await readFile(path))
    .split('\r\n')
    .slice(0, -1)
    .map((line) => line.split(','))

const pathOf = (form: FilledForm, files: readonly WrittenFile[]) =>
  files.find(({ path }) => path.startsWith(`${form.division}/${form.office}/${form.form}.`))?.path ?? 'absent'

describe('writeMonth: the inbox of docs/forms.md#what-it-reads', () => {
  it.each(FORMATS)('writes every row and reads back the same, $files with $strings strings', async (format) => {
    const inbox = join(folder, `${format.files}-${format.strings}`)
    const files = await writeMonth(first, inbox, format)
    const forms = [...filledForms(first)]
    expect(files).toHaveLength(forms.length)
    let dateCells = 0
    for (const form of forms) {
      const path = pathOf(form, files)
      if (path.endsWith('.xlsx')) {
        const read = await xlsxCells(join(inbox, path))
        dateCells += read.dateCells
        expect(read.cells.map(withoutTail), path).toEqual(expectedCells(form).map(withoutTail))
      } else {
        const gb = format.files === 'mixed' && form.form === 'register'
        const read = await csvCells(join(inbox, path), gb ? 'gb18030' : 'utf-8')
        expect(read.map(withoutTail), path).toEqual(
          expectedCells(form).map((row) => withoutTail(row.map((cell) => (cell === undefined ? '' : String(cell))))),
        )
      }
    }
    const byEnding = (ending: string) => files.filter(({ path }) => path.endsWith(ending)).length
    expect(byEnding('.xlsx') > 0).toBe(format.files !== 'csv')
    expect(byEnding('.csv') > 0).toBe(format.files !== 'xlsx')
    expect(dateCells > 0).toBe(format.files === 'mixed')
  })

  it('names every file as docs/forms.md#what-it-reads does, full lists first and new ones in the second month', async () => {
    const names = async (month: Month, inbox: string) =>
      (await writeMonth(month, join(folder, inbox), FORMATS[0]!))
        .filter(({ path }) => path.startsWith('440203/'))
        .map(({ path }) => path)
    expect(await names(first, 'names-1')).toEqual([
      '440203/poverty-alleviation/registered-poor-full.xlsx',
      '440203/civil-affairs/dibao-full.xlsx',
      '440203/civil-affairs/tekun-full.xlsx',
      '440203/disabled-federation/disabled-full.xlsx',
      '440203/social-insurance/register.xlsx',
    ])
    const later = await names(second, 'names-2')
    expect(later).toContain('440203/civil-affairs/dibao-full.xlsx')
    expect(later.filter((path) => /-new\.xlsx$/.test(path)).length).toBeGreaterThan(0)
    expect(later.filter((path) => /(poor|tekun|disabled)-full/.test(path))).toEqual([])
  })

  it('writes the same bytes again', async () => {
    const format = FORMATS[3]!
    const files = await writeMonth(first, join(folder, 'again-1'), format)
    await writeMonth(first, join(folder, 'again-2'), format)
    for (const { path } of files) {
      const [once, twice] = await Promise.all(['again-1', 'again-2'].map((name) => readFile(join(folder, name, path))))
      expect(once!.equals(twice!), path).toBe(true)
    }
  })

  it('stands the sender, the period and the kind above the header', () => {
    const titles = [...filledForms(first)].filter(({ office }) => office === 'civil-affairs')[0]!.titles
    expect(titles[1]).toBe('填报单位：武江区民政局    所属期：2018年5月    名单类型：全部')
  })
})

describe('writeCsv', () => {
  it('quotes what RFC 4180 says, and begins with a byte order mark', async () => {
    const path = join(folder, 'quoted.csv')
    const form: FilledForm = {
      division: '440203',
      office: 'civil-affairs',
      form: 'dibao-full',
      sheetName: '名单',
      titles: ['甲,乙'],
      headings: ['姓名*', '备注'],
      dates: [false, false],
      rows: [
        ['他说"好"', undefined],
        [1, '两\n行'],
      ],
    }
    await writeCsv(form, path, 'utf-8')
    expect(await readFile(path, 'utf8')).toBe('\uFEFF"甲,乙"\r\n姓名*,备注\r\n"他说""好""",\r\n1,"两\n行"\r\n')
  })
})
