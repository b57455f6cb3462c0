/** To the audit's stage: the chains' ends are to be deposited, or one chain to be checked. */
import * as z from 'zod'
import { County, Instant } from '../codes.ts'

export const CheckChain = z.object({
  type: z.literal('check'),
  division: County,
  /** The check begins at the last head before it. */
  since: Instant.optional(),
  time: Instant,
})
export type CheckChain = z.infer<typeof CheckChain>

export const ToAudit = z.discriminatedUnion('type', [
  z.object({ type: z.literal('deposit'), time: Instant }),
  CheckChain,
])
export type ToAudit = z.infer<typeof ToAudit>
