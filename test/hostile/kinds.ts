/** Files made to exhaust whoever reads them: what they are put together from. */
import { idNumber } from '../../samples/id-number.ts'
import {
  relationships,
  rowsFile,
  styles,
  workbook,
  workbookFile,
  worksheet,
} from '../forms/incoming/sheet/workbook-file.ts'
import { SHEET } from './repeated.ts'

export interface Kind {
  readonly name: string
  readonly file: () => Buffer
  readonly gives: string
}

export const DAMAGED = 'file-unreadable: damaged'
export const TOO_MUCH = 'file-unreadable: too-much'
export const MB = 1024 * 1024
export const HEADINGS = ['县', '乡镇', '姓名', '身份证号码']
export const ID = idNumber('440222', '1960-01-31', 1)

export const inline = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
export const row = (...texts: string[]) => `<row>${texts.map(inline).join('')}</row>`
export const HEADER = row(...HEADINGS)
export const person = (name = '张三', id = ID) => row('始兴县', '太平镇', name, id)
export const list = (rows: string, items?: string, behind?: string) => rowsFile(HEADER + rows, items, behind)
export const csv = (...parts: (string | Buffer)[]) =>
  Buffer.concat([Buffer.from(`${HEADINGS.join(',')}\n`), ...parts.map((part) => Buffer.from(part as string))])
export const shared = (...indices: number[]) => `<row>${indices.map((i) => `<c t="s"><v>${i}</v></c>`).join('')}</row>`
export const items = (...texts: string[]) => texts.map((text) => `<si><t>${text}</t></si>`).join('')
export const placed = (id: string) => `<row>${inline('始兴县')}${inline('太平镇')}${inline('张三')}${id}</row>`
export const ids = (count: number) => Array.from({ length: count }, (_, i) => idNumber('440222', '1960-01-31', i + 1))

export function styled(formats: string): Buffer {
  return workbookFile({
    'xl/styles.xml': styles('<xf numFmtId="164"/>', formats),
    [SHEET]: worksheet(HEADER + person()),
  })
}

export function attributes(count: number, prefix = ''): string {
  return Array.from({ length: count }, (_, i) => ` ${prefix}a${i.toString(36)}="u"`).join('')
}

export function merges(refs: readonly string[]): string {
  return `<mergeCells>${refs.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
}

/** `E1:F1048576`, `G1:H1048576` and so on: two columns each. */
export function* columnPairs(): Generator<string> {
  for (let column = 4; column < 16_383; column += 2) yield `${letters(column)}3:${letters(column + 1)}1048576`
}

function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last
}

export function sheets(count: number, rows: string, behind = ''): Buffer {
  const all = Array.from({ length: count }, (_, i) => i + 1)
  return workbookFile({
    'xl/workbook.xml': workbook(all.map((i) => `<sheet name="${i}" r:id="rId${i}"/>`).join('')),
    'xl/_rels/workbook.xml.rels': relationships(
      ...all.map((i): [string, string, string] => [`rId${i}`, 'worksheet', `worksheets/sheet${i}.xml`]),
    ),
    ...Object.fromEntries(all.map((i) => [`xl/worksheets/sheet${i}.xml`, worksheet(rows, behind)])),
  })
}
