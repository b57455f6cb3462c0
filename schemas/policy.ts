/** What an administrator edits and no code decides: places, categories, amounts (RULES, everything marked *(policy)*). */
import * as z from 'zod'
import { Category, County, Day, Division, Office } from './codes.ts'

export const Place = z.object({ code: Division, name: z.string() })
export type Place = z.infer<typeof Place>

export const CountyPlaces = Place.extend({ townships: z.array(Place) })
export type CountyPlaces = z.infer<typeof CountyPlaces>

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

export const Policy = z.object({
  /** Counted up by one with every change; kept with each outcome. */
  rev: z.int().positive(),
  province: z.string(),
  city: Place,
  counties: z.array(CountyPlaces),
  /** In the order in which the primary category is chosen. */
  categories: z.array(CategoryPolicy),
  /** The lowest contribution tier, in fen, from a year on. */
  tiers: z.array(z.object({ fromYear: z.int(), fen: z.int().positive(), toBeConfirmed: z.boolean().optional() })),
  amounts: z.array(AmountPolicy),
  /** A full list is held if it would end more than `percent` % and more than `persons` of the active listings. */
  held: z.object({ percent: z.number(), persons: z.int() }),
})
export type Policy = z.infer<typeof Policy>
