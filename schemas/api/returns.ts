/** Answers about returns of months. */
import * as z from 'zod'
import { County, Division, Period } from '../codes.ts'
import { DrawnReturn, MonthReturn, ReturnState, ReturnVersion } from '../records/month-return.ts'
import { Counts } from '../records/output.ts'

const Drawn = DrawnReturn.pick({ run: true, day: true, at: true })

const VersionShown = ReturnVersion.extend({ drawn: Drawn.optional() }).meta({ id: 'ReturnVersion' })

export const ReturnShown = MonthReturn.pick({ division: true, period: true, standing: true })
  .extend({
    state: ReturnState,
    drawn: Drawn.optional(),
    /** What a submission has to name as seen; none where nothing can be submitted. */
    seen: z.string().optional(),
    versions: z.array(VersionShown),
    /** Of the city: counties that have not submitted. */
    missing: z.array(County).optional(),
  })
  .meta({ id: 'MonthReturn' })
export type ReturnShown = z.infer<typeof ReturnShown>

const Sum = z.object({
  /** A category or a county, in words. */
  name: z.string(),
  /** None where nothing was drawn or submitted. */
  counts: Counts.optional(),
})

export const ReturnSumsShown = z
  .object({
    division: Division,
    period: Period,
    /** Of a county by category, the last of all of them; of the city by county. */
    sums: z.array(Sum).readonly(),
    /** Of the city. */
    total: Counts.optional(),
    /** Of the city: since the month before, of the counties that submitted both. */
    changes: z.array(Sum).readonly().optional(),
    change: Counts.optional(),
  })
  .meta({ id: 'ReturnSums' })
