/** Answers about statistics: what each picture counts. Amounts are in fen. */
import * as z from 'zod'
import { County, Division, Office, Outcome, Period, RowCode } from '../codes.ts'

const Covered = z.object({ insurable: z.int(), insured: z.int(), sponsored: z.int() })

/** Sums of the counties that have submitted the month. */
const CoverageMonth = Covered.extend({ period: Period, submitted: z.int(), rate: z.number().optional() })

/** A county, or a township of the county that is asked for. */
const PlaceShown = Covered.extend({
  place: Division,
  name: z.string(),
  /** Of its return; of a township, the county's. None: 未报. */
  version: z.int().optional(),
  rate: z.number().optional(),
})

const TownshipShown = Covered.extend({
  county: County,
  place: Division,
  name: z.string(),
  version: z.int(),
  rate: z.number().optional(),
})

/** From the close at which a case began to the bank's day; of persons still listed. */
const DaysShown = z.object({
  place: Division,
  name: z.string(),
  paid: z.int(),
  median: z.int().optional(),
  /** Nine in ten took no longer. */
  ninety: z.int().optional(),
})

/** Without `to`: and over. */
const AgeBand = z.object({ from: z.int(), to: z.int().optional(), count: z.int() })

const ReturnedShown = z.object({
  division: Division,
  office: Office,
  code: RowCode,
  rows: z.int(),
  /** Whose rows they are. */
  uploads: z.array(z.string()).readonly(),
})

export const MonthStage = z.enum(['lists', 'close', 'return', 'batch', 'bank', 'allocation'])
export type MonthStage = z.infer<typeof MonthStage>

/** Lists, one close, one return, batches, rows, fen: how many of how many. */
export const StagesShown = z.object({
  county: County,
  stages: z.array(z.object({ stage: MonthStage, part: z.int(), whole: z.int() })).readonly(),
})
export type StagesShown = z.infer<typeof StagesShown>

const StepShown = z.object({
  step: z.enum(['listed', 'insurable', 'insured', 'sponsored', 'posted']),
  persons: z.int(),
  lost: z.array(z.object({ outcome: Outcome, persons: z.int() })).readonly(),
})

const money = {
  approved: z.int(),
  requested: z.int(),
  allocated: z.int(),
  outstanding: z.int(),
  over: z.int(),
  paid: z.int(),
  failed: z.int(),
  inFlight: z.int(),
}

/** By the month whose lists it is for. */
const MoneyShown = z.object({ period: Period, ...money })
/** Of the month: a request, or a county's requests. */
const MoneyRow = z.object({ county: County, request: z.string().optional(), ...money })

const DueShown = z.object({ due: z.int(), onTime: z.int(), missing: z.int() })

const PunctualShown = z.object({
  division: Division,
  office: Office,
  phones: z.array(z.string()).readonly(),
  /** January to December. */
  months: z.array(DueShown).readonly(),
  year: DueShown,
})

export const StatisticsShown = z
  .object({
    division: Division,
    period: Period,
    /** To choose from, the latest first. */
    periods: z.array(Period).readonly(),
    /** Counties that are counted. */
    of: z.int(),
    /** Counties that have not submitted the month. */
    missing: z.array(Division).readonly(),
    coverage: z.array(CoverageMonth).readonly(),
    places: z.array(PlaceShown).readonly(),
    funnel: z.array(StepShown).readonly(),
    money: z.array(MoneyShown).readonly(),
    moneyRows: z.array(MoneyRow).readonly(),
    stages: z.array(StagesShown).readonly(),
    /** Of a city. */
    townships: z.array(TownshipShown).readonly(),
    /** None where a close of the month did not count it. */
    days: z.array(DaysShown).readonly().optional(),
    /** Who is 60 or over and has not claimed; none likewise. */
    claimAges: z.array(AgeBand).readonly().optional(),
    returned: z.array(ReturnedShown).readonly(),
    punctual: z.array(PunctualShown).readonly(),
  })
  .meta({ id: 'Statistics' })
export type StatisticsShown = z.infer<typeof StatisticsShown>
