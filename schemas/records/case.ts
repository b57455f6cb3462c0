/** Cases and what answers say about them (docs/cases.md, docs/records.md#case). */
import * as z from 'zod'
import { BankResult, Choice, Day, Division, Finding, Instant, Outcome, Reason, Scheme } from '../codes.ts'
import { later } from '../later.ts'
import { Signature } from './account.ts'
import { PersonKey } from './keys.ts'

export { Choice }

export const CaseKind = z.enum(['contribution', 'claim'])
export type CaseKind = z.infer<typeof CaseKind>

export const Business = z.enum(['first-enrolment', 'renewal', 'claim'])
export type Business = z.infer<typeof Business>

export const CaseState = z.enum([
  'paid',
  'in-flight',
  'in-batch',
  'ended',
  'registered',
  'under-review',
  'waiting',
  'paused',
  'failed',
  'collecting',
  'ready',
])
export type CaseState = z.infer<typeof CaseState>

/** Codes, or a finding in the words of the form. */
export const Standing = later(() => z.object({ state: CaseState, reason: z.string().optional() }))
export type Standing = z.infer<typeof Standing>

export const CaseNumber = z.string().regex(/^\d{6}-\d{4}-\d{5,}$/)

/** A county's cases are one table, written anew by every close. */
export const CaseRow = later(() =>
  z.object({
    number: CaseNumber,
    key: PersonKey,
    kind: CaseKind,
    /** Of beginning; what a contribution is for. */
    year: z.int(),
    begunAt: Instant,
    business: Business.optional(),
    /** The last close of a contribution's year; of a claim, the last one. */
    close: Standing.extend({
      at: Instant,
      day: Day,
      /** The case is as it is since this day, on which an answer came, a decision was made, or a close first found it so. */
      since: Day,
      /** None where nobody of the county lists the person. */
      outcome: Outcome.optional(),
      outcomeReason: Reason.optional(),
      /** The township that its notice went to. */
      notified: Division.optional(),
      /** Somebody must act whatever the state: on a finding, or by confirming a settlement. */
      awaited: z.literal(true).optional(),
      /** Of papers without which the case is not ready, as long as they are not too old. */
      verifiedOn: Day.optional(),
      /** What it was, had the year's last payment day not passed. */
      beforeYearEnd: Standing.optional(),
    }),
  }),
)
export type CaseRow = z.infer<typeof CaseRow>

/** Answers are ordered by text: when the URL was asked for, the upload, the row. */
export const AnswerOrder = z.string().max(200)

const Answer = later(() => z.object({ order: AnswerOrder, case: CaseNumber, at: Instant, day: Day }))

export const MaterialsAnswer = later(() =>
  Answer.extend({
    collected: z.enum(['complete', 'incomplete', 'given-up']),
    isVerified: z.boolean(),
    finding: Finding.optional(),
    verifiedOn: Day.optional(),
  }),
)
export type MaterialsAnswer = z.infer<typeof MaterialsAnswer>

/** Characters; a person is one item, whose room is limited. */
export const GROUNDS = { least: 4, most: 200 } as const
/** Of a person in a county; whoever settles again and again finds no choice that fits any more. */
export const MOST_SETTLEMENTS = 100

export const Settlement = later(() =>
  Answer.extend({
    choice: Choice,
    /** The review that it settles. */
    reason: Reason.optional(),
    /** For `name`. */
    name: z.string().optional(),
    grounds: z.string(),
    by: Signature.optional(),
    /** What it was about: it stands while this is the same. */
    basis: z.object({
      names: z.array(z.string()).optional(),
      counties: z.array(z.string()).optional(),
      /** Whose row the county's register returned. */
      schemes: z.array(Scheme).optional(),
    }),
    /** Earlier ones for the same reason that an approved row rests on: they are not replaced. */
    keeps: z.array(AnswerOrder).optional(),
    /** For `withdraw`. */
    withdraws: AnswerOrder.optional(),
    /** A second person has to confirm before it takes effect. */
    waits: z.literal(true).optional(),
    confirmed: z.object({ at: Instant, by: Signature }).optional(),
  }),
)
export type Settlement = z.infer<typeof Settlement>

/** A row of an approved batch with its result in force. */
export const RowResult = later(() =>
  z.object({
    order: AnswerOrder,
    row: z.int().positive(),
    kind: CaseKind,
    year: z.int(),
    fen: z.int().nonnegative(),
    result: BankResult,
    /** 处理日期. */
    day: Day,
    /** On which the hub heard of it. */
    cameOn: Day.optional(),
    /** When the return's URL was asked for. */
    at: Instant,
    approvedAt: Instant,
    /** Settlements that stood at approval. */
    restsOn: z.array(AnswerOrder).optional(),
  }),
)
export type RowResult = z.infer<typeof RowResult>

/** Facts merge by their order; a batch's row has one result in force. */
export const CountyFacts = later(() =>
  z.object({
    materials: MaterialsAnswer.optional(),
    settlements: z.array(Settlement).optional(),
    results: z.record(z.string(), RowResult).optional(),
  }),
)
export type CountyFacts = z.infer<typeof CountyFacts>

/** What a unit line says that an answer brought. */
export const AnswerFact = later(() =>
  z.object({
    id: z.string(),
    county: z.string(),
    materials: MaterialsAnswer.optional(),
    settlement: Settlement.optional(),
    result: z.object({ batch: z.string(), ...RowResult.shape }).optional(),
  }),
)
export type AnswerFact = z.infer<typeof AnswerFact>
