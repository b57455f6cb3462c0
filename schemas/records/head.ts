/** A roster's lists in order (docs/records.md#head). */
import * as z from 'zod'
import { HeldReason, Instant, ListMode } from '../codes.ts'
import { later } from '../later.ts'
import { SentUnits, UnitObject } from './work-units.ts'

export const PlacedList = later(() =>
  z.object({
    sequence: z.int().positive(),
    upload: z.string(),
    mode: ListMode.default('full'),
    at: Instant.optional(),
    before: z.string().optional(),
    held: z.boolean(),
    confirmed: z.boolean(),
    overtaken: z.literal(true).optional(),
  }),
)
export type PlacedList = z.infer<typeof PlacedList>

/** Units that may not have been sent go again. */
export const PendingChange = later(() =>
  z.object({
    version: z.int().positive(),
    upload: z.string(),
    states: z.array(
      z.object({
        upload: z.string(),
        state: z.enum(['accepted', 'held', 'withdrawn']),
        wouldEnd: z.object({ active: z.int(), ended: z.int() }).optional(),
        heldFor: z.array(HeldReason).optional(),
        effect: z.object({ began: z.int(), kept: z.int(), ended: z.int(), protected: z.int() }).optional(),
        endingsKey: z.string().optional(),
        overtaken: z.boolean().optional(),
        notifies: z.enum(['first', 'again', 'change']).optional(),
      }),
    ),
    at: Instant.optional(),
    before: z.string().optional(),
    /** A register's lines depend on who is listed then. */
    units: UnitObject.optional(),
    sent: SentUnits.omit({ version: true }).optional(),
    gone: z.array(z.string()).optional(),
    firstRegister: z.boolean(),
  }),
)
export type PendingChange = z.infer<typeof PendingChange>

export const Head = later(() =>
  z.object({
    head: z.string(),
    issued: z.int().nonnegative(),
    version: z.int().nonnegative(),
    roster: z.string().optional(),
    lists: z.array(PlacedList),
    forgotten: z.int().nonnegative().optional(),
    pending: PendingChange.optional(),
    /** Former rosters, for readers of an earlier head. */
    left: z.array(z.string()).optional(),
    missed: z.array(z.string()).optional(),
    unread: z.array(z.string()).optional(),
  }),
)
export type Head = z.infer<typeof Head>
