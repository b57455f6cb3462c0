/** Signing in, first use, and one’s own account. */
import { accessPages } from '../access/sign-in/access-pages.ts'
import { ownFactorPages } from '../access/sign-in/own-factor-pages.ts'
import { passkeyPages } from '../access/sign-in/passkey-pages.ts'
import { sessionLeft } from '../access/sign-in/session-left.ts'
import type { Route } from '../http/route.ts'

export const routes: readonly Route[] = [...accessPages, ...ownFactorPages, ...passkeyPages, ...sessionLeft]
