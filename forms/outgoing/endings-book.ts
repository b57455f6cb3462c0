/** Whom a list ends, keeps and begins, by name, for its second person. */
import type { Writable } from 'node:stream'
import type { EndingsShown } from '../../schemas/records/endings.ts'
import { periodLine } from '../../wording/dates.ts'
import { newBook } from './book.ts'
import { type ReportColumn, valuesOf, writeTable } from './office-sheet.ts'
import type { Printed } from './printed.ts'

export interface EndingsInput extends Printed {
  /** `低保对象全部名单`. */
  readonly list: string
  readonly endings: EndingsShown
  readonly townshipName: (code: string) => string
}

interface Ended {
  readonly township: string
  readonly village: string | undefined
  readonly name: string
  readonly id: string
}
type Renumbered = EndingsShown['renumbered'][number]

const PERSONS: readonly ReportColumn<Ended>[] = [
  { heading: '序号', width: 8, look: 'number', value: (_, number) => number },
  { heading: '乡镇（街道）', width: 22, look: 'centre', value: ({ township }) => township },
  { heading: '村（居）', width: 24, look: 'centre', value: ({ village }) => village },
  { heading: '姓名', width: 18, look: 'centre', value: ({ name }) => name },
  { heading: '身份证号码', width: 24, look: 'number', value: ({ id }) => id },
]
const PAIRS: readonly ReportColumn<Renumbered>[] = [
  { heading: '序号', width: 8, look: 'number', value: (_, number) => number },
  { heading: '姓名', width: 18, look: 'centre', value: ({ name }) => name },
  { heading: '原身份证号码', width: 24, look: 'number', value: ({ kept }) => kept },
  { heading: '新身份证号码', width: 24, look: 'number', value: ({ came }) => came },
]

/** Resolves once `out` has finished. */
export async function writeEndings(out: Writable, input: EndingsInput): Promise<void> {
  const { endings, list, unit, period } = input
  const book = newBook(out)
  const sheet = <Row>(name: string, columns: readonly ReportColumn<Row>[], rows: readonly Row[]) =>
    writeTable(
      book,
      { sheetName: name, title: `${list}：${name}`, unit, aside: periodLine(period), columns, none: '无' },
      rows.map((row, i) => valuesOf(columns, row, i + 1)),
    )
  const persons = (of: EndingsShown['ended']) =>
    of.flatMap(({ township, persons: own }) =>
      own.map(({ name, id, village }) => ({ township: input.townshipName(township), village, name, id })),
    )
  await sheet('不再列入的人员', PERSONS, persons(endings.ended))
  await sheet('暂予保留的人员', PERSONS, persons(endings.protected))
  await sheet('新列入的人员', PERSONS, persons(endings.began))
  await sheet('同名换号的人员', PAIRS, endings.renumbered)
  await book.close()
}
