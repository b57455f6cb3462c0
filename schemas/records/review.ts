/** What an agency is shown of a case that it has to settle (docs/records.md#review). */
import * as z from 'zod'
import { Choice, County, Division } from '../codes.ts'
import { later } from '../later.ts'
import { CaseKind, CaseNumber, Standing } from './case.ts'
import { PersonKey } from './keys.ts'

/** What one county says of the person. */
export const ReviewSide = later(() =>
  z.object({
    county: County,
    /** Names on its lists. */
    listed: z.array(z.string()),
    /** Names in its register, of any scheme. */
    registered: z.array(z.string()),
    /** Its register enrols the person in the resident scheme. */
    isEnrolled: z.boolean(),
  }),
)
export type ReviewSide = z.infer<typeof ReviewSide>

export const Review = later(() =>
  z.object({
    number: CaseNumber,
    key: PersonKey,
    kind: CaseKind,
    standing: Standing,
    /** At the close. */
    choices: z.array(Choice),
    /** The county's own first. */
    sides: z.array(ReviewSide),
  }),
)
export type Review = z.infer<typeof Review>

/** Who had to be paid for in a year and was not. */
export const UnpaidRow = later(() =>
  z.object({
    number: CaseNumber,
    id: z.string(),
    name: z.string(),
    township: Division.optional(),
    village: z.string().optional(),
    phone: z.string().optional(),
    /** At the year's last close. */
    was: Standing,
  }),
)
export type UnpaidRow = z.infer<typeof UnpaidRow>
