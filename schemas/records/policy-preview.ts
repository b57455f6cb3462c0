/** How many persons a draft of the policy would decide otherwise (docs/records.md#policy-preview). */
import * as z from 'zod'
import { County, Day, Instant, Outcome } from '../codes.ts'
import { later } from '../later.ts'

export const Shift = later(() =>
  z.object({
    /** None where the county’s lists would not count, or do not count now. */
    from: Outcome.optional(),
    to: Outcome.optional(),
    persons: z.int().positive(),
  }),
)
export type Shift = z.infer<typeof Shift>

export const PreviewedCounty = later(() =>
  z.object({
    county: County,
    state: z.enum(['waiting', 'counting', 'counted', 'uncounted']),
    /** On its lists. */
    persons: z.int().nonnegative(),
    looked: z.int().nonnegative(),
    /** The last person looked at: keys are gone through in their order. */
    upTo: z.string(),
    shifts: Shift.array(),
  }),
)
export type PreviewedCounty = z.infer<typeof PreviewedCounty>

export const PreviewRun = later(() =>
  z.object({
    draft: z.string(),
    /** The version in force that it is held against. */
    against: z.int().positive(),
    day: Day,
    at: Instant,
    counties: County.array(),
  }),
)
export type PreviewRun = z.infer<typeof PreviewRun>

export interface PolicyPreview extends PreviewRun {
  readonly of: readonly PreviewedCounty[]
}

export const isCounted = ({ of }: Pick<PolicyPreview, 'of'>): boolean =>
  of.every(({ state }) => state === 'counted' || state === 'uncounted')
