/** The parts of a month without the month: its files read, and as many items moved on the same engine. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DynamoDBClient,
  ListTablesCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb'
import { fileSource } from '../forms/incoming/sheet/bytes/source.ts'
import { openWorkbook } from '../forms/incoming/sheet/open.ts'
import { startEngine } from '../local/host/engines/engine-process.ts'
import type { Summary } from './month-command.ts'

type Item = Record<string, AttributeValue>
const TABLE = 'bare'

/** @returns milliseconds; `data` is a finished month's folder, `abreast` the requests under way at once */
export async function bareMilliseconds(
  inbox: string,
  data: string,
  { stages }: Summary,
  abreast: number,
): Promise<number> {
  const begun = performance.now()
  for (const path of filesBelow(inbox)) {
    const { sheets } = await openWorkbook(await fileSource(path), { isHeader: () => true })
    for (const sheet of sheets) for await (const _ of sheet.rows());
  }
  const reading = performance.now() - begun
  const items = await itemsOf(join(data, 'dynamodb'))
  // A key costs a read unit, an item up to 1 KB a write unit.
  const gets = (stages.match?.read ?? 0) + 2 * (stages.snapshot?.read ?? 0)
  const puts = stages.match?.write ?? 0
  return reading + (await moved(items, Math.round(gets), Math.round(puts), abreast))
}

async function itemsOf(dir: string): Promise<Item[]> {
  return withEngine(dir, async (client) => {
    const { TableNames = [] } = await client.send(new ListTablesCommand({}))
    const name = TableNames.find((one) => one.includes('people'))
    if (!name) throw new Error('the month has left no persons')
    const items: Item[] = []
    let from: Item | undefined
    do {
      const page = await client.send(new ScanCommand({ TableName: name, ExclusiveStartKey: from }))
      items.push(...(page.Items ?? []).filter(({ sk }) => !sk!.S!.startsWith('PAY#')))
      from = page.LastEvaluatedKey
    } while (from)
    return items
  })
}

async function moved(items: readonly Item[], gets: number, puts: number, abreast: number): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), 'bench-bare-'))
  try {
    return await withEngine(dir, async (client) => {
      const at = (i: number) => items[i % items.length]!
      const begun = performance.now()
      await inTurns(puts, 25, abreast, (some) =>
        client.send(
          new BatchWriteItemCommand({ RequestItems: { [TABLE]: some.map((i) => ({ PutRequest: { Item: at(i) } })) } }),
        ),
      )
      await inTurns(gets, 100, abreast, (some) => {
        const keys = [...new Set(some.map((i) => i % items.length))].map((i) => ({
          h: items[i]!.h!,
          sk: items[i]!.sk!,
        }))
        return client.send(new BatchGetItemCommand({ RequestItems: { [TABLE]: { Keys: keys, ConsistentRead: true } } }))
      })
      return performance.now() - begun
    })
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

async function withEngine<T>(dir: string, work: (client: DynamoDBClient) => Promise<T>): Promise<T> {
  const keys = { accessKeyId: 'BENCH', secretAccessKey: 'bench' }
  const quiet = () => {}
  const engine = await startEngine('dynamodb', { dir, port: 0, ...keys }, process.env, quiet, quiet)
  const client = new DynamoDBClient({ region: 'local', endpoint: engine.url, credentials: keys })
  try {
    await engine.call('open', [{ name: TABLE, definition: PEOPLE }])
    return await work(client)
  } finally {
    client.destroy()
    await engine.stop()
  }
}

const PEOPLE = {
  AttributeDefinitions: ['h', 'sk'].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
  KeySchema: [
    { AttributeName: 'h', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  BillingMode: 'PAY_PER_REQUEST',
}

async function inTurns(
  count: number,
  size: number,
  abreast: number,
  work: (some: number[]) => Promise<unknown>,
): Promise<void> {
  let next = 0
  const worker = async () => {
    while (next < count) {
      const from = next
      next += size
      await work(Array.from({ length: Math.min(size, count - from) }, (_, i) => from + i))
    }
  }
  await Promise.all(Array.from({ length: abreast }, worker))
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
