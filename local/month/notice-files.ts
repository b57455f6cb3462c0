/** The files of `npm run notices`: the uploads that are played, and the notices that went out. */
import { CsvRecords } from '../../forms/incoming/sheet/csv/csv-records.ts'
import { Day } from '../../schemas/codes.ts'
import type { Notice } from '../../schemas/records/notice.ts'
import { Submission } from '../../schemas/records/obligation.ts'
import { csvLine } from '../hub/csv.ts'

const HEADER = ['time', 'division', 'office', 'form', 'period', 'state'] as const

/**
 * Columns: time (Asia/Shanghai without an offset), division, office, form, period, state (an upload's, or `nil`).
 * @throws naming the line
 */
export function readUploads(text: string): Submission[] {
  const records = new CsvRecords(',')
  const bytes = Buffer.from(text.replace(/^\uFEFF/, ''))
  const [header, ...lines] = [...records.push(bytes), ...records.finish()].flat()
  if (!header) return []
  const at = HEADER.map((name) => header.texts.findIndex((heading) => heading?.trim() === name))
  if (at.includes(-1)) throw new Error(`uploads: the first line has to name ${HEADER.join(', ')}`)
  return lines.map(({ number, texts }) => {
    const [time = '', division, office, form, period, state] = at.map((column) => texts[column]?.trim())
    const parsed = Submission.safeParse({ time: instantOf(time), division, office, form, period, state })
    if (!parsed.success) {
      const what = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')
      throw new Error(`uploads: line ${number} has no valid ${what}`)
    }
    return parsed.data
  })
}

const TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d:?\d\d)?)?$/i

function instantOf(time: string): string | undefined {
  const [, day, clock = '00:00', offset = '+08:00'] = TIME.exec(time) ?? []
  // `Date` takes 30 February for 2 March.
  const ms = Day.safeParse(day).success ? Date.parse(`${day}T${clock}${offset}`) : Number.NaN
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString()
}

/** The division is the owing office's; a notice sent twice would be two lines. */
export function noticesCsv(notices: readonly Notice[]): string {
  const first = new Map<string, string>()
  const lines = notices.flatMap(({ id, day, to, kind, obligation: o }) => {
    const line = csvLine([day, to.office, o.division, kind, o.form, o.period])
    if (!first.has(line)) first.set(line, id)
    return first.get(line) === id ? [line] : []
  })
  return csvLine(['date', 'recipient_office', 'division', 'kind', 'form', 'period']) + lines.sort().join('')
}
