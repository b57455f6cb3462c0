/** Bank, finance, and whether their figures agree. */

import type { Route } from '../http/route.ts'
import { bankPages } from '../money/bank-pages.ts'
import { fundingPages } from '../money/funding-pages.ts'
import { moneyApi } from '../money/money-api.ts'
import { reconciliationPages } from '../money/reconciliation-pages.ts'

export const routes: readonly Route[] = [...moneyApi, ...reconciliationPages, ...fundingPages, ...bankPages]
