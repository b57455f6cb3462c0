/** Every route of the hub. */

import { auditPages } from './access/audit/audit-pages.ts'
import { personLooks } from './access/audit/person-looks.ts'
import { accountCheckPages } from './access/people/account-check-pages.ts'
import { keyPages } from './access/people/key-pages.ts'
import { peoplePages } from './access/people/people-pages.ts'
import { urgentPage } from './access/people/urgent-page.ts'
import { accessPages } from './access/sign-in/access-pages.ts'
import { identityPages } from './access/sign-in/identity-pages.ts'
import { ownFactorPages } from './access/sign-in/own-factor-pages.ts'
import { passkeyPages } from './access/sign-in/passkey-pages.ts'
import { sessionLeft } from './access/sign-in/session-left.ts'
import { webhookPages } from './access/webhooks/webhook-pages.ts'
import { casePages } from './cases/case-pages.ts'
import { silentPages } from './cases/silent-pages.ts'
import { deadlineApi } from './deadlines/deadline-api.ts'
import { problemPages } from './deadlines/problem-pages.ts'
import { timelinessPages } from './deadlines/timeliness-pages.ts'
import { urgeThingPages } from './deadlines/urge-thing.ts'
import { homeRoutes } from './home/home-routes.ts'
import { openapiApi } from './home/openapi-api.ts'
import type { Route } from './http/route.ts'
import { bankPages } from './money/bank-pages.ts'
import { fundingPages } from './money/funding-pages.ts'
import { moneyApi } from './money/money-api.ts'
import { reconciliationPages } from './money/reconciliation-pages.ts'
import { closingApi } from './months/closing-api.ts'
import { closingPages } from './months/closing-pages.ts'
import { monthPage } from './months/month-page.ts'
import { returnPages } from './months/return-pages.ts'
import { returnsApi } from './months/returns-api.ts'
import { outputPages } from './outputs/output-pages.ts'
import { batchList } from './payments/batch-list.ts'
import { batchPages } from './payments/batch-pages.ts'
import { paymentApi } from './payments/payment-api.ts'
import { personApi } from './persons/person-api.ts'
import { personPages } from './persons/person-pages.ts'
import { rosterPages } from './persons/roster-pages.ts'
import { searchPages } from './persons/search-pages.ts'
import { policyApi } from './policy/policy-api.ts'
import { policyPages } from './policy/policy-pages.ts'
import { statisticsPages } from './statistics/statistics-pages.ts'
import { listsRoutes } from './uploads/lists-routes.ts'
import { mendPages } from './uploads/mend-pages.ts'
import { nilApi } from './uploads/nil-api.ts'
import { nilPages } from './uploads/nil-pages.ts'
import { toldPages } from './uploads/told-pages.ts'
import { uploadApi } from './uploads/upload-api.ts'
import { uploadPages } from './uploads/upload-pages.ts'

export const ROUTES: readonly Route[] = [
  ...uploadApi,
  ...nilApi,
  ...closingApi,
  ...returnsApi,
  ...paymentApi,
  ...moneyApi,
  ...deadlineApi,
  ...personApi,
  ...policyApi,
  ...openapiApi,
  ...accessPages,
  ...keyPages,
  ...webhookPages,
  ...auditPages,
  ...personLooks,
  ...identityPages,
  ...passkeyPages,
  ...ownFactorPages,
  ...sessionLeft,
  ...peoplePages,
  ...urgentPage,
  ...accountCheckPages,
  ...homeRoutes,
  ...listsRoutes,
  ...toldPages,
  ...outputPages,
  ...uploadPages,
  ...mendPages,
  ...monthPage,
  ...closingPages,
  ...returnPages,
  ...casePages,
  ...searchPages,
  ...rosterPages,
  ...personPages,
  ...batchList,
  ...batchPages,
  ...silentPages,
  ...reconciliationPages,
  ...fundingPages,
  ...bankPages,
  ...statisticsPages,
  ...timelinessPages,
  ...urgeThingPages,
  ...problemPages,
  ...nilPages,
  ...policyPages,
]
