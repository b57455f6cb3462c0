/** Names of persons whom a list ends, keeps and begins, for its second person. */

import type { Writable } from 'node:stream'
import type { EndingsShown } from '../../schemas/records/endings.ts'
import { periodLine } from '../../wording/dates.ts'
import { PERSONS_TITLES } from '../../wording/effect.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { newBook } from './book.ts'
import { type ReportColumn, valuesOf, writeTable } from './office-sheet.ts'
import { PERSON_COLUMNS } from './persons-book.ts'
import type { Printed } from './printed.ts'

export interface EndingsInput extends Printed {
  /** `低保对象全部名单`. */
  readonly list: string
  readonly endings: EndingsShown
  readonly townshipName: (code: string) => string
}

type Renumbered = EndingsShown['renumbered'][number]

const PAIRS: readonly ReportColumn<Renumbered>[] = [
  { heading: HEADINGS.number, width: 8, look: 'number', value: (_, number) => number },
  { heading: HEADINGS.name, width: 18, look: 'centre', value: ({ name }) => name },
  { heading: HEADINGS.formerId, width: 24, look: 'number', value: ({ kept }) => kept },
  { heading: HEADINGS.newId, width: 24, look: 'number', value: ({ came }) => came },
]

/** Resolves once `out` has finished. */
export async function writeEndings(out: Writable, input: EndingsInput): Promise<void> {
  const { endings, list, reportingOffice, period } = input
  const book = await newBook(out)
  const sheet = <Row>(name: string, columns: readonly ReportColumn<Row>[], rows: readonly Row[]) =>
    writeTable(
      book,
      { sheetName: name, title: `${list}：${name}`, reportingOffice, aside: periodLine(period), columns, none: '无' },
      rows.map((row, i) => valuesOf(columns, row, i + 1)),
    )
  const persons = (of: EndingsShown['ended']) =>
    of.flatMap(({ township, persons: own }) =>
      own.map(({ name, id, village }) => ({ township: input.townshipName(township), village, name, id })),
    )
  await sheet(PERSONS_TITLES.ended, PERSON_COLUMNS, persons(endings.ended))
  await sheet(PERSONS_TITLES.protected, PERSON_COLUMNS, persons(endings.protected))
  await sheet(PERSONS_TITLES.began, PERSON_COLUMNS, persons(endings.began))
  await sheet(PERSONS_TITLES.renumbered, PAIRS, endings.renumbered)
  await book.close()
}
