/** What an office owes, and what it has sent: computed from policy and calendar, never entered. */
import * as z from 'zod'
import { Day, Division, Instant, Office, Period, UploadState } from '../codes.ts'
import { FormName } from './upload.ts'

const owed = {
  /** The county, the city, or for a township its 9 digits. */
  division: Division,
  office: Office,
  /** `dibao-full`, `tekun-new`, `statistics`, `consolidated`, `materials`, `bank-return`, `allocation`. */
  form: FormName,
  /** The month that it is about: the one before the due month; for what was asked for, that of the notice or batch. */
  period: Period,
  /** A batch, a funding request or a materials notice (`440222-2018-05`), where several may be asked for in a month. */
  ref: z.string().optional(),
}

export const Obligation = z.object({
  /** `<division>/<office>/<form>/<period>[/<ref>]`: stays when the due day moves. */
  id: z.string(),
  ...owed,
  /** Until 24:00 in Asia/Shanghai. */
  due: Day,
  /** The due day's year is not published by the State Council yet. */
  provisional: z.boolean(),
})
export type Obligation = z.infer<typeof Obligation>

/** What one office asked of another: the start of a term in working days. */
export const OfficeRequest = z.object({
  ...owed,
  form: z.enum(['materials', 'bank-return', 'allocation']),
  ref: z.string().max(200),
  requestedOn: Day,
})
export type OfficeRequest = z.infer<typeof OfficeRequest>

/** That it has come. An allocation with what was allocated so far, in fen. */
export const Received = OfficeRequest.omit({ requestedOn: true }).extend({ fen: z.int().nonnegative().optional() })
export type Received = z.infer<typeof Received>

/** One that has not come. */
export interface OpenRequest extends OfficeRequest {
  readonly due: string
  readonly provisional: boolean
  readonly overdue: boolean
  /** Of an allocation, what was requested. */
  readonly fen?: number
}

/** What came in, in the state in which it is: `accepted` and `nil` (零报告) meet an obligation. */
export const Submission = z.object({
  ...owed,
  time: Instant,
  state: z.union([UploadState, z.literal('nil')]),
  /** The upload that it is; absent for what was said without one. */
  upload: z.string().optional(),
})
export type Submission = z.infer<typeof Submission>

/** How a year's days differ from plain weekdays. */
export const WorkYear = z.object({
  year: z.int(),
  /** By the State Council; otherwise computed from the statutory days. */
  published: z.boolean(),
  /** Mondays to Fridays off. */
  off: z.array(Day),
  /** Saturdays and Sundays worked. */
  work: z.array(Day),
})
export type WorkYear = z.infer<typeof WorkYear>

/** How an obligation stands at a point in time. */
export const Standing = z.object({
  obligation: Obligation,
  state: z.enum(['on-time', 'late', 'missing', 'open']),
  /** It was met by a nil return. */
  nil: z.boolean(),
  /** It is not met, but something has come and waits for a second person. */
  held: z.literal(true).optional(),
  /** When it was met. */
  at: Instant.optional(),
  /** Whole minutes, begun ones counted, from the deadline until it was met, or until now where it is missing. */
  lateMinutes: z.int().nonnegative(),
})
export type Standing = z.infer<typeof Standing>
