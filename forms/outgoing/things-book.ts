/** A list of things as its page shows it. */
import type { Writable } from 'node:stream'
import { HEADINGS } from '../../wording/headings.ts'
import { TABS, type Tab, THING_WORDS } from '../../wording/things.ts'
import { newBook } from './book.ts'
import { type ReportColumn, valuesOf, writeTable } from './office-sheet.ts'

interface Listed {
  readonly number: string
  readonly cells: readonly string[]
  readonly state: { readonly words: string; readonly more?: string }
}

export interface ThingsInput {
  readonly reportingOffice: string
  readonly tab: Tab
  readonly list: {
    readonly name: string
    readonly numbered: string
    readonly stated: string
    readonly columns: readonly (string | { readonly number: string })[]
  }
  readonly shown: readonly Listed[]
}

/** Resolves once `out` has finished. */
export async function writeThings(out: Writable, { list, tab, shown, reportingOffice }: ThingsInput): Promise<void> {
  const columns: readonly ReportColumn<Listed>[] = [
    { heading: HEADINGS.number, width: 6, look: 'number', value: (_, number) => number },
    { heading: list.numbered, width: 26, look: 'centre', value: ({ number }) => number },
    ...list.columns.map(
      (column, i): ReportColumn<Listed> => ({
        heading: typeof column === 'string' ? column : column.number,
        width: 18,
        look: 'text',
        value: ({ cells }) => cells[i] ?? '',
      }),
    ),
    { heading: list.stated, width: 20, look: 'text', value: ({ state }) => state.words },
  ]
  const book = await newBook(out)
  await writeTable(
    book,
    {
      ...{ sheetName: list.name, title: list.name, reportingOffice, aside: TABS[tab], columns },
      none: THING_WORDS.none,
    },
    shown.map((row, i) => valuesOf(columns, row, i + 1)),
  )
  await book.close()
}
