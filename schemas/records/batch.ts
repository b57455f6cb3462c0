/** A batch of payments, from preparation to frozen rows (docs/records.md#batch). */
import * as z from 'zod'
import { BankResult, Category, County, Day, Division, Instant, Outcome, Period } from '../codes.ts'
import { FreeText } from '../free-text.ts'
import { later } from '../later.ts'
import { Signature } from './account.ts'
import { AnswerOrder, Business, CaseNumber } from './case.ts'
import { PersonKey } from './person.ts'

/** Amounts are in fen. */
export const BatchRow = later(() =>
  z.object({
    key: PersonKey,
    id: z.string(),
    name: z.string(),
    township: Division,
    category: Category,
    case: CaseNumber,
    business: Business,
    year: z.int(),
    fen: z.int().nonnegative(),
    phone: z.string().optional(),
    /** Settlements that stood at approval. */
    restsOn: z.array(AnswerOrder).optional(),
    /** The person's latest row of the kind in the county. */
    earlier: z.object({ batch: z.string(), year: z.int(), result: BankResult }).optional(),
    /** What other counties found or were answered. */
    elsewhere: z.array(z.object({ county: County, found: z.enum(['deceased', 'duplicate']) })).optional(),
  }),
)
export type BatchRow = z.infer<typeof BatchRow>

export const FrozenRows = later(() =>
  z.object({
    key: z.string(),
    sha256: z.string(),
    rows: z.int(),
    fen: z.int(),
    /** Rows without an amount. */
    claims: z.int().optional(),
  }),
)
export type FrozenRows = z.infer<typeof FrozenRows>

/** A row's result in force; rows without one are not in the table. */
export const AnsweredRow = later(() =>
  z.object({
    row: z.int().positive(),
    result: BankResult,
    day: Day,
    order: AnswerOrder,
  }),
)
export type AnsweredRow = z.infer<typeof AnsweredRow>

/** Of rows with an amount, in fen. */
const Sum = later(() => z.object({ rows: z.int(), fen: z.int() }))

export const BatchResults = later(() =>
  z.object({
    key: z.string(),
    sha256: z.string(),
    rows: z.int(),
    version: z.int().positive(),
    /** Rows of which the bank does not know yet. */
    unclear: z.int(),
    paid: Sum,
    failed: Sum,
  }),
)
export type BatchResults = z.infer<typeof BatchResults>

export const BatchState = z.enum(['preparing', 'empty', 'prepared', 'returned', 'approving', 'frozen', 'published'])
export type BatchState = z.infer<typeof BatchState>

export const ExclusionReason = later(() =>
  z.union([
    Outcome,
    z.enum([
      'unlisted',
      'elsewhere',
      'in-flight',
      'given-up',
      'paused',
      'failed',
      'collecting',
      'unpaid-at-year-end',
      'amount-changed',
    ]),
  ]),
)
export type ExclusionReason = z.infer<typeof ExclusionReason>

export const Excluded = later(() => z.object({ key: PersonKey, reason: ExclusionReason }))
export type Excluded = z.infer<typeof Excluded>

export const Batch = later(() =>
  z.object({
    id: z.string(),
    county: County,
    period: Period,
    run: z.string(),
    year: z.int(),
    day: Day,
    at: Instant,
    state: BatchState,
    preparedBy: Signature,
    approvedBy: Signature.optional(),
    /** On `day`. */
    approvedAt: Instant.optional(),
    /** By the hub itself where nobody signed. */
    returned: z
      .object({
        by: Signature.optional(),
        reason: z.string(),
        day: Day,
        /** By whoever had prepared it, and not by its second person. */
        withdrawn: z.literal(true).optional(),
      })
      .optional(),
    waitingFor: z.array(z.string()).optional(),
    prepared: FrozenRows.optional(),
    frozen: FrozenRows.optional(),
    results: BatchResults.optional(),
    /** When the rows and their claims were there. */
    frozenAt: Instant.optional(),
    /** The table was restored from a backup that did not know it. */
    foundAgain: z.literal(true).optional(),
    excluded: z
      .object({
        key: z.string(),
        sha256: z.string(),
        persons: z.int(),
        reason: z.partialRecord(ExclusionReason, z.int()),
      })
      .optional(),
  }),
)
export type Batch = z.infer<typeof Batch>

export const BatchRequest = later(() => z.object({ county: County, run: z.string().max(200) }))
export type BatchRequest = z.infer<typeof BatchRequest>

export const BatchReturn = later(() => z.object({ reason: FreeText.pipe(z.string().min(4).max(200)) }))
export type BatchReturn = z.infer<typeof BatchReturn>

export function isUnderWay({ state }: Pick<Batch, 'state'>): boolean {
  return state !== 'published' && state !== 'empty' && state !== 'returned'
}

/** After the year's last payment day pensions alone are claimed. */
export function hasContributions({ prepared }: Pick<Batch, 'prepared'>): boolean {
  return prepared !== undefined && prepared.rows > (prepared.claims ?? 0)
}

/** An empty batch that nobody was asked to approve gives its number to the next. */
export function tookNoNumber({ state, approvedBy }: Pick<Batch, 'state' | 'approvedBy'>): boolean {
  return state === 'empty' && approvedBy === undefined
}

/** No county is in the key, so no two counties can pay a person's year. A row that is done keeps its claim `approved`. */
export const PaymentClaim = later(() =>
  z.object({
    state: z.enum(['approved', 'failed', 'released']),
    county: County,
    batch: z.string(),
  }),
)
export type PaymentClaim = z.infer<typeof PaymentClaim>

/** What is claimed for a person: a year's contribution, or the pension. */
export type Claimed = number | 'benefit'
