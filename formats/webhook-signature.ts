/** Signatures of what the hub tells offices' systems, as Standard Webhooks writes them. */
import { createHmac, hkdfSync } from 'node:crypto'

export interface WebhookSecrets {
  /** What the receiver keeps. */
  secretOf(webhook: string): string
  /** @param time seconds since 1970 */
  headersOf(webhook: string, message: { readonly id: string; readonly time: number; readonly body: string }): Signed
}

interface Signed {
  readonly 'webhook-id': string
  readonly 'webhook-timestamp': string
  readonly 'webhook-signature': string
}

const PREFIX = 'whsec_'

/** Each webhook's own secret follows from the hub's, so that none is stored. @param secret 32 characters or more */
export function webhookSecrets(secret: string): WebhookSecrets {
  const keyOf = (webhook: string) => Buffer.from(hkdfSync('sha256', secret, webhook, 'yingbao webhook', 32))
  return {
    secretOf: (webhook) => PREFIX + keyOf(webhook).toString('base64'),
    headersOf(webhook, { id, time, body }) {
      const signature = createHmac('sha256', keyOf(webhook)).update(`${id}.${time}.${body}`).digest('base64')
      return { 'webhook-id': id, 'webhook-timestamp': String(time), 'webhook-signature': `v1,${signature}` }
    },
  }
}
