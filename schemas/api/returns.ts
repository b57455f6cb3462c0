/** Answers about returns of months. */
import * as z from 'zod'
import { County } from '../codes.ts'
import { DrawnReturn, MonthReturn, ReturnState, ReturnVersion } from '../records/month-return.ts'

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
