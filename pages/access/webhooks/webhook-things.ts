import type { Policy } from '../../../schemas/records/policy.ts'
import type { Webhook } from '../../../schemas/records/webhook.ts'
import { timeName } from '../../../wording/dates.ts'
import { HEADINGS } from '../../../wording/headings.ts'
import { officeName } from '../../../wording/offices.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import {
  eventNames,
  NEVER_SENT,
  NO_WEBHOOKS,
  triedWords,
  UNDELIVERED,
  undelivered,
  WEBHOOK_HEADINGS,
} from '../../../wording/webhooks.ts'
import type { ThingList } from '../../parts/things.tsx'

/** A webhook, and how many of its deliveries were given up. */
export interface ToldWebhook {
  readonly webhook: Webhook
  readonly dead: number
}

/** What was given up waits for its administrator; what was refused is sent again by the hub. */
export function webhookThings(policy: Policy, webhooks: readonly ToldWebhook[]): ThingList {
  return {
    id: 'webhooks',
    name: PAGE_NAMES.webhooks,
    numbered: HEADINGS.office,
    stated: WEBHOOK_HEADINGS.last,
    columns: [WEBHOOK_HEADINGS.url, WEBHOOK_HEADINGS.events, UNDELIVERED, HEADINGS.time],
    things: webhooks.map(({ webhook, dead }) => ({
      href: `/webhooks/${webhook.id}`,
      number: officeName(policy, webhook),
      cells: [
        shortened(webhook.url),
        eventNames(webhook.events),
        undelivered(dead),
        webhook.last ? timeName(webhook.last.at) : '',
      ],
      state: { ...(webhook.last ? triedWords(webhook.last) : NEVER_SENT), moving: false },
      stage: dead > 0 ? 'todo' : webhook.last?.why ? 'doing' : 'done',
    })),
    empty: NO_WEBHOOKS,
    tabs: ['todo', 'doing', 'all'],
  }
}

/** What stands behind the host may be long, and known to its holder alone. */
function shortened(url: string): string {
  const { host, pathname } = new URL(url)
  return pathname.length > 1 ? `${host}/…` : host
}
