/** Refusals: a code for programs, a Chinese sentence for readers (wording/refusals.ts). */
import * as z from 'zod'

export type ProblemStatus = 400 | 403 | 404 | 409 | 410 | 413 | 500 | 503

/** The HTTP status of each code. */
export const PROBLEM_STATUSES = {
  'query-unfit': 400,
  'body-unfit': 400,
  'county-unknown': 400,
  'division-unknown': 400,
  'form-unknown': 400,
  'year-unfit': 400,
  'period-out-of-range': 400,
  'month-not-begun': 400,
  'month-not-over': 400,
  'nil-not-owed': 400,
  'nil-incomplete': 400,
  'nil-link-altered': 400,
  'closing-incomplete': 400,
  'confirmation-incomplete': 400,
  'return-incomplete': 400,
  'withdrawal-incomplete': 400,
  'batch-incomplete': 400,
  'approval-incomplete': 400,
  'allocation-missing': 400,
  'allocation-unfit': 400,
  'allocation-above-request': 400,
  'policy-file-missing': 400,
  'policy-signature-missing': 400,
  'policy-unreadable': 400,
  'policy-unfamiliar': 400,
  'policy-too-heavy': 400,
  'policy-too-long': 400,
  'policy-faulty': 400,
  'page-foreign': 403,
  'page-unnamed': 403,
  'host-foreign': 403,
  'not-found': 404,
  'policy-version-unknown': 404,
  'nothing-reported': 409,
  'run-unfinished': 409,
  'run-of-other-year': 409,
  'batch-under-way': 409,
  'batch-just-begun': 409,
  'batch-preparing': 409,
  'batch-not-returnable': 409,
  'batch-not-approvable': 409,
  'batch-empty': 409,
  'batch-returned': 409,
  'batch-handled': 409,
  'batch-of-past-year': 409,
  'batch-of-coming-year': 409,
  'batch-repriced': 409,
  'payments-closed': 409,
  'same-person': 409,
  'request-unknown': 409,
  'list-waits': 409,
  'list-not-waiting': 409,
  'list-changed': 409,
  'list-superseded': 409,
  'list-too-old-to-confirm': 409,
  'list-too-old-to-withdraw': 409,
  'list-withdrawn': 409,
  'list-refused': 409,
  'list-in-closed-month': 409,
  'file-received': 409,
  'nil-not-needed': 409,
  'nil-is-list': 409,
  'nil-unknown': 409,
  'policy-changed': 409,
  'policy-drops-used': 409,
  'nil-link-expired': 410,
  'body-too-large': 413,
  failed: 500,
  'object-damaged': 500,
  'broken-off': 500,
  'policy-missing': 503,
  busy: 503,
  stopping: 503,
  'timed-out': 503,
} as const satisfies Record<string, ProblemStatus>
export type ProblemCode = keyof typeof PROBLEM_STATUSES
export const ProblemCode = z.enum(Object.keys(PROBLEM_STATUSES) as [ProblemCode, ...ProblemCode[]])

/** Row 0 is the whole sheet. */
const SheetFault = z.object({ sheet: z.string(), row: z.int().nonnegative(), message: z.string() })

export const Problem = z
  .object({
    code: ProblemCode,
    message: z.string(),
    faults: z.array(SheetFault).optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof Problem>
