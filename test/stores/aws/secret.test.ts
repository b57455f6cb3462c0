import { expect, test } from 'vitest'
import type { Clients } from '../../../stores/aws/clients.ts'
import { keyedHashFrom } from '../../../stores/aws/secret.ts'
import * as commands from '../../../stores/aws/secrets-manager.ts'

test('a secret that is too short is a fault, and asked for again', async () => {
  const kept = ['short', 'a secret of thirty-two characters']
  const client = { send: async () => ({ SecretString: kept.shift() }) }
  const clients = { secrets: async () => ({ ...commands, client }) } as unknown as Clients
  const hash = keyedHashFrom(clients, 'arn')
  await expect(hash()).rejects.toMatchObject({ code: 'secret-missing' })
  expect((await hash()).personKeyHex('11010519491231002X')).toHaveLength(30)
})
