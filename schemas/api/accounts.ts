/** Answers about accounts, keys and webhooks: no secret, and nothing that opens an account. */
import * as z from 'zod'
import { Instant } from '../codes.ts'
import { Account } from '../records/account.ts'
import { AccountRequest } from '../records/account-request.ts'
import { ApiKey } from '../records/api-key.ts'
import { Delivery, Webhook } from '../records/webhook.ts'

/** What waits for security, or was refused. */
const RequestShown = AccountRequest.pick({ duties: true, ends: true, until: true, by: true, at: true, refused: true })

export const AccountShown = Account.pick({
  id: true,
  name: true,
  division: true,
  office: true,
  duties: true,
  grants: true,
  invitedAt: true,
  letterAt: true,
  activeAt: true,
  usedAt: true,
  lockedAt: true,
  unusedDays: true,
  endedAt: true,
})
  .partial({ invitedAt: true })
  .extend({
    /** `asked`: it is no account yet, and waits for security; `refused`: it was. */
    state: z.enum(['ended', 'locked', 'in-use', 'uninvited', 'lapsed', 'invited', 'asked', 'refused']),
    request: RequestShown.optional(),
  })
  .meta({ id: 'Account' })
export type AccountShown = z.infer<typeof AccountShown>

export const AccountListed = AccountShown.extend({
  /** At how many it is signed in, where at more than one at once. */
  places: z.int().min(2).optional(),
  /** Days without use for which it would be locked, were it not the last with a needed duty. */
  keptDays: z.int().positive().optional(),
}).meta({ id: 'AccountListed' })

export const AccountWhole = AccountShown.extend({
  signInName: z.string().optional(),
  /** Where it is signed in now. */
  sessions: z.array(z.object({ address: z.string(), usedAt: Instant })),
}).meta({ id: 'AccountWhole' })

export const KeyShown = ApiKey.omit({ hash: true }).meta({ id: 'ApiKey' })

export const WebhookShown = Webhook.meta({ id: 'Webhook' })

const DeliveryShown = Delivery.omit({ webhook: true, body: true })

/** A hundred of each at most, as on the page. */
export const WebhookWhole = Webhook.extend({
  waiting: z.array(DeliveryShown),
  dead: z.array(DeliveryShown),
}).meta({ id: 'WebhookWhole' })
