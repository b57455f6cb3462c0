/** The head of an office is asked each quarter who still has an account (docs/records.md#account-check). */
import * as z from 'zod'
import { Day, Division, Instant, Office } from '../codes.ts'
import { later } from '../later.ts'
import { Signature } from './account.ts'

const Quarter = z.string().regex(/^\d{4}-Q[1-4]$/)

export const AccountCheck = later(() =>
  z.object({
    quarter: Quarter,
    division: Division,
    /** Absent for administration, security and audit. */
    office: Office.optional(),
    openedOn: Day,
    dueOn: Day,
    confirmed: z
      .object({ by: Signature, at: Instant, stay: z.int().nonnegative(), left: z.int().nonnegative() })
      .optional(),
  }),
)
export type AccountCheck = z.infer<typeof AccountCheck>
