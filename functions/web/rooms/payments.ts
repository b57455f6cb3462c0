/** Batches, and files that the hub has made. */
import { silentPages } from '../cases/silent-pages.ts'
import type { Route } from '../http/route.ts'
import { outputPages } from '../outputs/output-pages.ts'
import { batchList } from '../payments/batch-list.ts'
import { batchPages } from '../payments/batch-pages.ts'
import { paymentApi } from '../payments/payment-api.ts'

export const routes: readonly Route[] = [...paymentApi, ...batchList, ...batchPages, ...silentPages, ...outputPages]
