/** Notices about what an office owes (docs/records.md#notice). */
import * as z from 'zod'
import { Day, Division, Office } from '../codes.ts'
import { later } from '../later.ts'
import { Obligation } from './obligation.ts'

export const Recipient = later(() => z.object({ division: Division, office: Office }))
export type Recipient = z.infer<typeof Recipient>

export const NoticeKind = z.enum(['reminder', 'overdue', 'escalation', 'moved', 'case-overdue', 'case-escalation'])
export type NoticeKind = z.infer<typeof NoticeKind>

export const Notice = later(() =>
  z.object({
    /** A second run makes the same id. */
    id: z.string(),
    day: Day,
    to: Recipient,
    kind: NoticeKind,
    step: z.int().nonnegative(),
    obligation: Obligation,
    was: Day.optional(),
    copied: z.array(Recipient).optional(),
  }),
)
export type Notice = z.infer<typeof Notice>

export const Digest = later(() =>
  z.object({
    id: z.string(),
    day: Day,
    to: Recipient,
    notices: z.array(Notice).min(1),
  }),
)
export type Digest = z.infer<typeof Digest>
