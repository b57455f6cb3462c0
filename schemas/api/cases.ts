/** Answers about cases that wait for somebody. */
import * as z from 'zod'
import { Day, Office } from '../codes.ts'
import { Business, CaseNumber, CaseState } from '../records/case.ts'

export const OpenCaseShown = z
  .object({
    /** Nothing here says whose it is: the case's page does, for a purpose. */
    case: CaseNumber,
    /** Of a contribution. */
    year: z.int().optional(),
    business: Business.optional(),
    state: CaseState,
    reason: z.string().optional(),
    /** Who must act, since when, until when. */
    who: z.array(Office).readonly(),
    since: Day,
    until: Day,
    /** 9 digits, of the listing. */
    township: z.string().optional(),
  })
  .meta({ id: 'OpenCase' })
