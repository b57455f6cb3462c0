/** One hub for many months, each of a city of which nothing is known yet: its processes are started once. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { jsonCall } from '../../local/host/machine/json-call.ts'
import { stageUse } from '../../local/hub/stage-use.ts'
import { type MonthOptions, type MonthReport, playMonth } from '../../local/play-month.ts'

export interface MonthsHub {
  readonly hub: Hub
  /** `npm run month` but for its start. */
  play(options: Pick<MonthOptions, 'period' | 'today' | 'inbox' | 'out'>): Promise<MonthReport>
  /** The next month is of another city. */
  forget(): Promise<void>
  stop(): Promise<void>
}

export async function startMonthsHub(): Promise<MonthsHub> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yingbao-months-'))
  const use = stageUse()
  const hub = await startHub({ dataDir, port: 0, log: use.log })
  const progress = { say() {}, at() {}, end() {} }
  return {
    hub,
    play: (options) =>
      playMonth({ ...options, data: undefined, policy: undefined, progress }, hub, use, performance.now()),
    async forget() {
      const call = <T>(operation: string, body: object) =>
        jsonCall<T>(hub.endpoints.dynamodb, `DynamoDB_20120810.${operation}`, body)
      const { TableNames } = await call<{ TableNames: string[] }>('ListTables', {})
      for (const name of TableNames) await forgetTable(call, name)
    },
    async stop() {
      await hub.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

type Call = <T>(operation: string, body: object) => Promise<T>
type Item = Record<string, { S?: string }>

async function forgetTable(call: Call, name: string): Promise<void> {
  for (;;) {
    const { Items } = await call<{ Items: Item[] }>('Scan', { TableName: name })
    const requests = Items.filter((item) => !isForgotten(item)).map(forgotten)
    for (let at = 0; at < requests.length; at += 25)
      await call('BatchWriteItem', { RequestItems: { [name]: requests.slice(at, at + 25) } })
    if (requests.length === 0) return
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
