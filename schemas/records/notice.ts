/** What an office is told about what it owes; one digest a recipient a day. */
import * as z from 'zod'
import { Day, Division, Office } from '../codes.ts'
import { Obligation } from './obligation.ts'

export const Recipient = z.object({ division: Division, office: Office })
export type Recipient = z.infer<typeof Recipient>

/** `escalation` is the overdue notice that others than the late office get; `moved` tells of a new due day. */
export const NoticeKind = z.enum(['reminder', 'overdue', 'escalation', 'moved'])
export type NoticeKind = z.infer<typeof NoticeKind>

export const Notice = z.object({
  /** A function of the obligation, its due day, the step and the recipient. */
  id: z.string(),
  /** The day on which it is sent. */
  day: Day,
  to: Recipient,
  kind: NoticeKind,
  /** Reminder: working days before the due day. Overdue and escalation: which notice it is, from 1. Moved: 0. */
  step: z.int().nonnegative(),
  obligation: Obligation,
  /** Moved: the due day until now. */
  was: Day.optional(),
  /** Overdue: who else is told of this one. */
  copied: z.array(Recipient).optional(),
})
export type Notice = z.infer<typeof Notice>

export const Digest = z.object({
  /** `<day>.<division>.<office>`: also the left part of its Message-ID. */
  id: z.string(),
  day: Day,
  to: Recipient,
  notices: z.array(Notice).min(1),
})
export type Digest = z.infer<typeof Digest>
