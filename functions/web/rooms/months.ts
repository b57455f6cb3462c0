/** Months: closing them, and their returns. */

import type { Route } from '../http/route.ts'
import { closingApi } from '../months/closing-api.ts'
import { closingPages } from '../months/closing-pages.ts'
import { monthPage } from '../months/month-page.ts'
import { returnPages } from '../months/return-pages.ts'
import { returnsApi } from '../months/returns-api.ts'

export const routes: readonly Route[] = [...closingApi, ...returnsApi, ...monthPage, ...closingPages, ...returnPages]
