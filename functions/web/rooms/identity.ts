/** Sign-in by the city’s identity provider. */
import { identityPages } from '../access/sign-in/identity-pages.ts'
import type { Route } from '../http/route.ts'

export const routes: readonly Route[] = [...identityPages]
