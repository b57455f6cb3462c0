/** Every route of the hub. What is not here is not answered. */
import { batchPages } from './batch-pages.ts'
import { closingApi } from './closing-api.ts'
import { closingPages } from './closing-pages.ts'
import { deadlineApi } from './deadline-api.ts'
import { homeRoutes } from './home-routes.ts'
import { nilPages } from './nil-pages.ts'
import { openapiApi } from './openapi-api.ts'
import { paymentApi } from './payment-api.ts'
import { policyApi } from './policy-api.ts'
import { policyPages } from './policy-pages.ts'
import type { Route } from './route.ts'
import { timelinessPages } from './timeliness-pages.ts'
import { uploadApi } from './upload-api.ts'
import { uploadPages } from './upload-pages.ts'

export const ROUTES: readonly Route[] = [
  ...uploadApi,
  ...closingApi,
  ...paymentApi,
  ...deadlineApi,
  ...policyApi,
  ...openapiApi,
  ...homeRoutes,
  ...uploadPages,
  ...closingPages,
  ...batchPages,
  ...timelinessPages,
  ...nilPages,
  ...policyPages,
]
