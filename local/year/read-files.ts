/** Files as anyone reads them: nothing here knows how the hub writes or reads. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { read, utils } from '@e965/xlsx'

export type Row = Record<string, string>

/** Rows of a CSV by the header's names; none where there is no such file. */
export function csvTable(path: string): Row[] {
  const [names = [], ...rows] = existsSync(path) ? csvRecords(readFileSync(path, 'utf8')) : []
  return rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? ''])))
}

function csvRecords(text: string): string[][] {
  const records: string[][] = [[]]
  for (const [, quoted, bare, end] of text
    .replace(/^\uFEFF/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    records.at(-1)!.push(quoted?.replaceAll('""', '"') ?? bare ?? '')
    if (end !== ',') records.push([])
  }
  while (records.at(-1)?.every((cell) => cell === '')) records.pop()
  return records
}

/** Cells' texts of a workbook's first sheet or of a CSV, blank rows kept. */
export function cellsOf(path: string): string[][] {
  if (path.endsWith('.csv')) return csvRecords(readFileSync(path, 'utf8'))
  const book = read(readFileSync(path), { raw: true })
  const rows = utils.sheet_to_json<unknown[]>(book.Sheets[book.SheetNames[0]!]!, {
    ...{ header: 1, defval: '', blankrows: true },
  })
  return rows.map((cells) => cells.map((cell) => String(cell).trim()))
}

export interface FiledRow {
  /** As in the sheet, 1 being the first. */
  readonly number: number
  readonly cells: Row
}

/** All rows below the header, which is the first row with `key`; headings without brackets, blanks and asterisks. */
export function rowsBelow(rows: readonly string[][], key: string): FiledRow[] {
  const plain = (heading: string) => heading.replace(/[（(].*?[)）]|\*|\s/g, '')
  const at = rows.findIndex((cells) => cells.some((cell) => plain(cell) === key))
  const headings = rows[at]?.map(plain) ?? []
  return rows
    .slice(at + 1)
    .flatMap((cells, below) =>
      at < 0 || cells.every((cell) => cell === '')
        ? []
        : [{ number: at + below + 2, cells: Object.fromEntries(headings.map((name, i) => [name, cells[i] ?? ''])) }],
    )
}

/** A cell that stands beside its label. */
export function beside(rows: readonly string[][], label: string): string {
  for (const cells of rows) {
    const at = cells.indexOf(label)
    if (at >= 0) return cells[at + 1] ?? ''
  }
  return ''
}

export interface FoundFile {
  readonly division: string
  readonly folder: string
  /** Without its ending. */
  readonly name: string
  readonly path: string
}

/** Files as `<dir>/<division>/<folder>/<name>`, in the order of their names. */
export function filesUnder(dir: string, folder?: string): FoundFile[] {
  const within = (path: string) => (existsSync(path) ? readdirSync(path, { withFileTypes: true }) : [])
  return within(dir)
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: division }) =>
      within(join(dir, division))
        .filter((entry) => entry.isDirectory() && (!folder || entry.name === folder))
        .flatMap((entry) =>
          within(join(dir, division, entry.name)).map((file) => ({
            ...{ division, folder: entry.name, path: join(dir, division, entry.name, file.name) },
            name: basename(file.name).replace(/[.](?:xlsx|csv)$/, ''),
          })),
        ),
    )
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Hundredths of a yuan. */
export function fenOf(text: string | undefined): number {
  return Math.round(Number((text || '0').replaceAll(/[,元\s]/g, '')) * 100)
}

export const yuanOf = (fen: number): string => (fen / 100).toFixed(2)
