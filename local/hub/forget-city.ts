/** A running hub forgets its city: its processes are not started anew. */
import { makeClients } from '../../stores/aws/clients.ts'
import { folders } from '../../stores/objects/folders.ts'
import type { Hub } from '../host/hub.ts'
import { jsonCall } from '../host/machine/json-call.ts'
import { type HubAccess, settingsOf } from './hub-access.ts'

type Item = Record<string, { S?: string }>

/** An operation of DynamoDB, with the body and the answer of its JSON protocol. */
type Call = <T>(operation: 'ListTables' | 'Scan' | 'BatchWriteItem', body: object) => Promise<T>

/** Empties the tables of an embedded hub that goes on with another city. */
export async function forgetCity(hub: Pick<Hub, 'endpoints'> & HubAccess): Promise<void> {
  const { dynamodb } = hub.endpoints
  const call: Call = (operation, body) => jsonCall(dynamodb, `DynamoDB_20120810.${operation}`, body)
  const { TableNames } = await call<{ TableNames: string[] }>('ListTables', {})
  await emptyStores(hub, call, TableNames)
}

/** As `forgetCity`, of a hub whose tables have to be asked otherwise. */
export async function emptyStores(hub: HubAccess, call: Call, names: readonly string[]): Promise<void> {
  // From these a hub with empty tables would know again whom it has paid.
  const { OUTBOX_BUCKET = '' } = settingsOf(hub)
  await folders(makeClients(hub.env && { environment: hub.env }), OUTBOX_BUCKET).removeAll('instructed/')
  for (const name of names)
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
