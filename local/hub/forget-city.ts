/** A running hub forgets its city: its processes are not started anew. */
import { jsonCall } from '../host/machine/json-call.ts'

type Item = Record<string, { S?: string }>

/** Empties the tables of a hub that goes on with another city. */
export async function forgetCity(dynamodb: string): Promise<void> {
  const call = <T>(operation: string, body: object) => jsonCall<T>(dynamodb, `DynamoDB_20120810.${operation}`, body)
  const { TableNames } = await call<{ TableNames: string[] }>('ListTables', {})
  for (const name of TableNames)
    for (;;) {
      const { Items } = await call<{ Items: Item[] }>('Scan', { TableName: name })
      const requests = Items.filter((item) => !isForgotten(item)).map(forgotten)
      for (let at = 0; at < requests.length; at += 25)
        await call('BatchWriteItem', { RequestItems: { [name]: requests.slice(at, at + 25) } })
      if (requests.length === 0) break
    }
}

const isHead = ({ pk }: Item) => pk?.S?.startsWith('HEAD#') ?? false
const isForgotten = (item: Item) => isHead(item) && !('roster' in item)

/** A head keeps its count: the queue of units drops what has a name that it has had within five minutes. */
function forgotten(item: Item): object {
  const { pk, h, sk, issued, version } = item
  if (isHead(item)) return { PutRequest: { Item: { pk, sk, issued, ...(version && { version, lists: { L: [] } }) } } }
  return { DeleteRequest: { Key: { ...(pk ? { pk } : { h }), sk } } }
}
