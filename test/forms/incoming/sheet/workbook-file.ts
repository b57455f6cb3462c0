/** Workbooks made by hand: the parts as a writer would leave them, each of which a test may replace. */
import { type PartOptions, zipFile } from './xlsx/zip-file.ts'

export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
export const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'

export const worksheet = (rows: string, behind = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="${MAIN}"><dimension ref="A1"/><sheetData>${rows}</sheetData>${behind}</worksheet>`
export const table = (items: string) => `<sst xmlns="${MAIN}">${items}</sst>`
export const styles = (xfs: string, formats = '') =>
  `<styleSheet xmlns="${MAIN}"><numFmts>${formats}</numFmts><cellStyleXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellStyleXfs><cellXfs>${xfs}</cellXfs></styleSheet>`
export const relationships = (...targets: [id: string, type: string, target: string][]) =>
  `<Relationships xmlns="${PACKAGE}">${targets
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`
export const workbook = (sheets: string, before = '') =>
  `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${before}<sheets>${sheets}</sheets></workbook>`

/** A workbook of one sheet; `undefined` leaves a part out. */
export function workbookFile(
  parts: Record<string, string | Uint8Array | undefined>,
  options: Record<string, PartOptions> = {},
): Buffer {
  const all: Record<string, string | Uint8Array | undefined> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': relationships(['rId1', 'officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': workbook('<sheet name="名单" sheetId="1" r:id="rId1"/>'),
    'xl/_rels/workbook.xml.rels': relationships(
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ...(parts['xl/sharedStrings.xml']
        ? [['rId2', 'sharedStrings', 'sharedStrings.xml'] as [string, string, string]]
        : []),
      ...(parts['xl/styles.xml'] ? [['rId3', 'styles', 'styles.xml'] as [string, string, string]] : []),
    ),
    ...parts,
  }
  const kept = Object.entries(all).filter((part): part is [string, string | Uint8Array] => part[1] !== undefined)
  return zipFile(Object.fromEntries(kept), options)
}

/** A workbook of one sheet of these rows (XML), with shared strings (XML) where there are. */
export const rowsFile = (rows: string, items?: string, behind?: string) =>
  workbookFile({
    'xl/worksheets/sheet1.xml': worksheet(rows, behind),
    ...(items === undefined ? {} : { 'xl/sharedStrings.xml': table(items) }),
  })
