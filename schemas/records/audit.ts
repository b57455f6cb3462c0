/** An entry of a division's audit chain (docs/access.md#audit): ids and keys, never a name or an ID number. */
import * as z from 'zod'
import { Action, Resource } from '../access.ts'
import { County, Instant, Office } from '../codes.ts'
import { AccountId } from './account.ts'

export const AuditKind = z.enum([
  'sign-in',
  'sign-in-refused',
  'second-factor-refused',
  'sign-out',
  'first-use',
  'invited',
  'sessions-ended',
  'act',
])
export type AuditKind = z.infer<typeof AuditKind>

/** What happened, before it is given its place in the chain. */
export const AuditEvent = z.object({
  division: County,
  kind: AuditKind,
  time: Instant,
  /** Absent where nobody is known. */
  account: AccountId.optional(),
  office: Office.optional(),
  action: Action.optional(),
  resource: Resource.optional(),
  object: z.string().max(200).optional(),
  purpose: z.string().max(200).optional(),
  outcome: z.enum(['allowed', 'refused']),
  address: z.string().max(64),
})
export type AuditEvent = z.infer<typeof AuditEvent>

export const AuditEntry = AuditEvent.extend({
  seq: z.int().positive(),
  /** Hash of the entry before it; 64 noughts before the first. */
  previous: z.string().regex(/^[0-9a-f]{64}$/),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
})
export type AuditEntry = z.infer<typeof AuditEntry>

/** The end of a chain as it was deposited: nothing before it may change any more. */
export const AuditHead = z.object({ division: County, seq: z.int().positive(), hash: z.string(), time: Instant })
export type AuditHead = z.infer<typeof AuditHead>
