/** All facts on a person, and the decisions (docs/records.md#person). */
import * as z from 'zod'
import { Benefit, Contribution, County, Day, Division, Enrolment, Instant, Outcome, Reason } from '../codes.ts'
import { later } from '../later.ts'
import { AnswerOrder, CountyFacts, MaterialsAnswer, RowResult, Settlement } from './case.ts'
import { PersonKey } from './keys.ts'

export { PersonKey }

export const Listing = later(() =>
  z.object({
    name: z.string(),
    township: Division,
    village: z.string().optional(),
    phone: z.string().optional(),
  }),
)
export type Listing = z.infer<typeof Listing>

/** Amounts are in fen; `year` is what 本年 meant then. */
export const RegisterRow = later(() =>
  z.object({
    name: z.string(),
    place: County,
    enrolment: Enrolment,
    since: Day.optional(),
    months: z.int().optional(),
    year: z.int(),
    contribution: Contribution,
    paid: z.int().optional(),
    benefit: Benefit,
    benefitFrom: z.string().optional(),
    benefitPaid: z.int().optional(),
    student: z.boolean().optional(),
  }),
)
export type RegisterRow = z.infer<typeof RegisterRow>

/** Facts merge so that repeats and disorder end alike. */
const ListingFact = later(() =>
  z.object({
    version: z.int().positive(),
    ended: z.literal(true).optional(),
    row: Listing.optional(),
    rowVersion: z.int().positive().optional(),
  }),
)
export type ListingFact = z.infer<typeof ListingFact>

export const RegisterState = later(() =>
  z.object({
    rows: z.record(z.string(), RegisterRow),
    /** As `440222#resident`. */
    rejectionFlags: z.array(z.string()),
    /** Counties whose register may have rows of the person that could not be read. */
    unread: z.array(County).optional(),
  }),
)
export type RegisterState = z.infer<typeof RegisterState>

export const Decision = later(() =>
  z.object({
    line: z.int().min(1).max(15),
    outcome: Outcome,
    reason: Reason.optional(),
    facts: z.array(z.string()),
    policy: z.int(),
    day: Day,
  }),
)
export type Decision = z.infer<typeof Decision>

export const Person = later(() =>
  z.object({
    key: PersonKey,
    id: z.string(),
    lists: z.record(z.string(), ListingFact),
    register: z.record(z.string(), RegisterRow),
    rejectionFlags: z.array(z.string()),
    taken: z.record(County, z.int().positive()),
    unread: z.record(County, z.int().positive()).optional(),
    decisions: z.record(County, Decision),
    /** What answers say, by county. */
    cases: z.record(County, CountyFacts).optional(),
  }),
)
export type Person = z.infer<typeof Person>

/** Values as they were before; null: there was none (docs/records.md#person). */
export const Undo = later(() =>
  z.object({
    lists: z.record(z.string(), ListingFact.nullable()).optional(),
    register: z.record(z.string(), RegisterRow.nullable()).optional(),
    rejectionFlags: Person.shape.rejectionFlags.optional(),
    unread: z.record(County, z.int().positive()).optional(),
    decisions: z.record(County, Decision.nullable()).optional(),
    cases: z
      .record(
        County,
        z.object({
          materials: MaterialsAnswer.nullable().optional(),
          settlements: z.record(AnswerOrder, Settlement.nullable()).optional(),
          results: z.record(z.string(), RowResult.nullable()).optional(),
        }),
      )
      .optional(),
  }),
)
export type Undo = z.infer<typeof Undo>

/** Repeats of an event fall on the same key. */
export const PersonEvent = later(() =>
  z.object({
    key: PersonKey,
    at: Instant,
    source: z.string(),
    /** On which the hub knew it. */
    day: Day,
    /** Events of a person are in this order, of one moment by `nth`. */
    mergedAt: Instant,
    nth: z.int().nonnegative(),
    upload: z.object({ division: Division, id: z.string() }).optional(),
    undo: Undo,
  }),
)
export type PersonEvent = z.infer<typeof PersonEvent>
