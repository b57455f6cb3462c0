/** Where offices' own systems are told what has happened, which the division's administrator sets. */
import * as z from 'zod'
import { WebhookPage } from '../../../../pages/access/webhooks/webhook.tsx'
import { WebhookMade } from '../../../../pages/access/webhooks/webhook-made.tsx'
import { webhookThings } from '../../../../pages/access/webhooks/webhook-things.ts'
import { Webhooks } from '../../../../pages/access/webhooks/webhooks.tsx'
import type { Fault } from '../../../../pages/parts/fault.tsx'
import { officesOf } from '../../../../rules/offices.ts'
import { Instant } from '../../../../schemas/codes.ts'
import { AccountId } from '../../../../schemas/records/account.ts'
import type { Policy } from '../../../../schemas/records/policy.ts'
import { WebhookEvent, WebhookWish } from '../../../../schemas/records/webhook.ts'
import type { WebDeps } from '../../deps.ts'
import { workbookRoute } from '../../http/api-route.ts'
import type { Caller } from '../../http/caller.ts'
import { page } from '../../http/page.ts'
import { formRoute, pageRoute } from '../../http/page-route.ts'
import { found } from '../../http/refuse.ts'
import type { Asked, Route } from '../../http/route.ts'
import { chosenThings, type ThingsWished, thingsFile, thingsQuery } from '../../readings/things.ts'
import { divisionOf } from '../people/api-keys.ts'
import { webhooksWithDead } from './dead-count.ts'
import { makeWebhook, ownWebhook, replay, revokeWebhook, testWebhook } from './webhooks.ts'

const does = { action: 'administer', resource: 'webhook' } as const

const Wish = z
  .object({ office: z.string(), url: z.string(), 'events[]': z.array(WebhookEvent).default([]) })
  .transform(({ 'events[]': events, ...wish }) => ({ ...wish, events }))
  .pipe(WebhookWish)

export const oneWebhook = {
  does,
  params: { id: AccountId },
  owner: (deps: WebDeps, { id }: { id: string }) => ownWebhook(deps, id),
}

export const webhookPages: readonly Route[] = [
  pageRoute({
    path: '/webhooks',
    summary: 'The webhooks of the administrator’s division, and where one is made',
    does,
    query: thingsQuery,
    run: (deps, asked) => showWebhooks(deps, asked),
  }),
  workbookRoute({
    path: '/webhooks/list.xlsx',
    summary: 'The webhooks of the administrator’s division, as a workbook',
    does,
    query: thingsQuery,
    async run(deps, { query, caller }) {
      const policy = await deps.policies.inForce()
      return thingsFile(policy, caller, await listedWebhooks(deps, policy, caller, query))
    },
  }),
  formRoute({
    path: '/webhooks',
    opens: '/webhooks',
    summary: 'Makes a webhook for an office, and shows its secret this once',
    does,
    refuses: [409],
    form: Wish,
    incomplete: 'webhook-incomplete',
    again: { field: 'webhook-url', show: showWebhooks },
    async run(deps, { body, caller, local }) {
      const made = await makeWebhook(deps, caller, body)
      return page(WebhookMade({ policy: await deps.policies.inForce(), local, ...made }))
    },
  }),
  pageRoute({
    path: '/webhooks/:id',
    summary: 'A webhook: what waits to be sent to it again, and what was given up',
    ...oneWebhook,
    query: { sent: Instant.optional().catch(undefined) },
    async run(deps, { params: { id }, query: { sent }, local }) {
      const [policy, whole] = await Promise.all([deps.policies.inForce(), webhookWhole(deps, id)])
      return page(WebhookPage({ policy, local, sent, ...whole }))
    },
  }),
  formRoute({
    path: '/webhooks/:id/test',
    opens: '/webhooks/:id',
    summary: 'Sends a webhook a test',
    ...oneWebhook,
    async run(deps, { params: { id } }) {
      const sent = deps.now().toISOString()
      await testWebhook(deps, id)
      return `/webhooks/${id}?sent=${sent}`
    },
  }),
  formRoute({
    path: '/webhooks/:id/replay',
    opens: '/webhooks/:id',
    summary: 'Sends again what was given up: one delivery, or all that are shown',
    ...oneWebhook,
    form: z.object({ delivery: z.string().max(60).optional() }),
    async run(deps, { params: { id }, body: { delivery } }) {
      const sent = deps.now().toISOString()
      await replay(deps, id, delivery)
      return `/webhooks/${id}?sent=${sent}`
    },
  }),
  formRoute({
    path: '/webhooks/:id/revoke',
    opens: '/webhooks',
    summary: 'Ends a webhook at once',
    ...oneWebhook,
    async run(deps, { params: { id } }) {
      await revokeWebhook(deps, id)
      return '/webhooks'
    },
  }),
]

export async function webhookWhole({ webhooks, deliveries }: Pick<WebDeps, 'webhooks' | 'deliveries'>, id: string) {
  const [webhook, waiting, dead] = await Promise.all([
    webhooks.get(id).then(found),
    deliveries.waiting(id),
    deliveries.dead(id),
  ])
  return { webhook, waiting, dead }
}

type Shown = Pick<Asked, 'caller' | 'local'> & { readonly query?: ThingsWished }

async function showWebhooks(
  deps: WebDeps,
  { caller, local, query = {} }: Shown,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const division = divisionOf(caller)
  const policy = await deps.policies.inForce()
  const webhooks = await listedWebhooks(deps, policy, caller, query)
  return page(Webhooks({ policy, local, division, offices: officesOf(division), webhooks, fault }), status)
}

async function listedWebhooks(deps: WebDeps, policy: Policy, caller: Caller, wished: ThingsWished) {
  return chosenThings(webhookThings(policy, await webhooksWithDead(deps, divisionOf(caller))), wished)
}
