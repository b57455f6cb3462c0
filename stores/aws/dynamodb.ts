/** DynamoDB, of which every page and stage reads. */
import type * as Sdk from '@aws-sdk/client-dynamodb'
import { type JsonApiOptions, jsonApi } from './json-api.ts'

/** What is asked and answered. */
interface Operations {
  readonly BatchExecuteStatement: [Sdk.BatchExecuteStatementInput, Sdk.BatchExecuteStatementOutput]
  readonly BatchGetItem: [Sdk.BatchGetItemInput, Sdk.BatchGetItemOutput]
  readonly BatchWriteItem: [Sdk.BatchWriteItemInput, Sdk.BatchWriteItemOutput]
  readonly DeleteItem: [Sdk.DeleteItemInput, Sdk.DeleteItemOutput]
  readonly GetItem: [Sdk.GetItemInput, Sdk.GetItemOutput]
  readonly PutItem: [Sdk.PutItemInput, Sdk.PutItemOutput]
  readonly Query: [Sdk.QueryInput, Sdk.QueryOutput]
  readonly Scan: [Sdk.ScanInput, Sdk.ScanOutput]
  readonly UpdateItem: [Sdk.UpdateItemInput, Sdk.UpdateItemOutput]
}

export type Operation = keyof Operations
export type Item = Record<string, Sdk.AttributeValue>
export type WriteRequest = Sdk.WriteRequest

/** Stands around each request. @param body as it is sent */
export type Around = (operation: Operation, body: string, send: () => Promise<unknown>) => Promise<unknown>

export interface DynamoDb {
  /** @throws ServiceError of json-api.ts */
  send<Of extends Operation>(operation: Of, input: Operations[Of][0]): Promise<Operations[Of][1]>
  /** Outside of those that stand there already. */
  around(way: Around): void
  destroy(): void
}

export const TARGET = 'DynamoDB_20120810'

export function dynamoDb(options: Omit<JsonApiOptions, 'service' | 'target'>): DynamoDb {
  const api = jsonApi({ ...options, service: 'dynamodb', target: TARGET })
  const ways: Around[] = []
  return {
    async send<Of extends Operation>(operation: Of, input: Operations[Of][0]): Promise<Operations[Of][1]> {
      const body = written(input)
      let send = async (): Promise<unknown> => read(await api.send(operation, body))
      for (const way of ways) {
        const inner = send
        send = () => way(operation, body, inner)
      }
      return (await send()) as Operations[Of][1]
    },
    around: (way) => void ways.push(way),
    destroy: api.destroy,
  }
}

export const isConditionFailed = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ConditionalCheckFailedException'

/** An attribute's value alone stands directly under `B`: of what else is called so, the value is an object. */
const written = (input: object): string =>
  JSON.stringify(input, function (this: Record<string, unknown>, name, value) {
    const own = name === 'B' ? this[name] : undefined
    return own instanceof Uint8Array ? Buffer.from(own).toString('base64') : value
  })

const BYTES = /"B"\s*:\s*"/

const read = (text: string): unknown =>
  BYTES.test(text)
    ? JSON.parse(text, (name, value) =>
        name === 'B' && typeof value === 'string' ? Buffer.from(value, 'base64') : value,
      )
    : JSON.parse(text)
