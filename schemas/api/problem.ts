/** How the API says no: a code for programs, a Chinese sentence for whoever reads it. */
import * as z from 'zod'

/** The code of each status with which a request is refused. */
export const PROBLEM_CODES = {
  400: 'invalid',
  403: 'foreign-page',
  404: 'not-found',
  409: 'conflict',
  410: 'expired',
  413: 'too-large',
  500: 'failed',
  503: 'not-ready',
} as const
export type ProblemStatus = keyof typeof PROBLEM_CODES

/** What is wrong in a row of a workbook; row 0 is the sheet as a whole. */
const SheetFault = z.object({ sheet: z.string(), row: z.int().nonnegative(), message: z.string() })

export const Problem = z
  .object({
    code: z.enum(Object.values(PROBLEM_CODES)),
    message: z.string(),
    /** Of a workbook that was read, each by its place. */
    faults: z.array(SheetFault).optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>
