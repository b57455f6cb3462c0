/** A person is one item: everything that decides about them, from every county and department. */
import * as z from 'zod'
import { Benefit, Contribution, County, Day, Division, Enrolment, Instant, Outcome, Reason } from '../codes.ts'

/** A person's key: 30 hex digits of a keyed hash of the ID number. Its first digit is the shard. */
export const PersonKey = z.string().regex(/^[0-9a-f]{30}$/)
export type PersonKey = z.infer<typeof PersonKey>

/** What a listing says of a person. `name` is in its normal form. */
export const Listing = z.object({
  name: z.string(),
  township: Division,
  village: z.string().optional(),
  phone: z.string().optional(),
})
export type Listing = z.infer<typeof Listing>

/** What a register row says of a person. Amounts in fen. `year` is the year that 本年 meant when it was sent. */
export const RegisterRow = z.object({
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
})
export type RegisterRow = z.infer<typeof RegisterRow>

/**
 * A listing of a person, merged so that repeats and disorder end alike: its state is of the latest revision of the
 * roster that spoke of it, its row of the latest that said what it says. An ended fact keeps its row, because a list
 * that arrives late can revive it; a fact without a row holds as soon as the row arrives.
 */
const ListingFact = z.object({
  version: z.int().positive(),
  ended: z.literal(true).optional(),
  row: Listing.optional(),
  rowRev: z.int().positive().optional(),
})
export type ListingFact = z.infer<typeof ListingFact>

/** What the registers say of a person, by `<county>#<scheme>`, and the counties where a row of the person was returned. */
export const RegisterState = z.object({
  rows: z.record(z.string(), RegisterRow),
  rejectionFlags: z.array(County),
})
export type RegisterState = z.infer<typeof RegisterState>

/** A decision for one county of listing, with what it rests on (docs/rules.md#determination). */
export const Decision = z.object({
  /** The line of the table in docs/rules.md#determination that decided. */
  line: z.int().min(1).max(15),
  outcome: Outcome,
  reason: Reason.optional(),
  /** Keys of the facts on this person that the line looked at, such as `lists.440222#dibao`. */
  facts: z.array(z.string()),
  policy: z.int(),
  /** The determination day of the decision; a later day that decides alike leaves it. */
  day: Day,
})
export type Decision = z.infer<typeof Decision>

export const Person = z.object({
  key: PersonKey,
  /** `''` until the first fact with a row has come. */
  id: z.string(),
  /** By `<county>#<category>`. */
  lists: z.record(z.string(), ListingFact),
  /** By `<county>#<scheme>`, the county being whose register it is. Whoever is on no list is not kept up to date. */
  register: z.record(z.string(), RegisterRow),
  /** Counties in whose latest register a row of this person was returned. */
  rejectionFlags: z.array(County),
  /** By county the version of its register as of which the person's rows were taken last, whether or not it has any. */
  taken: z.record(County, z.int().positive()),
  /** By county of listing. */
  decisions: z.record(County, Decision),
})
export type Person = z.infer<typeof Person>

/** One entry of a person's timeline: append-only, its key a function of its source. */
export const PersonEvent = z.object({
  key: PersonKey,
  at: Instant,
  /** The upload or request that caused it. */
  source: z.string(),
  facts: z.array(z.string()),
  decisions: z.record(County, z.object({ from: z.string().optional(), to: z.string().optional() })),
})
export type PersonEvent = z.infer<typeof PersonEvent>
