/** An account is one person of one office (docs/access.md#accounts). */
import * as z from 'zod'
import { Division, Instant, Office, SignedBy } from '../codes.ts'
import { Duty } from '../duties.ts'

export const AccountId = z.string().regex(/^[0-9a-f]{16}$/)

/** An e-mail address or a telephone number, by which its holder signs in. */
export const SignInName = z
  .string()
  .transform((text) => text.normalize('NFKC').replace(/\s/g, '').toLowerCase())
  .pipe(z.string().regex(/^([^@]{1,64}@[^@]{1,190}|\+?\d{7,15})$/))

/** Who acts: what a session says of its account. */
export const Actor = z.object({
  id: AccountId,
  name: SignedBy,
  division: Division,
  /** Absent where the account watches over the division itself: administration, security, audit. */
  office: Office.optional(),
  duties: z.array(Duty).min(1).max(8),
})
export type Actor = z.infer<typeof Actor>

/** What a holder may say at first use, where nobody has before: of the first accounts nobody knows whose they will be. */
export const Holder = z.object({ name: SignedBy, signInName: SignInName })
export type Holder = z.infer<typeof Holder>

export const Account = Actor.extend({
  ...Holder.partial().shape,
  invitedAt: Instant,
  /** First use: both factors stand. */
  activeAt: Instant.optional(),
  lockedAt: Instant.optional(),
})
export type Account = z.infer<typeof Account>

/** Wrong tries of one factor within a window. */
export const Tries = z.object({ count: z.int().nonnegative(), since: Instant })
export type Tries = z.infer<typeof Tries>

/** Kept apart from the account, so that whoever reads an account reads no secret. */
export const Factors = z.object({
  password: z.string(),
  /** Passwords before it, the latest first. */
  earlier: z.array(z.string()).max(4),
  totp: z.string(),
  /** The last 30-second step whose code was used: a code counts once. */
  step: z.int().nonnegative(),
  /** Hashes of recovery codes that were not used yet. */
  recovery: z.array(z.string()).max(10),
})
export type Factors = z.infer<typeof Factors>

/** Only its hash is the key: what the table holds opens nothing. */
export const Session = z.object({
  /** `code`: the password was right, and the second factor is asked for. */
  stage: z.enum(['code', 'signed-in']),
  actor: Actor,
  startedAt: Instant,
  usedAt: Instant,
  address: z.string(),
})
export type Session = z.infer<typeof Session>

/** An invitation or a reset: a link used once, with the code of the same letter. */
export const Invitation = z.object({
  account: AccountId,
  /** Hash of the code. */
  code: z.string(),
  until: Instant,
  tries: z.int().nonnegative(),
  /** What first use has chosen before its second factor is proven. */
  chosen: z.object({ factors: Factors, holder: Holder }).optional(),
  usedAt: Instant.optional(),
})
export type Invitation = z.infer<typeof Invitation>
