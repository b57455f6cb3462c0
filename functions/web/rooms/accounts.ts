/** Accounts, keys, webhooks, and the audit. */
import { auditApi } from '../access/audit/audit-api.ts'
import { auditPages } from '../access/audit/audit-pages.ts'
import { accountCheckPages } from '../access/people/account-check-pages.ts'
import { keyPages } from '../access/people/key-pages.ts'
import { peopleApi } from '../access/people/people-api.ts'
import { peoplePages } from '../access/people/people-pages.ts'
import { urgentPage } from '../access/people/urgent-page.ts'
import { webhookApi } from '../access/webhooks/webhook-api.ts'
import { webhookPages } from '../access/webhooks/webhook-pages.ts'
import type { Route } from '../http/route.ts'

export const routes: readonly Route[] = [
  ...peopleApi,
  ...webhookApi,
  ...auditApi,
  ...keyPages,
  ...webhookPages,
  ...auditPages,
  ...peoplePages,
  ...urgentPage,
  ...accountCheckPages,
]
