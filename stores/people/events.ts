/** Persons' events, `<h>` / `EVENT#<instant>#<source>`, looked through where they end. */
import { BatchWriteItemCommand, ScanCommand, type WriteRequest } from '@aws-sdk/client-dynamodb'
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod'
import type { Clients } from '../aws/clients.ts'
import { inChunks, untilTaken } from '../aws/in-chunks.ts'

const WRITE_MOST = 25

export const EventKey = z.object({ h: z.string(), sk: z.string() })
export type EventKey = z.infer<typeof EventKey>

export interface Events {
  /** Keys of events before an instant, of one page of the table. */
  before(instant: string, from?: EventKey): Promise<{ keys: EventKey[]; next?: EventKey }>
  remove(keys: readonly EventKey[]): Promise<void>
}

export function events({ dynamodb }: Clients, table: string): Events {
  return {
    async before(instant, from) {
      const { Items = [], LastEvaluatedKey: next } = await dynamodb.send(
        new ScanCommand({
          TableName: table,
          FilterExpression: 'begins_with(sk, :events) AND sk < :end',
          ExpressionAttributeValues: marshall({ ':events': 'EVENT#', ':end': `EVENT#${instant}` }),
          ProjectionExpression: 'h, sk',
          ReturnConsumedCapacity: 'TOTAL',
          ...(from && { ExclusiveStartKey: marshall(from) }),
        }),
      )
      const keyOf = (item: NonNullable<typeof next>) => EventKey.parse(unmarshall(item))
      return { keys: Items.map(keyOf), ...(next && { next: keyOf(next) }) }
    },
    remove: (keys) =>
      inChunks(keys, WRITE_MOST, (chunk) =>
        untilTaken(
          chunk.map((key): WriteRequest => ({ DeleteRequest: { Key: marshall(key) } })),
          async (left) => {
            const answer = await dynamodb.send(
              new BatchWriteItemCommand({ RequestItems: { [table]: [...left] }, ReturnConsumedCapacity: 'TOTAL' }),
            )
            return answer.UnprocessedItems?.[table] ?? []
          },
        ),
      ),
  }
}
