/** Messages between stages carry keys and ids, never rows. */
import * as z from 'zod'
import { County, Day, Instant } from '../codes.ts'

export const ObjectCreated = z.object({
  Records: z.array(
    z.object({
      eventName: z.string(),
      s3: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string(), size: z.int() }) }),
    }),
  ),
})
export type ObjectCreated = z.infer<typeof ObjectCreated>

export const HeldConfirmed = z.object({ type: z.literal('held.confirmed'), division: z.string(), upload: z.string() })
export type HeldConfirmed = z.infer<typeof HeldConfirmed>

export const ListWithdrawn = z.object({ type: z.literal('list.withdrawn'), division: z.string(), upload: z.string() })
export type ListWithdrawn = z.infer<typeof ListWithdrawn>

export const NilReported = z.object({ type: z.literal('nil.reported'), division: z.string(), upload: z.string() })
export type NilReported = z.infer<typeof NilReported>

/** S3 sends this once when the notification is set up. */
const S3Test = z.object({ Event: z.literal('s3:TestEvent') })
export const ToIntake = z.union([ObjectCreated, HeldConfirmed, ListWithdrawn, NilReported, S3Test])
export type ToIntake = z.infer<typeof ToIntake>

/** Unit lines (formats/unit-lines.ts), with each shard's byte range. */
export const UnitObject = z.object({
  key: z.string(),
  ranges: z.array(z.object({ shard: z.int(), start: z.int(), end: z.int() })),
})
export type UnitObject = z.infer<typeof UnitObject>

export const RegisterVersions = z.record(County, z.int().positive())

/** Units of one roster version, kept to be sent again. */
export const SentUnits = UnitObject.extend({
  version: z.int().positive(),
  at: Instant.optional(),
  taken: UnitObject.optional(),
  registers: RegisterVersions.optional(),
})
export type SentUnits = z.infer<typeof SentUnits>

const unit = {
  key: z.string(),
  start: z.int(),
  end: z.int(),
  shard: z.int(),
  day: Day,
  at: Instant,
}
export const FactsUnit = z.object({
  type: z.literal('facts'),
  ...unit,
  head: z.string(),
  version: z.int(),
  division: z.string(),
  upload: z.string(),
  taken: z.object({ key: z.string(), start: z.int(), end: z.int() }).optional(),
  registers: RegisterVersions.optional(),
})
export type FactsUnit = z.infer<typeof FactsUnit>
const DecideUnit = z.object({
  type: z.literal('decide'),
  ...unit,
  county: County,
  run: z.string(),
  registers: RegisterVersions.optional(),
})
export const ToMatch = z.discriminatedUnion('type', [FactsUnit, DecideUnit])
export type ToMatch = z.infer<typeof ToMatch>

/** With `all` even young messages are sent again, which is safe only while nothing runs. */
export const ToSweep = z.object({ type: z.literal('sweep'), time: Instant, all: z.boolean().optional() })
export type ToSweep = z.infer<typeof ToSweep>

export const ToSnapshot = z.object({ run: z.string(), county: County })
export type ToSnapshot = z.infer<typeof ToSnapshot>
