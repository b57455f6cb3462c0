/** An account is one person of one office (docs/records.md#account). */
import * as z from 'zod'
import { Division, Instant, Office, PersonName } from '../codes.ts'
import { Duty } from '../duties.ts'
import { Numberless } from '../free-text.ts'
import { later } from '../later.ts'
import { Purpose, Work } from '../purposes.ts'
import { SessionLimits } from './sign-in-policy.ts'

export const AccountId = z.string().regex(/^[0-9a-f]{16}$/)

/** As a Chinese keyboard may write it. */
const Typed = z.string().transform((text) => text.normalize('NFKC').replace(/\s/g, '').toLowerCase())

/** An e-mail address, to which letters go, or a telephone number. */
export const SignInName = Typed.transform((text) =>
  text.includes('@') ? text : text.replace(/[\p{Pd}()]/gu, '').replace(/^((\+|00)86|86(?=1\d{10}$))/, ''),
).pipe(
  z
    .email()
    .max(254)
    .or(z.string().regex(/^\+?\d{7,14}$/)),
)

/** Codes are written with or without a hyphen. */
const TypedCode = Typed.transform((text) => text.replace(/\p{Pd}/gu, ''))
export const SixDigits = TypedCode.pipe(z.string().regex(/^\d{6}$/))
/** An authenticator's code, or a recovery code. */
export const SecondFactor = TypedCode.pipe(z.string().regex(/^(\d{6}|[a-z0-9]{10})$/))

/** A duty up to an instant: a deputy's, or one given in an emergency. */
export const Grant = later(() => z.object({ duty: Duty, until: Instant, kind: z.enum(['deputy', 'urgent']) }))
export type Grant = z.infer<typeof Grant>

export const Actor = later(() =>
  z.object({
    id: AccountId,
    name: PersonName,
    division: Division,
    /** Administration, security and audit have no office. */
    office: Office.optional(),
    duties: z.array(Duty).min(1).max(8),
    grants: z.array(Grant).max(8).optional(),
  }),
)
export type Actor = z.infer<typeof Actor>

/** Who answers for an act: the account as it was then. */
export const Signature = later(() =>
  Actor.pick({ name: true, division: true, office: true }).extend({
    account: AccountId,
    /** An office's own system: behind it is whoever of the office keeps it. */
    byKey: z.literal(true).optional(),
  }),
)
export type Signature = z.infer<typeof Signature>

/** It stands on receipts and in letters' tables: a number typed into the wrong field goes no further. */
export const HolderName = PersonName.pipe(Numberless)

/** Holders of the first accounts are unknown until their first use. */
export const Holder = later(() => z.object({ name: HolderName, signInName: SignInName }))
export type Holder = z.infer<typeof Holder>

export const Account = later(() =>
  Actor.extend({
    ...Holder.partial().shape,
    invitedAt: Instant,
    /** The last letter with a link. */
    letterAt: Instant.optional(),
    activeAt: Instant.optional(),
    /** The last sign-in. */
    usedAt: Instant.optional(),
    /** Set for whoever has ended, too. */
    lockedAt: Instant.optional(),
    /** The days without use for which the hub locked it. */
    unusedDays: z.int().positive().optional(),
    unlockedAt: Instant.optional(),
    endedAt: Instant.optional(),
    /** How often its grants have changed. */
    granted: z.int().positive().optional(),
  }),
)
export type Account = z.infer<typeof Account>

/** The times of wrong tries within one window, the earliest first. */
export const Tries = later(() => z.object({ times: z.array(Instant), version: z.int().nonnegative() }))
export type Tries = z.infer<typeof Tries>

/** Whoever reads an account reads no secret. */
export const Factors = later(() =>
  z.object({
    /** It and the authenticator are missing where only passkeys open the account. */
    password: z.string().optional(),
    passwordSetAt: Instant.optional(),
    /** The latest first: with the present one, if there is one, five. */
    earlier: z.array(z.string()).max(5),
    totp: z.string().optional(),
    step: z.int().nonnegative(),
    recovery: z.array(z.string()).max(10),
  }),
)
export type Factors = z.infer<typeof Factors>

/** Only its hash is the key: the table opens nothing. */
export const Session = later(() =>
  z.object({
    /** Signed in but for a password that is too old, in `renewal`. */
    stage: z.enum(['code', 'renewal', 'signed-in']),
    actor: Actor,
    startedAt: Instant,
    usedAt: Instant,
    address: z.string(),
    /** Of the policy at sign-in, so that no request reads it. */
    limits: SessionLimits.optional(),
    /** The page that was asked for before. */
    next: z.string().optional(),
    /** The city's identity provider said who it is. */
    byProvider: z.literal(true).optional(),
    /** What the holder has said why persons are looked at. */
    purposes: z.partialRecord(Work, Purpose).optional(),
  }),
)
export type Session = z.infer<typeof Session>

/** A link used once, with the letter's code. */
export const Invitation = later(() =>
  z.object({
    account: AccountId,
    code: z.string(),
    until: Instant,
    tries: z.int().nonnegative(),
    chosen: z.object({ factors: Factors.optional(), holder: Holder }).optional(),
    usedAt: Instant.optional(),
  }),
)
export type Invitation = z.infer<typeof Invitation>
