/** Signatures of webhooks, as another reading of Standard Webhooks (npm's standardwebhooks 1.1.1) makes them. */
import { expect, test } from 'vitest'
import { webhookSecrets } from '../../formats/webhook-signature.ts'

const WEBHOOK = '0000000000000001'
const BODY = '{"type":"webhook.test","data":{}}'

test('a signature is what the library makes of the same secret', () => {
  const { secretOf, headersOf } = webhookSecrets('s'.repeat(64))
  expect(secretOf(WEBHOOK)).toBe('whsec_tGIUlrxz4xMsdwHY46qfN9gvWTzrx766/niw3C5EJ6Y=')
  expect(headersOf(WEBHOOK, { id: 'msg_1', time: 1528246800, body: BODY })).toEqual({
    'webhook-id': 'msg_1',
    'webhook-timestamp': '1528246800',
    'webhook-signature': 'v1,UmvUeQbwEmQZp3SawQf6oDnxhGPSi26iBM9bk9XerRc=',
  })
})

test('each webhook, and each hub, has a secret of its own', () => {
  const secrets = ['s', 't'].flatMap((one) =>
    [WEBHOOK, '0000000000000002'].map((webhook) => webhookSecrets(one.repeat(64)).secretOf(webhook)),
  )
  expect(new Set(secrets).size).toBe(4)
})
