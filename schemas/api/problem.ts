/** Refusals: a code for programs, a Chinese sentence for readers. */
import * as z from 'zod'

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

/** Row 0 is the whole sheet. */
const SheetFault = z.object({ sheet: z.string(), row: z.int().nonnegative(), message: z.string() })

export const Problem = z
  .object({
    code: z.enum(Object.values(PROBLEM_CODES)),
    message: z.string(),
    faults: z.array(SheetFault).optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>
