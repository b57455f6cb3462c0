/** To the audit's stage: the chains' ends are to be deposited, one chain to be checked, or its use looked through. */
import * as z from 'zod'
import { County, Instant } from '../codes.ts'
import { later } from '../later.ts'

const CheckChain = later(() =>
  z.object({
    type: z.literal('check'),
    division: County,
    /** The check begins at the last head before it. */
    since: Instant.optional(),
    time: Instant,
  }),
)
export type CheckChain = z.infer<typeof CheckChain>

/** The day of `time` and the one before. */
const LookThrough = later(() => z.object({ type: z.literal('look-through'), division: County, time: Instant }))
export type LookThrough = z.infer<typeof LookThrough>

const Deposit = later(() => z.object({ type: z.literal('deposit'), time: Instant }))

export const ToAudit = later(() => z.discriminatedUnion('type', [Deposit, CheckChain, LookThrough]))
export type ToAudit = z.infer<typeof ToAudit>
