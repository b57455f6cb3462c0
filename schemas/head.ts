/** The head of a roster: which lists it is made of, in their order, and what is under way. */
import * as z from 'zod'
import { UnitObject } from './messages.ts'

/** A list that was folded into the roster. */
export const PlacedList = z.object({
  gen: z.int().positive(),
  upload: z.string(),
  /** The roster's object before this list; absent for an empty one. */
  before: z.string().optional(),
  held: z.boolean(),
  confirmed: z.boolean(),
})
export type PlacedList = z.infer<typeof PlacedList>

/** A change of the roster whose units are perhaps not sent yet: whoever finds it sends them (again). */
export const PendingChange = z.object({
  rev: z.int().positive(),
  /** The upload that caused it. */
  upload: z.string(),
  /** Uploads whose state it settles or mends: its own, and a list that is held, or held no longer, because of it. */
  states: z.array(
    z.object({
      upload: z.string(),
      state: z.enum(['accepted', 'held']),
      wouldEnd: z.object({ active: z.int(), ended: z.int() }).optional(),
      overtaken: z.boolean().optional(),
    }),
  ),
  /** The unit object; absent where nobody changes. */
  units: UnitObject.optional(),
  /** The county's first register: everyone whom the county lists is decided again. */
  firstRegister: z.boolean(),
})
export type PendingChange = z.infer<typeof PendingChange>

export const Head = z.object({
  /** `440222#dibao`, `440222#register`. */
  head: z.string(),
  /** The last `gen` handed out. */
  issued: z.int().nonnegative(),
  /** Counted up with every change of the roster: the order of facts. */
  rev: z.int().nonnegative(),
  roster: z.string().optional(),
  /** By gen, the latest last; the earliest are forgotten after a while. */
  lists: z.array(PlacedList),
  pending: PendingChange.optional(),
})
export type Head = z.infer<typeof Head>
