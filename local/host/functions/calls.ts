/** What a request to a table or a bucket asks for, as IAM sees it. */

export interface Call {
  /** `dynamodb:GetItem` */
  readonly action: string
  /** A table, a bucket, or `bucket/key`. */
  readonly resource: string
  /** Partition keys, where the action names any. */
  readonly keys?: readonly string[]
}

const OF_OBJECTS: Record<string, string> = {
  GET: 's3:GetObject',
  HEAD: 's3:GetObject',
  PUT: 's3:PutObject',
  DELETE: 's3:DeleteObject',
}

/**
 * @param headers in small letters
 * @throws for a method that the hub does not use
 */
export function objectCalls(method: string, path: string, headers: Readonly<Record<string, unknown>> = {}): Call[] {
  const [, bucket = '', key = ''] = /^\/([^/?]+)\/?([^?]*)/.exec(path) ?? []
  if (key === '' && method === 'GET') return [{ action: 's3:ListBucket', resource: bucket }]
  const action = OF_OBJECTS[method]
  if (!action || key === '') throw new Error(`the embedded host does not know what ${method} of an object asks for`)
  const actions = 'x-amz-object-lock-mode' in headers ? [action, 's3:PutObjectRetention'] : [action]
  return actions.map((one) => ({ action: one, resource: `${bucket}/${decodeURIComponent(key)}` }))
}

type Values = Record<string, { S?: string }>
type Asked = { Keys: Values[] } | { PutRequest?: { Item: Values }; DeleteRequest?: { Key: Values } }[]
interface TableRequest {
  TableName?: string
  Key?: Values
  Item?: Values
  KeyConditionExpression?: string
  ExpressionAttributeValues?: Values
  RequestItems?: Record<string, Asked>
  Statements?: { Statement: string; Parameters: [{ S?: string }] }[]
}

const keyIn = (values: Values = {}) => (values.pk ?? values.h)?.S ?? ''

/** @param target `X-Amz-Target` */
export function tableCalls(target: string, body: string): Call[] {
  const asked = JSON.parse(body) as TableRequest
  const { TableName: resource = '', Key, Item, KeyConditionExpression, RequestItems, Statements } = asked
  const action = `dynamodb:${target.replace(/^.*\./, '')}`
  if (RequestItems)
    return Object.entries(RequestItems).map(([table, of]) => ({ action, resource: table, keys: keysOf(of) }))
  if (Statements)
    return Statements.map(({ Statement, Parameters: [key] }) => ({
      ...{ action: 'dynamodb:PartiQLInsert', resource: /"(.*)"/.exec(Statement)?.[1] ?? '' },
      keys: [key.S ?? ''],
    }))
  const queried = /^\w+ = (:\w+)/.exec(KeyConditionExpression ?? '')?.[1]
  if (queried) return [{ action, resource, keys: [asked.ExpressionAttributeValues?.[queried]?.S ?? ''] }]
  return [{ action, resource, ...((Key ?? Item) && { keys: [keyIn(Key ?? Item)] }) }]
}

function keysOf(asked: Asked): string[] {
  if (!Array.isArray(asked)) return asked.Keys.map(keyIn)
  return asked.map(({ PutRequest, DeleteRequest }) => keyIn(PutRequest?.Item ?? DeleteRequest?.Key))
}
