/** A mail from its claim to its fate (docs/records.md#mailing). */
import * as z from 'zod'
import { Day, Instant } from '../codes.ts'
import { later } from '../later.ts'
import { LetterEvent, LetterEventType } from '../messages/to-deadlines.ts'
import { AccountId } from './account.ts'
import { Digest, Recipient } from './notice.ts'

export const MailingState = z.enum([
  /** Nobody knows whether a sender that died had sent it. */
  'claimed',
  'sent',
  'waiting',
  'no-address',
  'bounced',
])
export type MailingState = z.infer<typeof MailingState>

/** An office, or one account of it or of its division. */
export const Addressee = later(() => Recipient.partial({ office: true }).extend({ account: AccountId.optional() }))
export type Addressee = z.infer<typeof Addressee>

/** What a letter is about, by its event; `deadlines` is a day's letter of what is due. */
export const ToldKind = z.enum(['deadlines', ...LetterEventType.options])
export type ToldKind = z.infer<typeof ToldKind>

/** What an office was told, in its letter's own words: counts, never a person. */
export const Told = later(() =>
  z.object({
    id: z.string(),
    day: Day,
    at: Instant,
    kind: ToldKind,
    subject: z.string(),
    page: z.string(),
  }),
)
export type Told = z.infer<typeof Told>

export const Mailing = later(() =>
  z.object({
    id: z.string(),
    day: Day,
    to: Addressee,
    about: z.union([Digest, LetterEvent]),
    state: MailingState,
    claimedAt: Instant,
    at: Instant.optional(),
    /** The server's text would quote the address. */
    code: z.string().optional(),
  }),
)
export type Mailing = z.infer<typeof Mailing>
