/** What a month has left in a folder, read back with our own reader: nothing here knows how it was written. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { bufferSource } from '../../forms/incoming/sheet/bytes/source.ts'
import { openWorkbook } from '../../forms/incoming/sheet/open.ts'
import { headingForm } from '../../rules/rows/normalise.ts'

/** Lines of a CSV without quoted cells, the header left out, by the header's names. */
export function csvRows(path: string): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/)
  const names = header.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i]!, cell])))
}

/** Rows of a CSV whose cells may be quoted, by the header's names. */
export function csvTable(path: string): Record<string, string>[] {
  const text = readFileSync(path, 'utf8')
  const records: string[][] = [[]]
  for (const [, quoted, bare, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    records.at(-1)!.push(quoted?.replaceAll('""', '"') ?? bare!)
    if (end !== ',') records.push([])
  }
  const [names = [], ...rows] = records.filter((record) => record.some((cell) => cell !== ''))
  return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, row[i] ?? ''])))
}

/** The rows below the header of one sheet of a workbook, by headings; the header is the row that has `heading`, its
 * headings are named as forms are read: without what stands in brackets. */
export async function tableRows(
  file: string | Uint8Array,
  heading: string,
  sheet = 0,
): Promise<Record<string, string>[]> {
  const found: Record<string, string>[] = []
  let names: string[] | undefined
  for (const { texts } of await sheetRows(file, sheet)) {
    if (names) found.push(Object.fromEntries(names.map((name, i) => [name, texts[i] ?? ''])))
    else if (texts.includes(heading)) names = texts.map(headingForm)
  }
  if (!names) throw new Error(`${typeof file === 'string' ? file : 'a workbook'} has no column ${heading}`)
  return found
}

/** All rows of one sheet, as cells' texts. */
export async function sheetRows(file: string | Uint8Array, sheet = 0): Promise<{ texts: string[] }[]> {
  const workbook = await openWorkbook(bufferSource(typeof file === 'string' ? readFileSync(file) : Buffer.from(file)), {
    isHeader: () => true,
  })
  const rows: { texts: string[] }[] = []
  for await (const batch of workbook.sheets[sheet]!.rows()) rows.push(...batch)
  return rows
}

/** Files of a folder with their paths, none where it is absent. */
export function filesIn(...parts: string[]): { name: string; path: string }[] {
  const folder = join(...parts)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .sort()
    .map((file) => ({ name: file.replace(/\.xlsx$/, ''), path: join(folder, file) }))
}
