/**
 * Payment claims: `<h>` / `PAY#<year>` in table `people`. Every step is a conditional write of one item, so that a
 * person cannot be paid twice for a year, whatever else goes wrong.
 */
import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { PaymentClaim } from '../schemas/batch.ts'
import type { Clients } from './clients.ts'
import { inChunks, untilTaken } from './in-chunks.ts'

export interface Payments {
  /** The claims that stand, by person's key. Strongly consistent. */
  get(keys: readonly string[], year: number): Promise<Map<string, PaymentClaim>>
  /** Claims the year for a batch; false where another one has it. A repeat by the same batch is true. */
  claim(key: string, year: number, by: Pick<PaymentClaim, 'county' | 'batch'>): Promise<boolean>
  /** Gives back what the batch has claimed and does not pay; nothing where it has not. */
  release(key: string, year: number, batch: string): Promise<void>
}

const METER = { ReturnConsumedCapacity: 'TOTAL' } as const

export function payments({ dynamodb }: Clients, table: string): Payments {
  const itemKey = (key: string, year: number) => ({ h: { S: key }, sk: { S: `PAY#${year}` } })
  const get: Payments['get'] = async (keys, year) => {
    const found = new Map<string, PaymentClaim>()
    await inChunks(keys, 100, async (chunk) => {
      const wanted: Record<string, AttributeValue>[] = chunk.map((key) => itemKey(key, year))
      await untilTaken(wanted, async (Keys) => {
        const answer = await dynamodb.send(
          new BatchGetItemCommand({ RequestItems: { [table]: { Keys: [...Keys], ConsistentRead: true } }, ...METER }),
        )
        for (const item of answer.Responses?.[table] ?? []) {
          found.set(
            item.h!.S!,
            PaymentClaim.parse({ state: item.state?.S, county: item.county?.S, batch: item.batch?.S }),
          )
        }
        return answer.UnprocessedKeys?.[table]?.Keys ?? []
      })
    })
    return found
  }
  return {
    get,
    async claim(key, year, { county, batch }) {
      const mine = await unlessTaken(() =>
        dynamodb.send(
          new PutItemCommand({
            TableName: table,
            Item: { ...itemKey(key, year), state: { S: 'approved' }, county: { S: county }, batch: { S: batch } },
            ConditionExpression: 'attribute_not_exists(h) OR #state IN (:failed, :released)',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':failed': { S: 'failed' }, ':released': { S: 'released' } },
            ...METER,
          }),
        ),
      )
      return mine || (await get([key], year)).get(key)?.batch === batch
    },
    async release(key, year, batch) {
      await unlessTaken(() =>
        dynamodb.send(
          new UpdateItemCommand({
            TableName: table,
            Key: itemKey(key, year),
            UpdateExpression: 'SET #state = :released',
            ConditionExpression: '#batch = :batch AND #state = :approved',
            ExpressionAttributeNames: { '#state': 'state', '#batch': 'batch' },
            ExpressionAttributeValues: {
              ':released': { S: 'released' },
              ':approved': { S: 'approved' },
              ':batch': { S: batch },
            },
            ...METER,
          }),
        ),
      )
    },
  }
}

async function unlessTaken(send: () => Promise<unknown>): Promise<boolean> {
  try {
    await send()
    return true
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false
    throw error
  }
}
