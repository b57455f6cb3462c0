/** SNS topics of finished work. */
import type { Clients } from './clients.ts'
import { withCorrelation } from './correlation.ts'

export interface Topic<Message> {
  publish(message: Message): Promise<void>
}

export function topic<Message>({ sns }: Clients, arn: string): Topic<Message> {
  return {
    async publish(message) {
      const { client, PublishCommand } = await sns()
      await client.send(new PublishCommand(withCorrelation({ TopicArn: arn, Message: JSON.stringify(message) })))
    },
  }
}
