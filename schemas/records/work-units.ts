/** What shards are given to do, as objects of unit lines (docs/records.md#work-units). */
import * as z from 'zod'
import { County, Instant } from '../codes.ts'

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
