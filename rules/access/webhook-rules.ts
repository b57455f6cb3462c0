/** Where events may be sent, to whom, and when again. */
import type { Resource } from '../../schemas/access.ts'
import { holdsNumber } from '../../schemas/free-text.ts'
import { MOST_TRIES, MOST_WEBHOOKS, type Webhook, type WebhookWish } from '../../schemas/records/webhook.ts'
import { may, type Owner } from './may.ts'

type Unfit = 'webhooks-full' | 'webhook-known' | 'webhook-address-unfit'

/** @param anywhere on a hub of one machine, whose offices are on its own network */
export function unfitWebhook(
  webhooks: readonly Pick<Webhook, 'url' | 'office'>[],
  { url, office }: WebhookWish,
  anywhere: boolean,
): Unfit | undefined {
  if (!isFitAddress(url, anywhere)) return 'webhook-address-unfit'
  if (webhooks.some((one) => one.url === url && one.office === office)) return 'webhook-known'
  return webhooks.length >= MOST_WEBHOOKS ? 'webhooks-full' : undefined
}

/** Names are looked up, and their addresses judged, when something is sent. */
function isFitAddress(text: string, anywhere: boolean): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, hash, hostname } = new URL(text)
  const isName = anywhere || (/[a-z]$/.test(hostname) && hostname.includes('.'))
  const isSafe = protocol === 'https:' || (anywhere && protocol === 'http:')
  return isSafe && isName && !username && !password && !hash && !holdsNumber(text)
}

/** As what an event is seen; whoever sees the thing as one of them hears of it. */
export interface EventSeen {
  readonly owner: Owner
  readonly as: readonly Resource[]
}

/** Counts and ids only: as much as the office's leader sees. */
export function hearsOf({ division, office }: Pick<Webhook, 'division' | 'office'>, { owner, as }: EventSeen): boolean {
  const who = { division, office, duties: ['leader'] } as const
  return as.some((resource) => may(who, { action: 'see', resource, persons: false }, owner))
}

/** Minutes after the first try, the second and so on: a day in all. */
const GAPS = [10, 20, 45, 90, 180, 360, 720]

/** @returns when a delivery is tried again that has failed so often; undefined where it is not */
export function nextTry(tries: number, now: Date): string | undefined {
  const gap = tries < MOST_TRIES ? GAPS[tries - 1] : undefined
  return gap === undefined ? undefined : new Date(now.getTime() + gap * 60_000).toISOString()
}
