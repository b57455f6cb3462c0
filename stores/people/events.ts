/** Persons' events, `EVENT#<h>` / `EVENT#<instant>#<source>`, looked through where they end. */
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod'
import { present } from '../../schemas/present.ts'
import { PersonEvent } from '../../schemas/records/person.ts'
import type { Clients } from '../aws/clients.ts'
import type { WriteRequest } from '../aws/dynamodb.ts'
import { inChunks, untilTaken } from '../aws/in-chunks.ts'

const WRITE_MOST = 25

export const EventKey = z.object({ h: z.string(), sk: z.string() })
export type EventKey = z.infer<typeof EventKey>

/** Of a person; the earliest beyond them are not read. */
const READ_MOST = 2000

export const eventsKey = (person: string) => `EVENT#${person}`

export interface Events {
  of(key: string): Promise<PersonEvent[]>
  /** Keys of events before an instant, of one page of the table. */
  before(instant: string, from?: EventKey): Promise<{ keys: EventKey[]; next?: EventKey }>
  remove(keys: readonly EventKey[]): Promise<void>
}

export function events({ dynamodb }: Clients, table: string): Events {
  return {
    async of(key) {
      const found: PersonEvent[] = []
      let from: EventKey | undefined
      do {
        const { Items = [], LastEvaluatedKey } = await dynamodb.send('Query', {
          TableName: table,
          KeyConditionExpression: 'h = :key AND begins_with(sk, :events)',
          ExpressionAttributeValues: marshall({ ':key': eventsKey(key), ':events': 'EVENT#' }),
          ScanIndexForward: false,
          ReturnConsumedCapacity: 'TOTAL',
          ...(from && { ExclusiveStartKey: marshall(from) }),
        })
        for (const { body } of Items)
          found.push(PersonEvent.parse(JSON.parse(present(body?.S, 'the body of an event'))))
        from = LastEvaluatedKey && EventKey.parse(unmarshall(LastEvaluatedKey))
      } while (from && found.length < READ_MOST)
      return found
    },
    async before(instant, from) {
      const { Items = [], LastEvaluatedKey: next } = await dynamodb.send('Scan', {
        TableName: table,
        FilterExpression: 'begins_with(sk, :events) AND sk < :end',
        ExpressionAttributeValues: marshall({ ':events': 'EVENT#', ':end': `EVENT#${instant}` }),
        ProjectionExpression: 'h, sk',
        ReturnConsumedCapacity: 'TOTAL',
        ...(from && { ExclusiveStartKey: marshall(from) }),
      })
      const keyOf = (item: NonNullable<typeof next>) => EventKey.parse(unmarshall(item))
      return { keys: Items.map(keyOf), ...(next && { next: keyOf(next) }) }
    },
    remove: (keys) =>
      inChunks(keys, WRITE_MOST, (chunk) =>
        untilTaken(
          chunk.map((key): WriteRequest => ({ DeleteRequest: { Key: marshall(key) } })),
          async (left) => {
            const answer = await dynamodb.send('BatchWriteItem', {
              RequestItems: { [table]: [...left] },
              ReturnConsumedCapacity: 'TOTAL',
            })
            return answer.UnprocessedItems?.[table] ?? []
          },
        ),
      ),
  }
}
