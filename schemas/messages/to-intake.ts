/** To intake, from the inbox, web and the sweep. */
import * as z from 'zod'
import { later } from '../later.ts'

export const ObjectCreated = later(() =>
  z.object({
    Records: z.array(
      z.object({
        eventName: z.string(),
        s3: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string(), size: z.int() }) }),
      }),
    ),
  }),
)
export type ObjectCreated = z.infer<typeof ObjectCreated>

export const HeldConfirmed = later(() =>
  z.object({ type: z.literal('held.confirmed'), division: z.string(), upload: z.string() }),
)
export type HeldConfirmed = z.infer<typeof HeldConfirmed>

export const ListWithdrawn = later(() =>
  z.object({ type: z.literal('list.withdrawn'), division: z.string(), upload: z.string() }),
)
export type ListWithdrawn = z.infer<typeof ListWithdrawn>

export const NilReported = later(() =>
  z.object({ type: z.literal('nil.reported'), division: z.string(), upload: z.string() }),
)
export type NilReported = z.infer<typeof NilReported>

/** S3 sends this once when the notification is set up. */
const S3Test = later(() => z.object({ Event: z.literal('s3:TestEvent') }))
export const ToIntake = later(() => z.union([ObjectCreated, HeldConfirmed, ListWithdrawn, NilReported, S3Test]))
export type ToIntake = z.infer<typeof ToIntake>
