/** The files of `npm run notices`: the uploads that are played, and the notices that went out. */
import { inferSchema, initParser } from 'udsv'
import type { Notice } from '../schemas/notice.ts'
import { Submission } from '../schemas/obligation.ts'
import { csvLine } from './csv.ts'

const HEADER = ['time', 'division', 'office', 'form', 'period', 'state'] as const

/**
 * `time,division,office,form,period,state`, a header first. A time without an offset is in Asia/Shanghai; the state is
 * an upload's, or `nil` for a nil return.
 *
 * @throws Error that names the line
 */
export function readUploads(text: string): Submission[] {
  const csv = `${text.replace(/^\uFEFF/, '').trim()}\n`
  if (csv === '\n') return []
  const [header, ...lines] = initParser(inferSchema(csv, { header: () => [] })).stringArrs(csv) as string[][]
  const at = HEADER.map((name) => header!.indexOf(name))
  if (at.includes(-1)) throw new Error(`uploads: the first line has to name ${HEADER.join(', ')}`)
  return lines.map((cells, i) => {
    const [time = '', division, office, form, period, state] = at.map((column) => cells[column]?.trim())
    const parsed = Submission.safeParse({ time: instantOf(time), division, office, form, period, state })
    if (!parsed.success) {
      const what = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ')
      throw new Error(`uploads: line ${i + 2} has no valid ${what}`)
    }
    return parsed.data
  })
}

function instantOf(time: string): string | undefined {
  const spelled = time.replace(' ', 'T')
  const ms = Date.parse(
    /(?:Z|[+-]\d\d:?\d\d)$/i.test(spelled) ? spelled : `${spelled}${spelled.includes('T') ? '' : 'T00:00'}+08:00`,
  )
  return Number.isNaN(ms) ? undefined : new Date(ms).toISOString()
}

/** `date,recipient_office,division,kind,form,period`; the division is the one of the office that owes. */
export function noticesCsv(notices: readonly Notice[]): string {
  const lines = notices.map(({ day, to, kind, obligation: o }) =>
    csvLine([day, to.office, o.division, kind, o.form, o.period]),
  )
  return csvLine(['date', 'recipient_office', 'division', 'kind', 'form', 'period']) + lines.sort().join('')
}
