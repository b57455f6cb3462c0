/** An office has nobody to report for a month (零报告). */
import * as z from 'zod'
import { Day, Office, Period } from '../codes.ts'
import { later } from '../later.ts'
import { FormName } from './upload.ts'

export const NilReturn = later(() =>
  z.object({
    division: z.string().regex(/^\d{6}(\d{3})?$/),
    office: Office,
    form: FormName,
    period: Period,
  }),
)
export type NilReturn = z.infer<typeof NilReturn>

export const NilLink = later(() => NilReturn.extend({ expires: Day }))
export type NilLink = z.infer<typeof NilLink>
