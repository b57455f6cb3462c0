/** 零报告: an office says that it has nobody to report of a month. */
import { z } from 'zod'
import { Office, Period } from './codes.ts'
import { FormName } from './upload.ts'

export const NilReturn = z.object({
  division: z.string().regex(/^\d{6}(\d{3})?$/),
  office: Office,
  form: FormName,
  period: Period,
})
export type NilReturn = z.infer<typeof NilReturn>
