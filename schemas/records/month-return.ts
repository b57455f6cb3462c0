/** A division's return of a month, with every version that was submitted (docs/records.md#month-return). */
import * as z from 'zod'
import { Category, County, Day, Division, Instant, Outcome, Period } from '../codes.ts'
import { FreeText } from '../free-text.ts'
import { later } from '../later.ts'
import { Signature } from './account.ts'
import { FrozenTable } from './case-book.ts'
import { Counts } from './output.ts'

export const ReturnTable = later(() => z.union([Category, z.literal('total')]))
export type ReturnTable = z.infer<typeof ReturnTable>

/** What pictures count beside the return; whole numbers by age, or by days. */
export const BesideFigure = later(() =>
  z.object({
    /** Of the sponsored, those whom a register shows so. */
    posted: z.int(),
    /** Who has not claimed a pension, by age. */
    claimAges: z.record(z.string(), z.int()),
    /** Who was paid for in the year, by the days since the case began. */
    daysToPayment: z.record(z.string(), z.int()),
  }),
)
export type BesideFigure = z.infer<typeof BesideFigure>

/** Townships with nobody have no row. */
export const ReturnFigure = later(() =>
  z.object({
    table: ReturnTable,
    township: Division,
    counts: Counts,
    /** Of table `total`; figures that were drawn before pictures were have none. */
    beside: BesideFigure.optional(),
  }),
)
export type ReturnFigure = z.infer<typeof ReturnFigure>

/** What lists have said since of a month that was submitted (docs/cases.md#corrections). */
export const Correction = later(() =>
  z.object({
    /** Of the month that is corrected. */
    period: Period,
    version: z.int().positive(),
    tables: z.partialRecord(
      ReturnTable,
      z.object({
        submitted: z.int(),
        now: z.int(),
        added: z.int(),
        removed: z.int(),
        /** Persons more or fewer. */
        outcomes: z.partialRecord(Outcome, z.int()),
      }),
    ),
  }),
)
export type Correction = z.infer<typeof Correction>

/** What a close found. */
export const DrawnReturn = later(() =>
  z.object({
    run: z.string(),
    /** Of the determination. */
    day: Day,
    /** Of the close. */
    at: Instant,
    figures: FrozenTable,
    /** `<period>.<version>` of the last month that was submitted then, which the correction is about; blank for none. */
    follows: z.string().optional(),
    correction: Correction.optional(),
  }),
)
export type DrawnReturn = z.infer<typeof DrawnReturn>

/** What of a year's money does not tie out (docs/cases.md#against-the-register). */
export const MoneyFault = later(() =>
  z.object({
    year: z.int(),
    /** Rows that two registers do not show. */
    unposted: z.int().nonnegative(),
    /** Persons for whom somebody else has paid. */
    foreign: z.int().nonnegative(),
    /** Overdue, in fen. */
    shortfall: z.int().nonnegative(),
  }),
)
export type MoneyFault = z.infer<typeof MoneyFault>

export const ReturnVersion = later(() =>
  z.object({
    version: z.int().positive(),
    on: Day,
    at: Instant,
    by: Signature,
    explanation: z.string().optional(),
    faults: z.array(MoneyFault).optional(),
    /** A county's. */
    drawn: DrawnReturn.optional(),
    /** The city's: by county, the version that it sums up. */
    counties: z.record(County, z.int().positive()).optional(),
    sentBack: z.object({ by: Signature, on: Day, at: Instant, reason: z.string() }).optional(),
  }),
)
export type ReturnVersion = z.infer<typeof ReturnVersion>

export const ReturnState = z.enum(['open', 'closing', 'closed', 'submitted', 'sent-back'])
export type ReturnState = z.infer<typeof ReturnState>

export const MonthReturn = later(() =>
  z.object({
    division: Division,
    period: Period,
    /** The close that was asked for last, and when. */
    closing: z.string().optional(),
    closingAt: Instant.optional(),
    drawn: DrawnReturn.optional(),
    /** A list was taken back, on which closes asked for until then rest: nothing of them can be submitted. */
    undrawnAt: Instant.optional(),
    versions: z.array(ReturnVersion).default([]),
    /** The version that nobody has sent back. */
    standing: z.int().positive().optional(),
    acts: z.int().nonnegative().default(0),
    /** Acts whose files and letters are made. */
    carriedOut: z.int().nonnegative().default(0),
  }),
)
export type MonthReturn = z.infer<typeof MonthReturn>

/** A version is an item's part, and an item has room for so many. */
export const MOST_VERSIONS = 30

export function standingVersion({ versions, standing }: Pick<MonthReturn, 'versions' | 'standing'>) {
  return versions.find(({ version }) => version === standing)
}

/** That are looked back for one that is submitted. */
export const MONTHS_BEFORE = 24

/** The last month before that a division has submitted, in the text of `follows`. */
export const submittedBefore = (months: readonly MonthReturn[], period: string): MonthReturn | undefined =>
  months
    .filter((one) => one.period < period && one.standing !== undefined)
    .reduce<MonthReturn | undefined>((last, one) => (last && last.period > one.period ? last : one), undefined)

export const followsText = (before: MonthReturn | undefined): string =>
  before ? `${before.period}.${before.standing}` : ''

/** A person submits what they have seen: a close, or the counties' versions. */
export const SubmitRequest = later(() =>
  z.object({
    division: Division,
    period: Period,
    seen: z.string().min(1).max(1000),
    explanation: FreeText.optional(),
  }),
)
export type SubmitRequest = z.infer<typeof SubmitRequest>

export const SendBackRequest = later(() =>
  z.object({
    division: Division,
    period: Period,
    version: z.coerce.number().int().positive(),
    reason: FreeText.pipe(z.string().trim().min(4).max(200)),
  }),
)
export type SendBackRequest = z.infer<typeof SendBackRequest>

/** By county. */
export type VersionsSeen = Readonly<Record<string, number>>

export const versionsOf = (submitted: readonly MonthReturn[]): VersionsSeen =>
  Object.fromEntries(submitted.flatMap(({ division, standing }) => (standing ? [[division, standing]] : [])))

export const seenText = (versions: VersionsSeen): string =>
  Object.entries(versions)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([county, version]) => `${county}.${version}`)
    .join('-')
