/** A version of all that an administrator sets, and one that waits to be put in force. */
import * as z from 'zod'
import { Instant } from '../codes.ts'
import { Contact } from './contact.ts'
import { DeadlinePolicy } from './deadline-policy.ts'
import { Policy } from './policy.ts'

/** What is in force beside the policy. */
export const PolicyRest = z.object({ contacts: Contact.array(), deadlines: DeadlinePolicy })
export type PolicyRest = z.infer<typeof PolicyRest>

/** Who put it in force, and when. */
export const PolicySigned = z.object({
  by: z.string(),
  at: Instant,
  /** The earlier version that it puts back. */
  restored: z.int().positive().optional(),
})
export type PolicySigned = z.infer<typeof PolicySigned>

export interface PolicyVersion {
  readonly policy: Policy
  /** Absent for the one that a hub begins with. */
  readonly signed?: PolicySigned
  /** Absent where nobody has replaced it yet and it was not entered by a workbook. */
  readonly rest?: PolicyRest
}

export const PolicyDraft = PolicyRest.extend({
  id: z.string(),
  /** As it is going to be: its `version` is the next one of when it was made. */
  policy: Policy,
  restored: z.int().positive().optional(),
})
export type PolicyDraft = z.infer<typeof PolicyDraft>
