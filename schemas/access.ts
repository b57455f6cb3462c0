/** A route's action and its object (docs/access.md), declared before anything is read. */
import * as z from 'zod'

export const Action = z.enum([
  'see',
  'send',
  // Without a file: nobody to report, a receipt that is done with.
  'report',
  'take-back',
  'confirm',
  'close',
  'submit',
  'send-back',
  'prepare',
  'approve',
  'administer',
  'verify',
  'oversee',
])
export type Action = z.infer<typeof Action>

export const Resource = z.enum([
  'portal',
  'name-list',
  'returned-rows',
  'outcomes',
  'counts',
  'batch',
  'ledger',
  'materials-notice',
  'payment-instruction',
  'funding-request',
  'statistics',
  'answer',
  'settlement',
  'conflict',
  'timeliness',
  'supervision',
  'policy',
  'mail',
  'dead-letter',
  'audit',
  'account',
  'api-key',
  'webhook',
  'account-check',
])
export type Resource = z.infer<typeof Resource>

export interface Does {
  readonly action: Action
  readonly resource: Resource
  readonly of?: string
  /** Nobody's data, or permitted by a letter's link. */
  readonly open?: true
  /** The answer holds names or ID numbers. */
  readonly persons?: true
  /** It leaves the hub as a file, which is recorded. */
  readonly file?: true
}
