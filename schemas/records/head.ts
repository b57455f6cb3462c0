/** The head of a roster: which lists it is made of, in their order, and what is under way. */
import * as z from 'zod'
import { HeldReason, Instant, ListMode } from '../codes.ts'
import { SentUnits, UnitObject } from '../messages/messages.ts'

/** A list that was folded into the roster. */
export const PlacedList = z.object({
  sequence: z.int().positive(),
  upload: z.string(),
  /** `full` for a register. */
  mode: ListMode.default('full'),
  /** When it was first put into the roster. */
  at: Instant.optional(),
  /** The roster's object before this list; absent for an empty one. */
  before: z.string().optional(),
  /** Held once, it stays so until it is confirmed or taken out. */
  held: z.boolean(),
  confirmed: z.boolean(),
  /** A later full list had said already who is listed when it came. */
  overtaken: z.literal(true).optional(),
})
export type PlacedList = z.infer<typeof PlacedList>

/** A change of the roster whose units are perhaps not sent yet: whoever finds it sends them (again). */
export const PendingChange = z.object({
  version: z.int().positive(),
  /** The upload that caused it. */
  upload: z.string(),
  /** Uploads that it settles or mends: its own, and the later lists, which were folded again. */
  states: z.array(
    z.object({
      upload: z.string(),
      state: z.enum(['accepted', 'held', 'withdrawn']),
      wouldEnd: z.object({ active: z.int(), ended: z.int() }).optional(),
      heldFor: z.array(HeldReason).optional(),
      effect: z.object({ began: z.int(), kept: z.int(), ended: z.int(), protected: z.int() }).optional(),
      endingsKey: z.string().optional(),
      overtaken: z.boolean().optional(),
      /**
       * `first`: it is settled. `again`: its state is another one than before. `change`: only whom it ends is. Absent
       * where its sender knows all that matters: nobody is written to.
       */
      tells: z.enum(['first', 'again', 'change']).optional(),
    }),
  ),
  /** The time on the timeline, where it is not the request for the upload's URL. */
  at: Instant.optional(),
  /** The roster's object before this change; absent for an empty one. */
  before: z.string().optional(),
  /** The unit object; absent where nobody changes, and for a register, whose lines are of whoever is listed then. */
  units: UnitObject.optional(),
  /** What the shards are told, once it is known: that is read when the head has moved, and decided once. */
  sent: SentUnits.omit({ version: true }).optional(),
  /** Rosters that no head has named for some changes: they are deleted. */
  gone: z.array(z.string()).optional(),
  /** The county's first register, or its only one taken back: everyone whom the county lists is decided again. */
  firstRegister: z.boolean(),
})
export type PendingChange = z.infer<typeof PendingChange>

export const Head = z.object({
  /** `440222#dibao`, `440222#register`. */
  head: z.string(),
  /** The last `sequence` handed out. */
  issued: z.int().nonnegative(),
  /** Counted up with every change of the roster: the order of facts. */
  version: z.int().nonnegative(),
  roster: z.string().optional(),
  /** By sequence, the latest last; the earliest are forgotten after a while. */
  lists: z.array(PlacedList),
  /** The latest sequence that is forgotten: no list before it can be put in, confirmed or taken out. */
  forgotten: z.int().nonnegative().optional(),
  pending: PendingChange.optional(),
  /** Rosters that the latest changes have left behind, for who has read an earlier head and is still at work. */
  left: z.array(z.string()).optional(),
})
export type Head = z.infer<typeof Head>
