/** Versions of all that administrators set, and drafts. */
import * as z from 'zod'
import { Instant } from '../codes.ts'
import { later } from '../later.ts'
import { Signature } from './account.ts'
import { Contact } from './contact.ts'
import { DeadlinePolicy } from './deadline-policy.ts'
import { Policy } from './policy.ts'

export const PolicyRest = later(() => z.object({ contacts: Contact.array(), deadlines: DeadlinePolicy }))
export type PolicyRest = z.infer<typeof PolicyRest>

export const PolicySigned = later(() =>
  z.object({
    by: Signature,
    at: Instant,
    restored: z.int().positive().optional(),
  }),
)
export type PolicySigned = z.infer<typeof PolicySigned>

export interface PolicyVersion {
  readonly policy: Policy
  readonly signed?: PolicySigned
  readonly rest?: PolicyRest
}

export const PolicyDraft = later(() =>
  PolicyRest.extend({
    id: z.string(),
    policy: Policy,
    restored: z.int().positive().optional(),
  }),
)
export type PolicyDraft = z.infer<typeof PolicyDraft>
