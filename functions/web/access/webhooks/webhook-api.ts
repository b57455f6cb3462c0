/** Webhooks as data: what waits, and what was given up. They are made and replayed by hand, on pages. */
import { WebhookShown, WebhookWhole } from '../../../../schemas/api/accounts.ts'
import { apiRoute } from '../../http/api-route.ts'
import { listRoute, pageOf } from '../../http/paged.ts'
import type { Route } from '../../http/route.ts'
import { divisionOf } from '../people/api-keys.ts'
import { oneWebhook, webhookWhole } from './webhook-pages.ts'

export const webhookApi: readonly Route[] = [
  listRoute({
    path: '/api/webhooks',
    summary: 'Lists the webhooks of the administrator’s division, each with how its last delivery went',
    does: oneWebhook.does,
    item: WebhookShown,
    run: async (deps, { caller }, wanted) =>
      pageOf(await deps.webhooks.list(divisionOf(caller)), ({ madeAt, id }) => `${madeAt} ${id}`, wanted),
  }),
  apiRoute({
    method: 'GET',
    path: '/api/webhooks/:id',
    summary: 'A webhook: what waits to be sent to it again, and what was given up',
    ...oneWebhook,
    answer: WebhookWhole,
    async run(deps, { params: { id } }) {
      const { webhook, ...deliveries } = await webhookWhole(deps, id)
      return { ...webhook, ...deliveries }
    },
  }),
]
