/** Where the hub tells an office's own system what has happened (docs/records.md#webhook). */
import * as z from 'zod'
import { County, Instant, Office } from '../codes.ts'
import { later } from '../later.ts'
import { AccountId } from './account.ts'

/** Of one division. */
export const MOST_WEBHOOKS = 20
export const LONGEST_ADDRESS = 300
export const MOST_TRIES = 8

export const WebhookEvent = z.enum(['upload.settled', 'return.submitted', 'batch.published'])
export type WebhookEvent = z.infer<typeof WebhookEvent>
export const TEST_EVENT = 'webhook.test'

export const WebhookWish = later(() =>
  z.object({
    office: Office,
    url: z.string().trim().min(1).max(LONGEST_ADDRESS),
    events: z
      .array(WebhookEvent)
      .min(1)
      .max(WebhookEvent.options.length)
      .transform((events) => [...new Set(events)]),
  }),
)
export type WebhookWish = z.infer<typeof WebhookWish>

export const DeliveryFault = z.enum(['status', 'redirect', 'timeout', 'address', 'unreachable', 'revoked'])
export type DeliveryFault = z.infer<typeof DeliveryFault>

const Tried = later(() => z.object({ at: Instant, status: z.int().optional(), why: DeliveryFault.optional() }))

export const Webhook = later(() =>
  WebhookWish.extend({
    id: AccountId,
    division: County,
    /** The account that made it. */
    by: AccountId,
    madeAt: Instant,
    revokedAt: Instant.optional(),
    last: Tried.optional(),
  }),
)
export type Webhook = z.infer<typeof Webhook>

export const Delivery = later(() =>
  z.object({
    webhook: AccountId,
    id: z.string(),
    type: z.enum([...WebhookEvent.options, TEST_EVENT]),
    body: z.string().max(4000),
    at: Instant,
    state: z.enum(['waiting', 'delivered', 'dead']),
    tries: z.int().nonnegative(),
    nextAt: Instant,
    last: Tried.optional(),
  }),
)
export type Delivery = z.infer<typeof Delivery>
