/**
 * A batch of payments, from the first person's list to the frozen rows that bank and finance get
 * (docs/rules.md#cases-and-payment).
 */
import * as z from 'zod'
import { Category, County, Day, Division, Instant, Outcome, Period, SignedBy } from '../codes.ts'
import { PersonKey } from './person.ts'

/** One person in a batch. Amounts in fen; a benefit claim has 0. */
export const BatchRow = z.object({
  key: PersonKey,
  id: z.string(),
  name: z.string(),
  township: Division,
  category: Category,
  business: z.enum(['first-enrolment', 'renewal', 'claim']),
  year: z.int(),
  fen: z.int().nonnegative(),
  phone: z.string().optional(),
})
export type BatchRow = z.infer<typeof BatchRow>

/** Rows in an object (gzipped NDJSON), with their control totals. */
export const FrozenRows = z.object({ key: z.string(), sha256: z.string(), rows: z.int(), fen: z.int() })
export type FrozenRows = z.infer<typeof FrozenRows>

export const BatchState = z.enum(['preparing', 'empty', 'prepared', 'returned', 'approving', 'frozen', 'published'])
export type BatchState = z.infer<typeof BatchState>

/** Why a person who was prepared is not in the batch that was approved. */
export const ExclusionReason = z.union([Outcome, z.enum(['unlisted', 'in-flight', 'amount-changed'])])
export type ExclusionReason = z.infer<typeof ExclusionReason>

export const Excluded = z.object({ key: PersonKey, reason: ExclusionReason })
export type Excluded = z.infer<typeof Excluded>

export const Batch = z.object({
  /** The batch number: `440222-2018-001`. */
  id: z.string(),
  county: County,
  period: Period,
  /** The closed period's snapshot that it is prepared from. */
  run: z.string(),
  year: z.int(),
  /** The determination day of the approval. */
  day: Day,
  at: Instant,
  state: BatchState,
  preparedBy: z.string(),
  approvedBy: z.string().optional(),
  /** Sent back instead of being approved: nobody in it is paid by it. */
  returned: z.object({ by: z.string(), reason: z.string(), day: Day }).optional(),
  /** Uploads that are accepted and not matched yet: it goes on when they are. */
  waitingFor: z.array(z.string()).optional(),
  prepared: FrozenRows.optional(),
  frozen: FrozenRows.optional(),
  /** Who dropped out between the two: counts by reason; the persons stand in an object of their own. The agency is told. */
  excluded: z
    .object({
      key: z.string(),
      sha256: z.string(),
      persons: z.int(),
      reason: z.partialRecord(ExclusionReason, z.int()),
    })
    .optional(),
})
export type Batch = z.infer<typeof Batch>

export const BatchRequest = z.object({ county: County, run: z.string().max(200), by: SignedBy })
export type BatchRequest = z.infer<typeof BatchRequest>

/** Why a batch is sent back, for the one who prepared it. */
export const BatchReturn = z.object({ by: SignedBy, reason: z.string().trim().min(4).max(200) })
export type BatchReturn = z.infer<typeof BatchReturn>

/** Neither sent nor sent back, nor found to be empty. */
export function isUnderWay({ state }: Pick<Batch, 'state'>): boolean {
  return state !== 'published' && state !== 'empty' && state !== 'returned'
}

/** Found to be empty before anybody was asked to approve it: its number is the next batch's. */
export function tookNoNumber({ state, approvedBy }: Pick<Batch, 'state' | 'approvedBy'>): boolean {
  return state === 'empty' && approvedBy === undefined
}

export const ToBatch = z.object({ type: z.enum(['prepare', 'approve']), county: County, batch: z.string() })
export type ToBatch = z.infer<typeof ToBatch>

/**
 * The claim of a person's payment for a year: `<h>` / `PAY#<year>`, no county in the key, so that every payment of
 * every county passes through it. Absent, released or failed -> approved (by one batch) -> paid or failed.
 */
export const PaymentClaim = z.object({
  state: z.enum(['approved', 'paid', 'failed', 'released']),
  county: County,
  batch: z.string(),
})
export type PaymentClaim = z.infer<typeof PaymentClaim>
