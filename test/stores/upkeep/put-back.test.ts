/** A table becomes what its restored copy is: what differs is put, what it has besides is deleted, and only where that is said. */
import { marshall } from '@aws-sdk/util-dynamodb'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DynamoDb } from '../../../stores/aws/dynamodb.ts'
import { putBack } from '../../../stores/upkeep/put-back.ts'
import { type Engines, startEngines } from '../../faults/engines.ts'

let engines: Engines
let dynamodb: DynamoDb
beforeAll(async () => {
  engines = await startEngines()
  dynamodb = engines.clients.dynamodb
})
afterAll(() => engines.stop())

const COPIED = { from: 'restored', to: 'live', keys: ['pk', 'sk'] } as const
const item = (n: number, more: object = {}) => ({ pk: `UPLOAD#${n % 7}`, sk: String(n), n, ...more })

async function fill(table: string, items: readonly object[]): Promise<void> {
  for (let at = 0; at < items.length; at += 25) {
    const requests = items.slice(at, at + 25).map((one) => ({ PutRequest: { Item: marshall(one) } }))
    await dynamodb.send('BatchWriteItem', { RequestItems: { [table]: requests } })
  }
}
async function all(table: string): Promise<string[]> {
  const { Items = [] } = await dynamodb.send('Scan', { TableName: table, ConsistentRead: true })
  return Items.map((one) => JSON.stringify(Object.entries(one).sort())).sort()
}

test('counted first, then put and deleted, and a second time nothing is left to do', async () => {
  await engines.openTables(['restored', 'live'].map((name) => ({ name, hash: 'pk', range: 'sk' })))
  const numbers = Array.from({ length: 260 }, (_, i) => i)
  await fill(
    'restored',
    numbers.map((n) => item(n, { text: 'x', bytes: Buffer.from([n % 256]), set: new Set(['a', 'b']) })),
  )
  const same = { text: 'x', bytes: Buffer.from([0]), set: new Set(['a', 'b']) }
  await fill('live', [
    item(0, same),
    item(1, { text: 'later' }),
    ...Array.from({ length: 40 }, (_, i) => item(900 + i)),
  ])
  const before = await all('live')
  const found = { put: 259, deleted: 40 }
  expect(await putBack({ ...COPIED, isWritten: false }, dynamodb)).toEqual(found)
  expect(await all('live')).toEqual(before)
  expect(await putBack({ ...COPIED, isWritten: true }, dynamodb)).toEqual(found)
  expect(await all('live')).toEqual(await all('restored'))
  expect(await putBack({ ...COPIED, isWritten: true }, dynamodb)).toEqual({ put: 0, deleted: 0 })
})
