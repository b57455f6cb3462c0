/** To match, in order within a shard. */
import * as z from 'zod'
import { County, Day, Instant } from '../codes.ts'
import { later } from '../later.ts'
import { RegisterVersions } from '../records/work-units.ts'

const unit = {
  key: z.string(),
  start: z.int(),
  end: z.int(),
  shard: z.int(),
  day: Day,
  at: Instant,
}
export const FactsUnit = later(() =>
  z.object({
    type: z.literal('facts'),
    ...unit,
    head: z.string(),
    version: z.int(),
    division: z.string(),
    upload: z.string(),
    /** Where the hub was told which day it is. */
    playedOn: Day.optional(),
    taken: z.object({ key: z.string(), start: z.int(), end: z.int() }).optional(),
    registers: RegisterVersions.optional(),
  }),
)
export type FactsUnit = z.infer<typeof FactsUnit>
const DecideUnit = later(() =>
  z.object({
    type: z.literal('decide'),
    ...unit,
    county: County,
    run: z.string(),
    registers: RegisterVersions.optional(),
  }),
)
export const ToMatch = later(() => z.discriminatedUnion('type', [FactsUnit, DecideUnit]))
export type ToMatch = z.infer<typeof ToMatch>
