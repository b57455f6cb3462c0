/** A process that reads returned rows out of their workbook: form and limit as a line of JSON, then the bytes, come in. */
import { bufferSource } from '../../../forms/incoming/sheet/bytes/source.ts'
import { openWorkbook } from '../../../forms/incoming/sheet/open.ts'
import { Kind } from '../../../forms/incoming/sheet/sheet.ts'
import { isHeaderOf, readTable } from '../../../forms/incoming/table.ts'
import { REASON_HEADING, ROW_HEADING } from '../../../forms/outgoing/returned.ts'
import { headingForm } from '../../../rules/rows/normalise.ts'
import { FORMS, type FormCode } from '../../../schemas/columns.ts'
import type { ReturnedRead, RowsAsked } from './read-returned.ts'

process.stdout.write(JSON.stringify(await reply()))

async function reply(): Promise<ReturnedRead> {
  const pieces: Buffer[] = []
  for await (const piece of process.stdin) pieces.push(piece)
  const all = Buffer.concat(pieces)
  const end = all.indexOf('\n')
  const { form: code, most } = JSON.parse(all.subarray(0, end).toString()) as RowsAsked
  const form = FORMS[code as FormCode]
  const workbook = await openWorkbook(bufferSource(all.subarray(end + 1)), { isHeader: isHeaderOf(form) })
  const read: { count: number; rows: ReturnedRead['rows'][number][] } = { count: 0, rows: [] }
  await readTable(workbook, form, ({ texts, kinds }, header) => {
    if (++read.count > most) return
    const headings = header.texts.map(headingForm)
    const beside = (heading: string) => texts[headings.lastIndexOf(heading)] ?? ''
    const cells = form.columns.map(({ use }, i) => {
      const at = header.at[i] ?? -1
      const isDay = use === 'date' || use === 'birthdate'
      return isDay && kinds[at] === Kind.number ? dayOf(texts[at] ?? '') : (texts[at] ?? '')
    })
    read.rows.push({ label: beside(ROW_HEADING), reason: beside(REASON_HEADING), cells })
  })
  return read
}

/** In text five digits are no date, so the serial of a day becomes the day. */
function dayOf(text: string): string {
  const serial = Number(text)
  if (!Number.isInteger(serial) || serial < 1 || serial >= 100_000) return text
  return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10)
}
