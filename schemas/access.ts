/** What a route does to what, in the words of docs/access.md and docs/rules.md#who-sees-what. */
import * as z from 'zod'

export const Action = z.enum([
  'see',
  /** Lists and answers of the own office, and what their sender says of them afterwards. */
  'send',
  /** The sender takes back what was sent, or gives up what never came. */
  'take-back',
  /** A second person answers for a held list, or sends it back. */
  'confirm',
  'close',
  'prepare',
  /** A second person answers for a batch, or sends it back. */
  'approve',
  'administer',
])
export type Action = z.infer<typeof Action>

export const Resource = z.enum([
  /** The frame in which each office finds what is its own: no data of anybody. */
  'portal',
  /** A list or register as it was sent, and what became of it. */
  'name-list',
  'returned-rows',
  /** A county's month: outcomes and how far its determination is. */
  'outcomes',
  'batch',
  /** Notices, instructions, requests, ledgers and statistics that the hub made: its folder says for whom. */
  'produced-file',
  /** Materials, a bank's return, an allocation: what one office asked of another. */
  'answer',
  'timeliness',
  'mail',
  'policy',
])
export type Resource = z.infer<typeof Resource>

/** Declared by every route, so that one function can decide before anything is read. */
export interface Does {
  readonly action: Action
  readonly resource: Resource
  /** The field of path, query or body that names the division whose it is; absent for the city's, and for nobody's. */
  readonly of?: string
  /** The answer has names or ID numbers of persons in it. */
  readonly persons?: true
}
