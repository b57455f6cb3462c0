/** The policy, its drafts and versions. */

import type { Route } from '../http/route.ts'
import { policyApi } from '../policy/policy-api.ts'
import { policyPages } from '../policy/policy-pages.ts'

export const routes: readonly Route[] = [...policyApi, ...policyPages]
