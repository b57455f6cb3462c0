/** 零报告: an office says that it has nobody to report of a month. */
import * as z from 'zod'
import { Day, Office, Period } from '../codes.ts'
import { FormName } from './upload.ts'

export const NilReturn = z.object({
  division: z.string().regex(/^\d{6}(\d{3})?$/),
  office: Office,
  form: FormName,
  period: Period,
})
export type NilReturn = z.infer<typeof NilReturn>

/** What a link in a letter lets its reader say, and the last day on which it does. */
export const NilLink = NilReturn.extend({ expires: Day })
export type NilLink = z.infer<typeof NilLink>
