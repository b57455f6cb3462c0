/** What a county's agency asks of finance, and what was allocated (docs/records.md#funding-request). */
import * as z from 'zod'
import { County, Day, Instant } from '../codes.ts'
import { later } from '../later.ts'
import { AnswerOrder } from './case.ts'

/** In fen; below 0 where an allocation is taken back. */
const Allocation = later(() => z.object({ fen: z.int(), day: Day, order: AnswerOrder.optional() }))

/** Amounts are in fen. */
export const FundingRequest = later(() =>
  z.object({
    /** A batch's number, or `440222-2018-S01`. */
    id: z.string(),
    county: County,
    /** 1, 2, 3 ... of a county. */
    sequence: z.int().positive(),
    year: z.int(),
    day: Day,
    at: Instant,
    /** Absent for a supplementary request. */
    batch: z.string().optional(),
    total: z.int().nonnegative(),
    netted: z.int(),
    requested: z.int().nonnegative(),
    /** By voucher. */
    allocations: z.record(z.string(), Allocation),
    /** Counts changes of the allocations. */
    version: z.int().nonnegative(),
  }),
)
export type FundingRequest = z.infer<typeof FundingRequest>

/** What finance is asked for; once it has heard of it, it stays. */
export const Asked = later(() => FundingRequest.pick({ total: true, netted: true, requested: true }))
export type Asked = z.infer<typeof Asked>
