/** Addresses to which an administrator may have events sent. */
import { expect, test } from 'vitest'
import { unfitWebhook } from '../../../rules/access/webhook-rules.ts'
import { MOST_WEBHOOKS, type WebhookWish } from '../../../schemas/records/webhook.ts'

const wish = (url: string): WebhookWish => ({ office: 'bank', url, events: ['batch.published'] })
const GOOD = 'https://system.example.org/events?of=me'

test.each([
  ['http://system.example.org/', 'in the clear'],
  ['https://10.0.0.1/', 'no name'],
  ['https://[fd00::1]/', 'no name'],
  ['https://0x7f.1/', 'no name, written otherwise'],
  ['https://localhost/', 'no name of a network'],
  ['https://a:b@system.example.org/', 'a password'],
  ['https://system.example.org/#x', 'a fragment'],
  ['https://system.example.org/440222199001011234', 'a number of a person'],
  ['system.example.org', 'no address'],
  ['javascript:alert(1)', 'no address of a network'],
])('%s is none: %s', (url) => {
  expect(unfitWebhook([], wish(url), false)).toBe('webhook-address-unfit')
})

test('a fit address is taken once an office, up to a limit', () => {
  expect(unfitWebhook([], wish(GOOD), false)).toBeUndefined()
  expect(unfitWebhook([{ url: GOOD, office: 'bank' }], wish(GOOD), false)).toBe('webhook-known')
  expect(unfitWebhook([{ url: GOOD, office: 'finance' }], wish(GOOD), false)).toBeUndefined()
  const full = Array.from({ length: MOST_WEBHOOKS }, (_, i) => ({ url: `${GOOD}${i}`, office: 'bank' as const }))
  expect(unfitWebhook(full, wish(GOOD), false)).toBe('webhooks-full')
})

test('a hub of one machine sends within its own network', () => {
  for (const url of ['http://10.0.0.1:8080/events', 'http://localhost/'])
    expect(unfitWebhook([], wish(url), true)).toBeUndefined()
  expect(unfitWebhook([], wish('ftp://10.0.0.1/'), true)).toBe('webhook-address-unfit')
})
