/** Reads whole files in the tests: by the scanner, by saxes, and both held against each other. */
import { expect } from 'vitest'
import { bufferSource } from '../../../../forms/incoming/sheet/bytes/source.ts'
import { limited } from '../../../../forms/incoming/sheet/limits.ts'
import { openWorkbook } from '../../../../forms/incoming/sheet/open.ts'
import {
  type ByteSource,
  Kind,
  ReadAgain,
  type Row,
  UnreadableFile,
  type Workbook,
} from '../../../../forms/incoming/sheet/sheet.ts'
import { openXlsx } from '../../../../forms/incoming/sheet/xlsx/xlsx.ts'
import { readHere } from './read-here.ts'

export interface Reading {
  kind?: Workbook['kind']
  sheets?: { name: string; hidden: boolean; rows: Row[]; readAgain: boolean }[]
  /** The code, with the reason behind it. */
  refused?: string
}

/** A row with a name and an ID number is a header to these tests. */
export const isHeader = (texts: readonly string[]) => texts.includes('姓名') && texts.includes('身份证号码')

export const readFast = (source: ByteSource) => read(() => openWorkbook(source, { isHeader, apart: readHere }))
export const readSlow = (source: ByteSource) => read(async () => limited(await openXlsx(source, () => {}, true)))

async function read(open: () => Promise<Workbook>): Promise<Reading> {
  try {
    const { kind, sheets } = await open()
    const read: NonNullable<Reading['sheets']> = []
    for (const sheet of sheets) {
      const { name, hidden } = sheet
      let readAgain = false
      const gather = async () => {
        const rows: Row[] = []
        for await (const some of sheet.rows()) rows.push(...some)
        return rows
      }
      const rows = await gather().catch((error) => {
        if (!(error instanceof ReadAgain)) throw error
        readAgain = true
        return gather()
      })
      read.push({ name, hidden, rows, readAgain })
    }
    return { kind, sheets: read }
  } catch (error) {
    if (error instanceof UnreadableFile) return { refused: error.message }
    throw error
  }
}

/** Reads an .xlsx both ways and asserts that they agree. */
export async function readBoth(bytes: Uint8Array, piece?: number): Promise<Reading> {
  const fast = await readFast(bufferSource(bytes, piece))
  expect(await readSlow(bufferSource(bytes, piece))).toEqual(fast)
  return fast
}

const KIND_NAMES = Object.fromEntries(Object.entries(Kind).map(([name, kind]) => [kind, name]))

/** The rows of the first sheet as `number: text/kind | …`, filled cells named by their column number (0 is A). */
export async function cellsOf(bytes: Uint8Array): Promise<string[]> {
  const { sheets, refused } = await readBoth(bytes)
  if (!sheets) return [refused!]
  return sheets[0]!.rows.map(({ number, texts, kinds }) => {
    expect(kinds.length).toBe(texts.length)
    const cells = texts.map((text, column) =>
      kinds[column] === Kind.blank ? '' : `${column}=${text}/${KIND_NAMES[kinds[column]!]}`,
    )
    return `${number}: ${cells.filter((cell) => cell !== '').join(' | ')}`
  })
}

/** The texts of the first sheet's rows. */
export async function textsOf(reading: Promise<Reading>): Promise<string[][] | string> {
  const { sheets, refused } = await reading
  return sheets ? sheets[0]!.rows.map(({ texts }) => texts) : refused!
}
