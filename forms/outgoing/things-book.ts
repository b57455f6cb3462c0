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

/** More columns than these are as wide as what stands in them, as far as a page has room; in half characters. */
const SPARSE = 5
const [PLAIN, LEAST, ROOM] = [18, 10, 110]

function widthsOf(columns: number, shown: readonly Listed[]): readonly number[] {
  const each = Array.from({ length: columns }, (_, i) => i)
  if (columns <= SPARSE) return each.map(() => PLAIN)
  const widest = each.map((i) => shown.reduce((most, { cells }) => Math.max(most, halves(cells[i] ?? '') + 2), LEAST))
  const shrunk = Math.min(1, ROOM / widest.reduce((sum, width) => sum + width, 0))
  return widest.map((width) => Math.floor(width * shrunk))
}
const halves = (text: string) => [...text].reduce((sum, sign) => sum + (sign > '\u00ff' ? 2 : 1), 0)

/** Resolves once `out` has finished. */
export async function writeThings(out: Writable, { list, tab, shown, reportingOffice }: ThingsInput): Promise<void> {
  const widths = widthsOf(list.columns.length, shown)
  const columns: readonly ReportColumn<Listed>[] = [
    { heading: HEADINGS.number, width: 6, look: 'number', value: (_, number) => number },
    { heading: list.numbered, width: 26, look: 'centre', value: ({ number }) => number },
    ...list.columns.map(
      (column, i): ReportColumn<Listed> => ({
        heading: typeof column === 'string' ? column : column.number,
        width: widths[i] ?? PLAIN,
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
