/** Large parts of small files: the same stretch of XML many times over, packed once. */
import { constants, deflateRawSync } from 'node:zlib'
import { MAIN, workbookFile } from '../forms/incoming/sheet/workbook-file.ts'

const CHUNK = 1024 * 1024

interface Packed {
  readonly bytes: Buffer
  readonly size: number
}

/** `head`, then `unit` as many times, then `tail`; `times` is made a multiple of what fits one stretch. */
export function repeated(head: string, unit: string, times: number, tail: string): Packed {
  const perChunk = Math.max(1, Math.floor(CHUNK / Buffer.byteLength(unit)))
  const chunks = Math.ceil(times / perChunk)
  const flushed = { finishFlush: constants.Z_FULL_FLUSH }
  // A fully flushed block ends on a byte and looks back at nothing: it can be repeated.
  const chunk = unit.repeat(perChunk)
  const packed = deflateRawSync(chunk, flushed)
  return {
    bytes: Buffer.concat([deflateRawSync(head, flushed), ...Array(chunks).fill(packed), deflateRawSync(tail)]),
    size: Buffer.byteLength(head) + Buffer.byteLength(chunk) * chunks + Buffer.byteLength(tail),
  }
}

/** A workbook with such a part. Its checksum is wrong, which is seen at its end only: it is refused before. */
export function fileWith(name: string, { bytes, size }: Packed, others: Record<string, string> = {}): Buffer {
  return workbookFile({ ...others, [name]: bytes }, { [name]: { stored: true, method: 8, size } })
}

export const SHEET = 'xl/worksheets/sheet1.xml'
export const STRINGS = 'xl/sharedStrings.xml'
export const sheetHead = `<worksheet xmlns="${MAIN}"><sheetData>`
export const sheetTail = '</sheetData></worksheet>'
export const tableHead = `<sst xmlns="${MAIN}">`
