/** What a route does to what (docs/access.md), declared before anything is read. */
import * as z from 'zod'

export const Action = z.enum(['see', 'send', 'take-back', 'confirm', 'close', 'prepare', 'approve', 'administer'])
export type Action = z.infer<typeof Action>

export const Resource = z.enum([
  'portal',
  'name-list',
  'returned-rows',
  'outcomes',
  'batch',
  'produced-file',
  'answer',
  'timeliness',
  'mail',
  'policy',
])
export type Resource = z.infer<typeof Resource>

export interface Does {
  readonly action: Action
  readonly resource: Resource
  readonly of?: string
  /** For whoever asks, signed in or not: what is nobody's, or what a letter's link is the permission for. */
  readonly open?: true
  /** Persons' names or ID numbers stand in the answer. */
  readonly persons?: true
}
