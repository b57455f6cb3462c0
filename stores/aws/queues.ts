/** Queues and their messages. */
import { hash as digest } from 'node:crypto'
import { Fault } from '../../schemas/fault.ts'
import type { ToAudit } from '../../schemas/messages/to-audit.ts'
import type { BatchStep, FindAgain } from '../../schemas/messages/to-batch.ts'
import type { AboutAudit, CasesMoved, LetterEvent } from '../../schemas/messages/to-deadlines.ts'
import type { HeldConfirmed, ListWithdrawn, NilReported, ObjectCreated } from '../../schemas/messages/to-intake.ts'
import type { ToMatch } from '../../schemas/messages/to-match.ts'
import type { ReturnChanged } from '../../schemas/messages/to-report.ts'
import type { ToSnapshot } from '../../schemas/messages/to-snapshot.ts'
import type { ToWebhooks } from '../../schemas/messages/to-webhooks.ts'
import type { Clients } from './clients.ts'
import { withCorrelation } from './correlation.ts'

/** SQS takes ten messages a call. */
const BATCH = 10

export interface MatchQueue {
  /** SQS keeps order within a shard; repeats are harmless. */
  send(messages: readonly { id: string; message: ToMatch }[]): Promise<void>
}
export interface SnapshotQueue {
  send(message: ToSnapshot): Promise<void>
}

export interface IntakeQueue {
  send(message: HeldConfirmed | ListWithdrawn | NilReported | ObjectCreated): Promise<void>
}

export interface ReportQueue {
  send(message: ReturnChanged): Promise<void>
}
export interface BatchQueue {
  send(message: BatchStep | FindAgain): Promise<void>
}

export interface DeadlinesQueue {
  /**
   * SQS keeps order within a division.
   * @param state tells new events from repeats
   */
  send(message: LetterEvent | AboutAudit | CasesMoved, state?: string): Promise<void>
}

export interface AuditQueue {
  send(message: ToAudit): Promise<void>
}

export interface WebhooksQueue {
  send(messages: readonly ToWebhooks[]): Promise<void>
}

export function matchQueue(clients: Clients, url: string): MatchQueue {
  return {
    async send(messages) {
      for (let i = 0; i < messages.length; i += BATCH) {
        await sendBatch(
          clients,
          url,
          messages.slice(i, i + BATCH).map(({ id, message }) => ({
            MessageBody: JSON.stringify(message),
            MessageGroupId: String(message.shard),
            MessageDeduplicationId: id,
          })),
        )
      }
    },
  }
}

export function intakeQueue(clients: Clients, url: string): IntakeQueue {
  return { send: (message) => sendBatch(clients, url, [{ MessageBody: JSON.stringify(message) }]) }
}

export function reportQueue(clients: Clients, url: string): ReportQueue {
  return { send: (message) => sendBatch(clients, url, [{ MessageBody: JSON.stringify(message) }]) }
}

export function batchQueue(clients: Clients, url: string): BatchQueue {
  return { send: (message) => sendBatch(clients, url, [{ MessageBody: JSON.stringify(message) }]) }
}

export function snapshotQueue(clients: Clients, url: string): SnapshotQueue {
  return { send: (message) => sendBatch(clients, url, [{ MessageBody: JSON.stringify(message) }]) }
}

export function deadlinesQueue(clients: Clients, url: string): DeadlinesQueue {
  return {
    send: (message, state) =>
      sendBatch(clients, url, [
        {
          MessageBody: JSON.stringify(message),
          MessageGroupId: 'county' in message ? message.county : message.division,
          MessageDeduplicationId:
            message.type === 'audit'
              ? digest('sha256', JSON.stringify(message))
              : [...Object.values(message), state].filter(Boolean).join('.'),
        },
      ]),
  }
}

export function auditQueue(clients: Clients, url: string): AuditQueue {
  return {
    send: (message) =>
      sendBatch(clients, url, [
        { MessageBody: JSON.stringify(message), MessageGroupId: 'division' in message ? message.division : 'deposit' },
      ]),
  }
}

export function webhooksQueue(clients: Clients, url: string): WebhooksQueue {
  return {
    async send(messages) {
      for (let i = 0; i < messages.length; i += BATCH) {
        const some = messages.slice(i, i + BATCH)
        await sendBatch(
          clients,
          url,
          some.map((message) => ({ MessageBody: JSON.stringify(message) })),
        )
      }
    },
  }
}

interface Entry {
  MessageBody: string
  MessageGroupId?: string
  MessageDeduplicationId?: string
}

async function sendBatch({ sqs }: Clients, url: string, entries: Entry[]): Promise<void> {
  const { client, SendMessageBatchCommand } = await sqs()
  const { Failed } = await client.send(
    new SendMessageBatchCommand(
      withCorrelation({ QueueUrl: url, Entries: entries.map((entry, i) => ({ Id: String(i), ...entry })) }),
    ),
  )
  if (Failed?.length)
    throw new Fault(
      'queue-refused',
      `SQS did not take ${Failed.length} of ${entries.length} messages: ${Failed[0]?.Code}`,
    )
}
