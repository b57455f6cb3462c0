/** Cases, conflicts, corrections, and townships’ papers. */
import { caseApi } from '../cases/case-api.ts'
import { casePages } from '../cases/case-pages.ts'
import type { Route } from '../http/route.ts'

export const routes: readonly Route[] = [...caseApi, ...casePages]
