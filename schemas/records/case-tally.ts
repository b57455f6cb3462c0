/** A county's open cases by whose turn they are, counted once a day (docs/records.md#case-tally). */
import * as z from 'zod'
import { Day, Division, Instant, Office } from '../codes.ts'
import { later } from '../later.ts'

export const TurnName = z.enum([
  'under-review',
  'transfer',
  'correct-list',
  'other-county',
  'failed',
  'paused',
  'waiting',
  'confirm',
  'unclear',
  'finding',
  // Asked for with a notice or a batch, or prepared by the agency itself.
  'collecting',
  'in-flight',
  'batches',
])
export type TurnName = z.infer<typeof TurnName>

const Counted = later(() =>
  z.object({
    cases: z.int().positive(),
    overdue: z.int().nonnegative(),
    /** The earliest last day. */
    until: Day,
  }),
)
export type Counted = z.infer<typeof Counted>

export const TurnCount = later(() => z.object({ what: TurnName, division: Division, office: Office, ...Counted.shape }))
export type TurnCount = z.infer<typeof TurnCount>

/** Whom a township visits: persons, whatever their cases are and however many notices have named them. */
export const Visits = later(() =>
  z.object({
    township: Division,
    persons: z.int().positive(),
    overdue: z.int().nonnegative(),
    /** The earliest last day. */
    until: Day,
  }),
)
export type Visits = z.infer<typeof Visits>

export const CaseTally = later(() =>
  z.object({
    county: Division,
    day: Day,
    at: Instant,
    turns: z.array(TurnCount),
    /** Of townships, with those that a notice has asked for: each once, however many notices have named it. */
    papers: Counted.optional(),
    /** By township; none where nobody is to be visited. */
    visits: z.array(Visits).optional(),
  }),
)
export type CaseTally = z.infer<typeof CaseTally>
