/**
 * What an administrator edits and no code decides: places, categories, amounts (all that docs/rules.md marks as
 * policy).
 */
import * as z from 'zod'
import { BANK_RESULTS, BankResult, Category, County, Day, Division, Office } from '../codes.ts'

export const NamedDivision = z.object({ code: Division, name: z.string() })
export type NamedDivision = z.infer<typeof NamedDivision>

export const CountyDivisions = NamedDivision.extend({ townships: z.array(NamedDivision) })
export type CountyDivisions = z.infer<typeof CountyDivisions>

export const CategoryPolicy = z.object({
  code: Category,
  name: z.string(),
  /** Whose columns its lists have. */
  form: z.enum(['registered-poor', 'dibao', 'tekun', 'disabled']),
  office: Office,
  /** First and last day on which a listing in it counts; open where absent. */
  from: Day.optional(),
  until: Day.optional(),
})
export type CategoryPolicy = z.infer<typeof CategoryPolicy>

/** An amount in fen for the years from `fromYear` on, until a later row of the same county and category. */
const AmountPolicy = z.object({
  fromYear: z.int(),
  county: County.optional(),
  category: Category.optional(),
  fen: z.int().nonnegative(),
  /** The document that keeps an amount below the year's lowest tier for these groups. */
  document: z.string().optional(),
})

/** Where finance pays what a county requests. */
const Payee = z.object({ county: County, name: z.string(), bank: z.string(), account: z.string() })

/** The agency's bank knows these codes and no others until an administrator enters its own. */
const BANK_CODES = BANK_RESULTS.map((code) => ({ code: code as string, means: code }))

export const Policy = z.object({
  /** Counted up by one with every change; kept with each outcome. */
  version: z.int().positive(),
  province: z.string(),
  city: NamedDivision,
  counties: z.array(CountyDivisions),
  /** In the order in which the primary category is chosen. */
  categories: z.array(CategoryPolicy),
  /** The lowest contribution tier, in fen, from a year on. */
  tiers: z.array(z.object({ fromYear: z.int(), fen: z.int().positive(), toBeConfirmed: z.boolean().optional() })),
  amounts: z.array(AmountPolicy),
  /** A full list is held if it would end more than `percent` % and more than `persons` of the active listings. */
  held: z.object({ percent: z.number(), persons: z.int() }),
  /** What the bank's own result codes mean; one that is not among them is unclear. */
  bankCodes: z.array(z.object({ code: z.string(), means: BankResult })).default(BANK_CODES),
  /** A year's last payment day, where it is not 31 December. */
  lastPaymentDays: z.array(z.object({ year: z.int(), day: Day })).default([]),
  payees: z.array(Payee).default([]),
  /** Official names of offices that are not called by their place and the usual name. */
  officeNames: z.array(z.object({ division: Division, office: Office, name: z.string() })).default([]),
})
export type Policy = z.infer<typeof Policy>
