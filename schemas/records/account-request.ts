/** A new account, or other duties, before security confirms them (docs/records.md#account-request). */
import * as z from 'zod'
import { Day, Instant } from '../codes.ts'
import { Duty } from '../duties.ts'
import { FreeText, Numberless } from '../free-text.ts'
import { later } from '../later.ts'
import { AccountId, Actor, SignInName } from './account.ts'

/** As many as a workbook brings in. */
export const MOST_DECIDED = 500

export const Reason = FreeText.pipe(z.string().min(4).max(200))

/** A duty for hours, which stands at once. Its reason goes into the audit, where no ID number may stand. */
export const UrgentWish = later(() =>
  z.object({
    duty: Duty,
    hours: z.coerce.number().int().min(1).max(3),
    reason: Numberless.pipe(Reason),
  }),
)
export type UrgentWish = z.infer<typeof UrgentWish>

export const AccountRequest = later(() =>
  Actor.omit({ id: true, grants: true }).extend({
    /** The account that is to be, or is to have other duties. */
    account: AccountId,
    isNew: z.boolean(),
    /** Its holder has left: the account is to end. */
    ends: z.literal(true).optional(),
    /** The last day of a deputy: the duties come beside those that last. */
    until: Day.optional(),
    signInName: SignInName,
    by: AccountId,
    at: Instant,
    refused: z.object({ by: AccountId, at: Instant, reason: Reason }).optional(),
  }),
)
export type AccountRequest = z.infer<typeof AccountRequest>

export const AccountAct = z.enum(['lock', 'unlock', 'withdraw', 'reset', 'end'])
export type AccountAct = z.infer<typeof AccountAct>
