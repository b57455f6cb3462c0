/** Payment claims: `<h>` / `PAY#<year>` in table `people`. Conditional writes prevent a second payment for a year. */
import {
  type AttributeValue,
  BatchExecuteStatementCommand,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb'
import { present } from '../../schemas/present.ts'
import { PaymentClaim } from '../../schemas/records/batch.ts'
import { before, CLAIM_STEPS } from '../../schemas/states.ts'
import type { Clients } from '../aws/clients.ts'
import { inChunks, untilTaken } from '../aws/in-chunks.ts'

export interface Payments {
  /** Strongly consistent. */
  get(keys: readonly string[], year: number): Promise<Map<string, PaymentClaim>>
  /** False where another batch has the year; a repeat is true. */
  claim(key: string, year: number, by: Pick<PaymentClaim, 'county' | 'batch'>): Promise<boolean>
  /** @returns persons whose year another batch has */
  claimAll(keys: readonly string[], year: number, by: Pick<PaymentClaim, 'county' | 'batch'>): Promise<string[]>
  release(key: string, year: number, batch: string): Promise<void>
}

const CLAIMABLE = before(CLAIM_STEPS, 'approved')
const RELEASABLE = before(CLAIM_STEPS, 'released')

const METER = { ReturnConsumedCapacity: 'TOTAL' } as const

const TOGETHER = 25

export function payments({ dynamodb }: Clients, table: string, together = TOGETHER): Payments {
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
            present(item.h?.S, 'the key of a claim'),
            PaymentClaim.parse({ state: item.state?.S, county: item.county?.S, batch: item.batch?.S }),
          )
        }
        return answer.UnprocessedKeys?.[table]?.Keys ?? []
      })
    })
    return found
  }
  const approved = (key: string, year: number, { county, batch }: Pick<PaymentClaim, 'county' | 'batch'>) => ({
    ...itemKey(key, year),
    state: { S: 'approved' },
    county: { S: county },
    batch: { S: batch },
  })
  const claim: Payments['claim'] = async (key, year, by) => {
    const mine = await unlessTaken(() =>
      dynamodb.send(
        new PutItemCommand({
          TableName: table,
          Item: approved(key, year, by),
          ConditionExpression: `attribute_not_exists(h) OR #state IN (${CLAIMABLE.map((state) => `:${state}`).join(', ')})`,
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: Object.fromEntries(CLAIMABLE.map((state) => [`:${state}`, { S: state }])),
          ...METER,
        }),
      ),
    )
    return mine || (await get([key], year)).get(key)?.batch === by.batch
  }
  /** INSERT fails on an existing item, so a claim is never replaced. */
  const insert = async (keys: readonly string[], year: number, by: Pick<PaymentClaim, 'county' | 'batch'>) => {
    const Statements = keys.map((key) => {
      const item = approved(key, year, by)
      const fields = Object.keys(item).map((name) => `'${name}': ?`)
      return { Statement: `INSERT INTO "${table}" VALUE {${fields.join(', ')}}`, Parameters: Object.values(item) }
    })
    const { Responses = [] } = await dynamodb.send(new BatchExecuteStatementCommand({ Statements, ...METER }))
    return keys.filter((_, i) => !Responses[i] || Responses[i].Error)
  }
  return {
    get,
    claim,
    async claimAll(keys, year, by) {
      const left: string[] = []
      await inChunks(keys, together, async (chunk) => {
        left.push(...(await insert(chunk, year, by)))
      })
      const others: string[] = []
      await inChunks(left, 1, async (chunk) => {
        for (const key of chunk) if (!(await claim(key, year, by))) others.push(key)
      })
      return others
    },
    async release(key, year, batch) {
      await unlessTaken(() =>
        dynamodb.send(
          new UpdateItemCommand({
            TableName: table,
            Key: itemKey(key, year),
            UpdateExpression: 'SET #state = :released',
            ConditionExpression: `#batch = :batch AND #state IN (${RELEASABLE.map((state) => `:${state}`).join(', ')})`,
            ExpressionAttributeNames: { '#state': 'state', '#batch': 'batch' },
            ExpressionAttributeValues: {
              ':released': { S: 'released' },
              ...Object.fromEntries(RELEASABLE.map((state) => [`:${state}`, { S: state }])),
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
