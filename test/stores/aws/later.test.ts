import { expect, test } from 'vitest'
import { laterOn } from '../../../stores/aws/later.ts'
import * as commands from '../../../stores/aws/sqs.ts'

const asked = (send: unknown) => (async () => ({ ...commands, client: { send } })) as never

test('a message comes back after 5 seconds, 30, two minutes, then every ten; its queue is looked up once', async () => {
  const sent: { input: Record<string, unknown> }[] = []
  const send = async (command: { input: Record<string, unknown> }) => {
    sent.push(command)
    return command instanceof commands.GetQueueUrlCommand ? { QueueUrl: 'https://queues/intake' } : {}
  }
  const later = laterOn({ sqs: asked(send), isEmbedded: false })
  const queueArn = 'arn:aws-cn:sqs:cn-north-1:123456789012:intake'
  for (const tries of [1, 2, 3, 4, 5, 9]) await later({ queueArn, receipt: `r${tries}`, tries })
  const [first, ...changed] = sent.map(({ input }) => input)
  expect(first).toEqual({ QueueName: 'intake', QueueOwnerAWSAccountId: '123456789012' })
  expect(changed.map(({ ReceiptHandle, VisibilityTimeout }) => `${ReceiptHandle} ${VisibilityTimeout}`)).toEqual([
    'r1 5',
    'r2 30',
    'r3 120',
    'r4 600',
    'r5 600',
    'r9 600',
  ])
  for (const { QueueUrl } of changed) expect(QueueUrl).toBe('https://queues/intake')
})

test('the embedded host puts off by itself', async () => {
  const send = () => Promise.reject(new Error('asked'))
  await laterOn({ sqs: asked(send), isEmbedded: true })({ queueArn: 'arn', receipt: 'r', tries: 1 })
})
