/** A CSV file as a workbook of one sheet (docs/rules.md#csv). */

import type { ByteSource, Row, Workbook } from '../sheet.ts'
import { CsvDamage, type CsvEncoding, csvBytes, csvEncoding } from './csv-encoding.ts'
import { CsvRecords } from './csv-records.ts'

const DELIMITERS = [',', ';', '\t']
const HEADER_ROWS = 50
const HEADER_BYTES = 1024 * 1024

/** `isHeader` finds the delimiter. @throws UnreadableFile */
export async function openCsv(source: ByteSource, isHeader: (texts: readonly string[]) => boolean): Promise<Workbook> {
  const encoding = await csvEncoding(source)
  const delimiter = await findDelimiter(source, encoding, isHeader)
  let endsOpen = false
  const rows = async function* (): AsyncGenerator<Row[]> {
    const records = new CsvRecords(delimiter)
    const damage = new CsvDamage()
    let count = 0
    const seen = (rows: Row[]) => {
      count += rows.length
      damage.see(rows)
      return rows
    }
    for await (const piece of csvBytes(source, encoding, damage))
      for (const some of records.push(piece)) yield seen(some)
    for (const some of records.finish()) yield seen(some)
    damage.judge(count)
    endsOpen = records.endsOpen
  }
  return {
    kind: 'csv',
    sheets: [{ name: '', hidden: false, rows }],
    get endsOpen() {
      return endsOpen
    },
  }
}

async function findDelimiter(
  source: ByteSource,
  encoding: CsvEncoding,
  isHeader: (texts: readonly string[]) => boolean,
): Promise<string> {
  const pieces: Uint8Array[] = []
  let length = 0
  for await (const piece of csvBytes(source, encoding)) {
    pieces.push(piece)
    length += piece.length
    if (length >= HEADER_BYTES) break
  }
  const head = Buffer.concat(pieces)
  const gives = (delimiter: string) => {
    const records = new CsvRecords(delimiter)
    for (const rows of [...records.push(head), ...(length < HEADER_BYTES ? records.finish() : [])]) {
      for (const { number, texts } of rows) {
        if (number > HEADER_ROWS) return false
        if (isHeader(texts)) return true
      }
    }
    return false
  }
  return DELIMITERS.find(gives) ?? ','
}
