/** How long is kept what ends, and what a run has deleted (docs/retention.md). */
import * as z from 'zod'
import { Instant } from '../codes.ts'
import { later } from '../later.ts'

/** Months. */
export const LEAST_MONTHS = { audit: 6, events: 12, uploads: 12, mails: 6 } as const
export const MOST_MONTHS = 360
const THREE_YEARS = 36

const months = (least: number) => z.int().min(least).max(MOST_MONTHS).default(THREE_YEARS)

/** Months, set by administrators. */
export const Retention = later(() =>
  z.object({
    audit: months(LEAST_MONTHS.audit),
    events: months(LEAST_MONTHS.events),
    uploads: months(LEAST_MONTHS.uploads),
    mails: months(LEAST_MONTHS.mails),
  }),
)
export type Retention = z.infer<typeof Retention>

/** Of the others each item says itself when it ends. */
export const EndingKind = later(() =>
  z.enum([...Retention.keyof().options, 'rounds', 'copies', 'sessions', 'invitations', 'tries', 'expired']),
)
export type EndingKind = z.infer<typeof EndingKind>

export const RetentionRun = later(() =>
  z.object({
    time: Instant,
    deleted: z.partialRecord(EndingKind, z.int().positive()),
    /** Absent while the run is under way. */
    doneAt: Instant.optional(),
    /** More has ended than one run deletes. */
    isMore: z.boolean().optional(),
  }),
)
export type RetentionRun = z.infer<typeof RetentionRun>
