/** Identities of the city's own identity provider (docs/access.md#sign-in). */
import * as z from 'zod'
import { Instant } from '../codes.ts'
import { later } from '../later.ts'
import { AccountId } from './account.ts'

/** One way to the identity provider and back. */
export const IdentityFlow = later(() =>
  z.object({
    /** A hash of what the browser that set out keeps. */
    browser: z.string(),
    nonce: z.string(),
    verifier: z.string(),
    until: Instant,
    /** The page that was asked for before. */
    next: z.string().optional(),
    /** The session whose account is to be bound, where nobody signs in. */
    binds: z.object({ account: AccountId, session: z.string() }).optional(),
    usedAt: Instant.optional(),
  }),
)
export type IdentityFlow = z.infer<typeof IdentityFlow>

/** An account's identity, as a keyed hash of issuer and subject. */
export const IdentityBinding = later(() => z.object({ identity: z.string(), boundAt: Instant }))
export type IdentityBinding = z.infer<typeof IdentityBinding>
