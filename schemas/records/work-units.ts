/** Shares of work for shards (docs/records.md#work-units). */
import * as z from 'zod'
import { County, Instant } from '../codes.ts'
import { later } from '../later.ts'

/** Each shard has a range of bytes. */
export const UnitObject = later(() =>
  z.object({
    key: z.string(),
    ranges: z.array(z.object({ shard: z.int(), start: z.int(), end: z.int() })),
  }),
)
export type UnitObject = z.infer<typeof UnitObject>

export const RegisterVersions = z.record(County, z.int().positive())

export const SentUnits = later(() =>
  UnitObject.extend({
    version: z.int().positive(),
    at: Instant.optional(),
    taken: UnitObject.optional(),
    registers: RegisterVersions.optional(),
  }),
)
export type SentUnits = z.infer<typeof SentUnits>
