/** A mail from its claim to what became of it. It is sent at most once, and one that is not sent is somebody's work. */
import * as z from 'zod'
import { Day, Instant } from '../codes.ts'
import { LetterEvent } from '../messages/to-deadlines.ts'
import { Digest, Recipient } from './notice.ts'

export const MailingState = z.enum([
  /** About to be sent. Where it stays so, the sender died: sent or not, nobody knows, and it is not sent again blindly. */
  'claimed',
  'sent',
  /** Surely not sent; the next try sends it. */
  'waiting',
  /** Nobody has entered an address for the office. */
  'no-address',
  /** The mail server, or the one behind it, does not take it. */
  'bounced',
])
export type MailingState = z.infer<typeof MailingState>

export const Mailing = z.object({
  /** Also the left part of the Message-ID: `2018-06-04.440222.civil-affairs`. */
  id: z.string(),
  day: Day,
  to: Recipient,
  /** What it is about: a day's notices, or one event. */
  about: z.union([Digest, LetterEvent]),
  state: MailingState,
  claimedAt: Instant,
  /** When it was sent, or failed. */
  at: Instant.optional(),
  /** What the mail server said: its code, not its text, which quotes the address. */
  code: z.string().optional(),
})
export type Mailing = z.infer<typeof Mailing>
