/** Answers about a county's money (docs/cases.md#money); amounts are in fen. */
import * as z from 'zod'
import { County, Day, Division } from '../codes.ts'
import { FundingRequest } from '../records/funding-request.ts'

/** What a number of the reconciliation counts. */
export const MoneyLine = z.enum(['approved', 'paid', 'failed', 'in-flight', 'posted', 'unposted', 'foreign'])
export type MoneyLine = z.infer<typeof MoneyLine>

const Sum = z.object({ rows: z.int(), fen: z.int() })
const sums = { approved: Sum, paid: Sum, failed: Sum, inFlight: Sum }

export const RequestMoneyShown = FundingRequest.pick({
  id: true,
  county: true,
  year: true,
  day: true,
  batch: true,
  total: true,
  netted: true,
  requested: true,
  allocations: true,
})
  .extend({ allocated: z.int(), outstanding: z.int(), over: z.int(), due: Day, overdue: z.boolean() })
  .meta({ id: 'FundingRequest' })
export type RequestMoneyShown = z.infer<typeof RequestMoneyShown>

export const ReconciliationShown = z
  .object({
    county: County,
    year: z.int(),
    ...sums,
    requested: z.int(),
    netted: z.int(),
    allocated: z.int(),
    outstanding: z.int(),
    over: z.int(),
    surplus: z.int(),
    shortfall: z.int(),
    posted: z.int(),
    unposted: z.int(),
    /** Missing from two registers. */
    longUnposted: z.int(),
    foreign: z.int(),
    batches: z.array(z.object({ id: z.string(), ...sums })).readonly(),
    requests: z.array(RequestMoneyShown).readonly(),
  })
  .meta({ id: 'Reconciliation' })
export type ReconciliationShown = z.infer<typeof ReconciliationShown>

export const BalancesShown = z
  .object({
    division: Division,
    year: z.int(),
    /** With money. */
    years: z.array(z.int()).readonly(),
    rows: z
      .array(
        ReconciliationShown.pick({
          county: true,
          year: true,
          approved: true,
          paid: true,
          failed: true,
          inFlight: true,
          requested: true,
          netted: true,
          allocated: true,
          outstanding: true,
          over: true,
          surplus: true,
        }),
      )
      .readonly(),
  })
  .meta({ id: 'Balances' })

/** A batch as the bank has it. */
export const BankBatchShown = z
  .object({
    id: z.string(),
    day: Day,
    rows: z.int(),
    fen: z.int(),
    answered: z.int(),
    unclear: z.int(),
    due: Day,
    isOver: z.boolean(),
    isOverdue: z.boolean(),
  })
  .meta({ id: 'BankBatch' })
