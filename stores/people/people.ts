/** Table `people`: a person is one item with a JSON body (ADR 0002). */
import { present } from '../../schemas/present.ts'
import { Person, type PersonEvent } from '../../schemas/records/person.ts'
import type { Clients } from '../aws/clients.ts'
import type { Item, WriteRequest } from '../aws/dynamodb.ts'
import { inChunks, untilTaken } from '../aws/in-chunks.ts'
import { eventsKey } from './events.ts'

const GET_MOST = 100
const WRITE_MOST = 25

export interface People {
  get(keys: readonly string[], consistency: 'strong' | 'eventual'): Promise<Map<string, Person>>
  /** A shard has one writer, so items are replaced whole. */
  put(persons: readonly Person[]): Promise<void>
  putEvents(events: readonly PersonEvent[]): Promise<void>
}

export function people({ dynamodb }: Clients, table: string): People {
  const getChunk = async (keys: readonly string[], strong: boolean, into: Map<string, Person>): Promise<void> => {
    const wanted: Item[] = keys.map((h) => ({ h: { S: h }, sk: { S: 'PERSON' } }))
    await untilTaken(wanted, async (Keys) => {
      const answer = await dynamodb.send('BatchGetItem', {
        RequestItems: { [table]: { Keys: [...Keys], ConsistentRead: strong } },
        ReturnConsumedCapacity: 'TOTAL',
      })
      for (const { h, body } of answer.Responses?.[table] ?? [])
        into.set(
          present(h?.S, 'the key of a person'),
          Person.parse(JSON.parse(present(body?.S, 'the body of a person'))),
        )
      return answer.UnprocessedKeys?.[table]?.Keys ?? []
    })
  }
  const writeChunk = async (items: readonly Item[]): Promise<void> => {
    const puts: WriteRequest[] = items.map((Item) => ({ PutRequest: { Item } }))
    await untilTaken(puts, async (left) => {
      const answer = await dynamodb.send('BatchWriteItem', {
        RequestItems: { [table]: [...left] },
        ReturnConsumedCapacity: 'TOTAL',
      })
      return answer.UnprocessedItems?.[table] ?? []
    })
  }
  return {
    async get(keys, consistency) {
      const found = new Map<string, Person>()
      await inChunks(keys, GET_MOST, (chunk) => getChunk(chunk, consistency === 'strong', found))
      return found
    },
    put: (persons) =>
      inChunks(persons, WRITE_MOST, (chunk) =>
        writeChunk(chunk.map((p) => ({ h: { S: p.key }, sk: { S: 'PERSON' }, body: { S: JSON.stringify(p) } }))),
      ),
    putEvents: (events) =>
      inChunks(events, WRITE_MOST, (chunk) =>
        writeChunk(
          chunk.map((e) => ({
            h: { S: eventsKey(e.key) },
            sk: { S: `EVENT#${e.at}#${e.source}` },
            body: { S: JSON.stringify(e) },
          })),
        ),
      ),
  }
}
