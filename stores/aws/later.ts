/** A message that failed comes back soon, and then less and less soon. */
import type { Clients } from './clients.ts'

export interface FailedMessage {
  readonly queueArn: string
  readonly receipt: string
  /** Deliveries so far. */
  readonly tries: number
}

export type Later = (message: FailedMessage) => Promise<void>

/** Seconds after the first try, the second, and so on; the last ones are of every further try. */
const WAITS = [5, 30, 120, 600]

/** Without it a message would come back only when a call could no longer be at work on it. */
export function laterOn({ sqs, isEmbedded }: Pick<Clients, 'sqs' | 'isEmbedded'>): Later {
  const urls = new Map<string, string>()
  const urlOf = async (arn: string): Promise<string> => {
    const known = urls.get(arn)
    if (known) return known
    const [, , , , account = '', name = ''] = arn.split(':')
    const { client, GetQueueUrlCommand } = await sqs()
    const { QueueUrl = '' } = await client.send(
      new GetQueueUrlCommand({ QueueName: name, QueueOwnerAWSAccountId: account }),
    )
    urls.set(arn, QueueUrl)
    return QueueUrl
  }
  return async ({ queueArn, receipt, tries }) => {
    if (isEmbedded) return
    const VisibilityTimeout = WAITS[Math.min(tries, WAITS.length) - 1] ?? WAITS[0]
    const QueueUrl = await urlOf(queueArn)
    const { client, ChangeMessageVisibilityCommand } = await sqs()
    await client.send(
      new ChangeMessageVisibilityCommand({
        QueueUrl,
        ReceiptHandle: receipt,
        VisibilityTimeout,
      }),
    )
  }
}
