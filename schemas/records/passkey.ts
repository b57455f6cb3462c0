/** Passkeys of an account, and what a browser answers (docs/access.md#sign-in). */
import * as z from 'zod'
import { Instant, visible } from '../codes.ts'
import { later } from '../later.ts'
import { AccountId } from './account.ts'

/** @param bytes at most */
const base64url = (bytes: number) =>
  z
    .string()
    .min(1)
    .max(Math.ceil((bytes * 4) / 3))
    .regex(/^[\w-]+$/)

/** WebAuthn's own limit. */
const CredentialId = base64url(1023)

export const MOST_PASSKEYS = 10

/** Its holder's word for the device that keeps it. */
export const PasskeyName = z.string().transform(visible).pipe(z.string().min(1).max(30))

/** Only the public half of a key is here. */
export const Passkey = later(() =>
  z.object({
    id: CredentialId,
    publicKey: base64url(2048),
    counter: z.int().nonnegative(),
    name: PasskeyName,
    madeAt: Instant,
    usedAt: Instant.optional(),
  }),
)
export type Passkey = z.infer<typeof Passkey>

/** `sign-in` is anybody's until it is answered. */
export const PasskeyChallenge = later(() =>
  z.object({
    purpose: z.enum(['sign-in', 'add', 'first-use']),
    account: AccountId.optional(),
    until: Instant,
  }),
)
export type PasskeyChallenge = z.infer<typeof PasskeyChallenge>

const answer = <R extends z.ZodRawShape>(response: R) =>
  z.object({
    id: CredentialId,
    rawId: CredentialId,
    type: z.literal('public-key'),
    response: z.object({ clientDataJSON: base64url(4096), ...response }),
    clientExtensionResults: z.object({}).default({}),
  })

export const MadeAnswer = later(() => answer({ attestationObject: base64url(32_768) }))
export type MadeAnswer = z.infer<typeof MadeAnswer>

export const SignedAnswer = later(() =>
  answer({
    authenticatorData: base64url(4096),
    signature: base64url(8192),
    userHandle: base64url(64),
  }),
)
export type SignedAnswer = z.infer<typeof SignedAnswer>

/** What the browser says of the page that asked. */
export const ClientData = later(() =>
  z.object({
    challenge: base64url(64),
    origin: z.string().max(300),
    crossOrigin: z.boolean().optional(),
  }),
)
