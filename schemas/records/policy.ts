/** What administrators edit and no code decides (docs/records.md#policy). */
import * as z from 'zod'
import { BANK_RESULTS, BankResult, Category, County, Day, Division, Office } from '../codes.ts'
import { later } from '../later.ts'
import { Retention } from './retention.ts'
import { SignInPolicy } from './sign-in-policy.ts'

export const NamedDivision = later(() => z.object({ code: Division, name: z.string() }))
export type NamedDivision = z.infer<typeof NamedDivision>

export const CountyDivisions = later(() => NamedDivision.extend({ townships: z.array(NamedDivision) }))
export type CountyDivisions = z.infer<typeof CountyDivisions>

export const CategoryPolicy = later(() =>
  z.object({
    code: Category,
    name: z.string(),
    form: z.enum(['registered-poor', 'dibao', 'tekun', 'disabled']),
    office: Office,
    from: Day.optional(),
    until: Day.optional(),
  }),
)
export type CategoryPolicy = z.infer<typeof CategoryPolicy>

/** Fen from a year on, until a later row. */
const AmountPolicy = later(() =>
  z.object({
    fromYear: z.int(),
    county: County.optional(),
    category: Category.optional(),
    fen: z.int().nonnegative(),
    document: z.string().optional(),
  }),
)

const Payee = later(() => z.object({ county: County, name: z.string(), bank: z.string(), account: z.string() }))

export const MOST_VERIFIED_MONTHS = 36

export const CaseRules = later(() =>
  z.object({
    /** Every settlement waits for its second person. */
    secondPerson: z.boolean().default(false),
    /** How long a 复核日期 is good for. */
    verifiedMonths: z.int().min(1).max(MOST_VERIFIED_MONTHS).default(12),
  }),
)
export type CaseRules = z.infer<typeof CaseRules>

const BANK_CODES = BANK_RESULTS.map((code) => ({ code: code as string, means: code }))

export const Policy = later(() =>
  z.object({
    version: z.int().positive(),
    province: z.string(),
    city: NamedDivision,
    counties: z.array(CountyDivisions),
    /** The order decides the primary category. */
    categories: z.array(CategoryPolicy),
    tiers: z.array(z.object({ fromYear: z.int(), fen: z.int().positive(), toBeConfirmed: z.boolean().optional() })),
    amounts: z.array(AmountPolicy),
    held: z.object({ percent: z.number(), persons: z.int() }),
    bankCodes: z.array(z.object({ code: z.string(), means: BankResult })).default(BANK_CODES),
    lastPaymentDays: z.array(z.object({ year: z.int(), day: Day })).default([]),
    payees: z.array(Payee).default([]),
    officeNames: z.array(z.object({ division: Division, office: Office, name: z.string() })).default([]),
    retention: Retention.default(Retention.parse({})),
    cases: CaseRules.default(CaseRules.parse({})),
    signIn: SignInPolicy.default(SignInPolicy.parse({})),
  }),
)
export type Policy = z.infer<typeof Policy>
