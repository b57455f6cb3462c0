/** Lists, from their template to what became of them. */

import type { Route } from '../http/route.ts'
import { comparisonApi } from '../uploads/comparison-api.ts'
import { comparisonPages } from '../uploads/comparison-pages.ts'
import { listsRoutes } from '../uploads/lists-routes.ts'
import { mendPages } from '../uploads/mend-pages.ts'
import { nilApi } from '../uploads/nil-api.ts'
import { nilPages } from '../uploads/nil-pages.ts'
import { templateRoutes } from '../uploads/template-routes.ts'
import { toldPages } from '../uploads/told-pages.ts'
import { uploadApi } from '../uploads/upload-api.ts'
import { uploadPages } from '../uploads/upload-pages.ts'

export const routes: readonly Route[] = [
  ...uploadApi,
  ...nilApi,
  ...comparisonApi,
  ...templateRoutes,
  ...listsRoutes,
  ...toldPages,
  ...uploadPages,
  ...comparisonPages,
  ...mendPages,
  ...nilPages,
]
