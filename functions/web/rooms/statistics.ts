/** Statistics. */

import type { Route } from '../http/route.ts'
import { statisticsPages } from '../statistics/statistics-pages.ts'

export const routes: readonly Route[] = [...statisticsPages]
