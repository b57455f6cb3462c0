/** Messages to webhooks: an event, a delivery to be tried, a look for what is due. */
import * as z from 'zod'
import { Division, Instant, Period } from '../codes.ts'
import { later } from '../later.ts'
import { AccountId } from '../records/account.ts'
import { FromBatch } from './batch-frozen.ts'

const UploadSettled = later(() =>
  z.object({
    type: z.literal('upload.settled'),
    division: z.string(),
    upload: z.string(),
    /** Tells new events from repeats. */
    state: z.string(),
  }),
)

const ReturnSubmitted = later(() =>
  z.object({
    type: z.literal('return.submitted'),
    division: Division,
    period: Period,
    version: z.int().positive(),
  }),
)

const Test = later(() => z.object({ type: z.literal('test'), webhook: AccountId, at: Instant }))

const Deliver = later(() => z.object({ type: z.literal('deliver'), webhook: AccountId, delivery: z.string() }))
export type Deliver = z.infer<typeof Deliver>

const Due = later(() => z.object({ type: z.literal('due'), time: Instant }))

/** What offices hear of; of batches the topic tells. */
export type Happened = z.infer<typeof UploadSettled> | z.infer<typeof ReturnSubmitted>

export const ToWebhooks = later(() =>
  z.discriminatedUnion('type', [UploadSettled, ReturnSubmitted, Test, Deliver, Due, ...FromBatch.options]),
)
export type ToWebhooks = z.infer<typeof ToWebhooks>
