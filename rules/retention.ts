/** What has ended (docs/retention.md). */
import type { EndingKind, Retention } from '../schemas/records/retention.ts'
import { isDone, isFailed, isInHand, type Upload } from '../schemas/records/upload.ts'
import { addDays, addMonths, endOf, lastDayOf, monthOf } from './deadlines/day-steps.ts'

export type EndsBefore = Readonly<Record<keyof Retention, string>>

/** What happened before these instants has been kept for its whole months. */
export function endsBefore(day: string, retention: Retention): EndsBefore {
  const beginOf = (months: number) => {
    const month = addMonths(monthOf(day), -months)
    const last = lastDayOf(month)
    const first = `${month}${day.slice(7)}` < last ? `${month}${day.slice(7)}` : last
    return new Date(endOf(addDays(first, -1))).toISOString()
  }
  const { audit, events, uploads, mails } = retention
  return { audit: beginOf(audit), events: beginOf(events), uploads: beginOf(uploads), mails: beginOf(mails) }
}

export interface StoredItem {
  readonly pk: string
  readonly sk: string
  /** Seconds. */
  readonly expires?: number | undefined
}

/** Of an item that says itself when it ends. */
export function expiredKind({ pk, sk, expires }: StoredItem, time: string): EndingKind | undefined {
  if (expires === undefined || expires * 1000 >= Date.parse(time)) return undefined
  if (sk.startsWith('SESSION#')) return 'sessions'
  if (pk.startsWith('INVITATION#')) return 'invitations'
  return pk.startsWith('TRIES#') ? 'tries' : 'expired'
}

export const isMail = ({ pk }: StoredItem): boolean => /^MAIL#\d/.test(pk)

export interface Needs {
  /** Uploads that the head of their roster names. */
  readonly placed: ReadonlySet<string>
  /** The last month that all counties concerned have submitted; until then one may be closed again. */
  readonly submitted: string | undefined
}

/** An old upload's objects end where no roster is made of them and its month, or a later one, is submitted. */
export function mayEnd(upload: Upload, { placed, submitted }: Needs): boolean {
  const { id, state, period, discarded, reading } = upload
  if (placed.has(id) || state === 'held') return false
  if (isInHand(upload)) return isFailed(upload) || discarded !== undefined || reading === undefined
  if (state !== 'accepted') return true
  return isDone(upload) && submitted !== undefined && submitted >= period
}
