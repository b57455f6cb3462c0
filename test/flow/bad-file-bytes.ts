/** Whole files that no list can be read from, or that seem larger than they are. */
import { constants, deflateRawSync } from 'node:zlib'
import { workbookFile, worksheet } from '../forms/incoming/sheet/workbook-file.ts'
import { type PartOptions, zipFile } from '../forms/incoming/sheet/xlsx/zip-file.ts'

const MB = 1024 ** 2
const SHEET = 'xl/worksheets/sheet1.xml'

/** A compound file (MS-CFB) whose directory, in its first sector, names up to three streams. */
export function compoundFile(...streams: string[]): Buffer {
  const file = Buffer.alloc(512 * 3)
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(file)
  file.writeUInt16LE(9, 30)
  file.writeUInt32LE(0, 48)
  // The allocation table is sector 1: the directory ends where it begins.
  file.fill(0xff, 68, 512)
  file.writeUInt32LE(1, 76)
  file.writeUInt32LE(0xfffffffe, 1024)
  ;['Root Entry', ...streams].forEach((name, index) => {
    file.write(name, 512 + index * 128, 'utf16le')
    file.writeUInt16LE(name.length * 2 + 2, 512 + index * 128 + 64)
    file[512 + index * 128 + 66] = index === 0 ? 5 : 2
  })
  return file
}

export const docx = () => zipFile({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<w:document/>' })

const inlineCell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
export const inlineRow = (cells: readonly string[]) => `<row>${cells.map(inlineCell).join('')}</row>`

/** A sheet of these rows (XML), and what the archive's directory says of it. */
export const sheetFile = (rows: string, options: PartOptions = {}) =>
  workbookFile({ [SHEET]: worksheet(rows) }, { [SHEET]: options })

/** A few MB that unpack to somewhat more than 3 GB of spaces, whatever size the directory declares. */
export function expandingFile(declared: number): Buffer {
  const head = `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`
  const begin = deflateRawSync(head, { finishFlush: constants.Z_FULL_FLUSH })
  // A fully flushed block ends on a byte and looks back at nothing: it can be repeated.
  const spaces = deflateRawSync(Buffer.alloc(16 * MB, ' '), { finishFlush: constants.Z_FULL_FLUSH })
  const content = Buffer.concat([begin, ...Array.from({ length: 194 }, () => spaces), Buffer.from([3, 0])])
  return workbookFile({ [SHEET]: content }, { [SHEET]: { stored: true, method: 8, size: declared } })
}

/** Rows (XML) and then ten million cells that have a format and nothing in them: what a painted empty area becomes. */
export const paintedFile = (rows: string) => sheetFile(rows + `<row>${'<c s="0"/>'.repeat(100)}</row>`.repeat(100_000))

/**
 * As many records as a sheet has rows, the last of them a person: a list that was numbered to the end of the sheet,
 * its county and township filled down.
 */
export function numberedToTheEnd(
  header: readonly string[],
  place: readonly string[],
  person: readonly string[],
): Buffer {
  const rest = `,${place.join(',')},,,\r\n`
  const lines = [`序号,${header.join(',')}\r\n`]
  for (let number = 1; number < 1_048_575; number++) lines.push(number + rest)
  lines.push(`1048575,${person.join(',')}\r\n`)
  return Buffer.from(lines.join(''))
}
