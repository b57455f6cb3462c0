/** One schema an arrow: what stages say to each other. Keys and ids, never rows. */
import * as z from 'zod'
import { County, Day, Instant } from '../codes.ts'

/** What the inbox bucket says to intake (the part of an S3 event that is used). */
export const ObjectCreated = z.object({
  Records: z.array(
    z.object({
      eventName: z.string(),
      s3: z.object({ bucket: z.object({ name: z.string() }), object: z.object({ key: z.string(), size: z.int() }) }),
    }),
  ),
})
export type ObjectCreated = z.infer<typeof ObjectCreated>

/** A second person has confirmed a held list. */
export const HeldConfirmed = z.object({ type: z.literal('held.confirmed'), division: z.string(), upload: z.string() })
export type HeldConfirmed = z.infer<typeof HeldConfirmed>

/** A list is taken back by its office, or sent back by the second person: its record says which. */
export const ListWithdrawn = z.object({ type: z.literal('list.withdrawn'), division: z.string(), upload: z.string() })
export type ListWithdrawn = z.infer<typeof ListWithdrawn>

/** 零报告 for a full list: there is no file to arrive. */
export const NilReported = z.object({ type: z.literal('nil.reported'), division: z.string(), upload: z.string() })
export type NilReported = z.infer<typeof NilReported>

/** S3 says this once when the notification is set up. */
const S3Test = z.object({ Event: z.literal('s3:TestEvent') })
export const ToIntake = z.union([ObjectCreated, HeldConfirmed, ListWithdrawn, NilReported, S3Test])
export type ToIntake = z.infer<typeof ToIntake>

/** An object of unit lines (see formats/unit-lines) and where each shard's stand in it, in bytes. */
export const UnitObject = z.object({
  key: z.string(),
  ranges: z.array(z.object({ shard: z.int(), start: z.int(), end: z.int() })),
})
export type UnitObject = z.infer<typeof UnitObject>

/** By county the version of its register as of which lines say what it has of a person. */
export const RegisterVersions = z.record(County, z.int().positive())

/** The units of one revision of a roster, as the upload keeps them that caused it. */
export const SentUnits = UnitObject.extend({
  version: z.int().positive(),
  /** The time on the timeline, where it is not the request for the upload's URL. */
  at: Instant.optional(),
  /** What the registers say of whom the list began, beside its own lines. */
  taken: UnitObject.optional(),
  registers: RegisterVersions.optional(),
})
export type SentUnits = z.infer<typeof SentUnits>

const unit = {
  /** Where the lines of this shard stand. */
  key: z.string(),
  start: z.int(),
  end: z.int(),
  shard: z.int(),
  /** The determination day. */
  day: Day,
  /** When the change was asked for: the time on the timeline. */
  at: Instant,
}
/** Facts of one revision of a roster, for the persons of one shard. */
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
/** Persons of one shard to be decided again: a new day, a new policy, a county's first register. */
const DecideUnit = z.object({
  type: z.literal('decide'),
  ...unit,
  county: County,
  run: z.string(),
  registers: RegisterVersions.optional(),
})
export const ToMatch = z.discriminatedUnion('type', [FactsUnit, DecideUnit])
export type ToMatch = z.infer<typeof ToMatch>

/** The clock of the sweep; `all` where nothing can be under way: what is young is sent again too. */
export const ToSweep = z.object({ type: z.literal('sweep'), time: Instant, all: z.boolean().optional() })
export type ToSweep = z.infer<typeof ToSweep>

/** To the snapshot stage: the run to carry out or to go on with. */
export const ToSnapshot = z.object({ run: z.string(), county: County })
export type ToSnapshot = z.infer<typeof ToSnapshot>
