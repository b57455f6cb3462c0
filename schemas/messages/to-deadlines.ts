/** What the deadlines stage is told: that a day has come, or that something happened of which a letter tells. */
import * as z from 'zod'
import { County, Day, Instant } from '../codes.ts'

/** By the schedule, once a day. */
const DayCame = z.object({ type: z.literal('day'), time: Instant })

/** An upload is accepted, held or refused: its sender is told. */
const UploadSettled = z.object({ type: z.literal('upload.settled'), division: z.string(), upload: z.string() })

/** An upload was given up: its sender is told. */
const UploadFailed = z.object({ type: z.literal('upload.failed'), division: z.string(), upload: z.string() })

/** A batch waits for its second person. */
const BatchPrepared = z.object({ type: z.literal('batch.prepared'), county: County, batch: z.string() })

/** A batch is approved without some of whom it was prepared for. */
const PersonsExcluded = z.object({ type: z.literal('batch.excluded'), county: County, batch: z.string() })

/** Finance allocated less than a batch's funding request asks for; the day on which it said so. */
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

/** What SES says later of a mail that it had taken: the part of an event that is used. */
export const MailEvent = z.object({
  eventType: z.enum(['Bounce', 'Complaint', 'Reject']),
  mail: z.object({ headers: z.array(z.object({ name: z.string(), value: z.string() })) }),
  bounce: z.object({ bounceType: z.string() }).optional(),
})
export type MailEvent = z.infer<typeof MailEvent>

export const ToDeadlines = z.union([
  z.discriminatedUnion('type', [DayCame, UploadSettled, UploadFailed, BatchPrepared, PersonsExcluded, AllocationShort]),
  MailEvent,
])
export type ToDeadlines = z.infer<typeof ToDeadlines>
