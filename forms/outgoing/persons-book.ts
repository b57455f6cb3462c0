/** Persons of a list by name, by township. */
import type { Writable } from 'node:stream'
import { HEADINGS } from '../../wording/headings.ts'
import { newBook } from './book.ts'
import { type ReportColumn, valuesOf, writeTable } from './office-sheet.ts'

export interface PrintedPerson {
  /** By name. */
  readonly township: string
  readonly village?: string | undefined
  readonly name: string
  readonly id: string
}

interface Stated extends PrintedPerson {
  readonly state?: string | undefined
  readonly outcome?: string | undefined
}

export const PERSON_COLUMNS: readonly ReportColumn<PrintedPerson>[] = [
  { heading: HEADINGS.number, width: 8, look: 'number', value: (_, number) => number },
  { heading: HEADINGS.township, width: 22, look: 'centre', value: ({ township }) => township },
  { heading: HEADINGS.village, width: 24, look: 'centre', value: ({ village }) => village },
  { heading: HEADINGS.name, width: 18, look: 'centre', value: ({ name }) => name },
  { heading: HEADINGS.id, width: 24, look: 'number', value: ({ id }) => id },
]
const STATE: ReportColumn<Stated> = { heading: HEADINGS.state, width: 14, look: 'centre', value: ({ state }) => state }
const OUTCOME: ReportColumn<Stated> = {
  ...{ heading: HEADINGS.outcome, width: 20, look: 'centre', value: ({ outcome }) => outcome },
}

export interface PersonsInput {
  readonly reportingOffice: string
  readonly sheetName: string
  readonly title: string
  /** At the right end, above the table. */
  readonly aside: string
  readonly persons: readonly Stated[]
}

/** Resolves once `out` has finished. States and outcomes have a column where anybody has one. */
export async function writePersons(out: Writable, { persons, ...form }: PersonsInput): Promise<void> {
  const columns = [
    ...PERSON_COLUMNS,
    ...(persons.some(({ state }) => state) ? [STATE] : []),
    ...(persons.some(({ outcome }) => outcome) ? [OUTCOME] : []),
  ]
  const book = await newBook(out)
  await writeTable(
    book,
    { ...form, columns, none: '无' },
    persons.map((row, i) => valuesOf(columns, row, i + 1)),
  )
  await book.close()
}
