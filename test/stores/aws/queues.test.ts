import { expect, test } from 'vitest'
import type { Clients } from '../../../stores/aws/clients.ts'
import { snapshotQueue } from '../../../stores/aws/queues.ts'
import * as commands from '../../../stores/aws/sqs.ts'

test('a message that SQS does not take is a fault', async () => {
  const answers = [{ Failed: [{ Code: 'InternalError' }] }, {}]
  const client = { send: async () => answers.shift() }
  const queue = snapshotQueue({ sqs: async () => ({ ...commands, client }) } as unknown as Clients, 'url')
  const message = { run: 'one', county: '440222' }
  await expect(queue.send(message)).rejects.toMatchObject({ code: 'queue-refused' })
  await queue.send(message)
})
