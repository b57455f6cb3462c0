/** Messages to the deadlines stage: a day has come, or an event needs a letter. */
import * as z from 'zod'
import { County, Day, Instant } from '../codes.ts'

const DayCame = z.object({ type: z.literal('day'), time: Instant })

const UploadSettled = z.object({ type: z.literal('upload.settled'), division: z.string(), upload: z.string() })

const UploadFailed = z.object({ type: z.literal('upload.failed'), division: z.string(), upload: z.string() })

const BatchPrepared = z.object({ type: z.literal('batch.prepared'), county: County, batch: z.string() })

const PersonsExcluded = z.object({ type: z.literal('batch.excluded'), county: County, batch: z.string() })

/** The day on which finance said so. */
const AllocationShort = z.object({
  type: z.literal('allocation.short'),
  county: County,
  batch: z.string(),
  fen: z.int().nonnegative(),
  on: Day,
})

export const LetterEvent = z.discriminatedUnion('type', [
  UploadSettled,
  UploadFailed,
  BatchPrepared,
  PersonsExcluded,
  AllocationShort,
])
export const LetterEventType = z.enum(LetterEvent.options.map(({ shape }) => shape.type.value))
export type LetterEvent = z.infer<typeof LetterEvent>

export const MailEvent = z.object({
  eventType: z.enum(['Bounce', 'Complaint', 'Reject']),
  mail: z.object({ headers: z.array(z.object({ name: z.string(), value: z.string() })) }),
  bounce: z.object({ bounceType: z.string() }).optional(),
})
export type MailEvent = z.infer<typeof MailEvent>

export const ToDeadlines = z.union([z.discriminatedUnion('type', [DayCame, ...LetterEvent.options]), MailEvent])
export type ToDeadlines = z.infer<typeof ToDeadlines>
