/** Answers about a division's audit: ids and keys, no person's data. */
import * as z from 'zod'
import { County, Day } from '../codes.ts'
import { AccountId } from '../records/account.ts'
import { AuditEntry, AuditKind, AuditState, UnusualDay } from '../records/audit.ts'

export const AuditShown = AuditState.extend({ division: County, unusual: z.array(UnusualDay) }).meta({ id: 'Audit' })

/** A number of a person stands in no address: an object is looked for by what may name one. */
export const AuditWish = {
  account: AccountId.optional(),
  kind: AuditKind.optional(),
  day: Day.optional(),
  object: z
    .string()
    .regex(/^[\w./-]{1,80}$/)
    .optional()
    .describe('Part of an entry’s object: a number, an id, a key'),
}

export const AuditEntryShown = AuditEntry.meta({ id: 'AuditEntry' })
