/** What the deadlines stage is told: that a day has come, or that something happened of which a letter tells. */
import { z } from 'zod'
import { County, Instant } from './codes.ts'

/** By the schedule, once a day. */
const DayCame = z.object({ type: z.literal('day'), time: Instant })

/** An upload is accepted, held or refused: its sender is told. */
const UploadSettled = z.object({ type: z.literal('upload.settled'), division: z.string(), upload: z.string() })

/** A batch waits for its second person. */
const BatchPrepared = z.object({ type: z.literal('batch.prepared'), county: County, batch: z.string() })

export const LetterEvent = z.discriminatedUnion('type', [UploadSettled, BatchPrepared])
export type LetterEvent = z.infer<typeof LetterEvent>

export const ToDeadlines = z.discriminatedUnion('type', [DayCame, UploadSettled, BatchPrepared])
export type ToDeadlines = z.infer<typeof ToDeadlines>
