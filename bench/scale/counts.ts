/** Counts of two counties' months on the embedded engines: the same files twice, as offices send them. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ScanInput } from '@aws-sdk/client-dynamodb'
import { ListObjectsV2Command } from '@aws-sdk/client-s3'
import { synthesise } from '../../infra/synth.ts'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { loadTemplate, type Template } from '../../local/host/template/template.ts'
import { settingsOf } from '../../local/hub/hub-access.ts'
import { stageUse } from '../../local/hub/stage-use.ts'
import { playMonth } from '../../local/play-month.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { cityInboxes } from '../sample-files.ts'

interface Stored {
  readonly count: number
  readonly bytes: number
}

/** What a month needed, and added to what is stored. */
export interface Month {
  readonly stages: Readonly<Record<string, { calls: number; seconds: number; read: number; write: number }>>
  readonly messages: { readonly standard: number; readonly fifo: number }
  readonly items: Stored
  readonly objects: Stored
}

export interface Measured {
  readonly listed: number
  readonly registered: number
  readonly files: number
  readonly first: Month
  readonly again: Month
}

/** What the template has, whatever is sent. */
export interface Fixed {
  readonly queues: { readonly standard: number; readonly fifo: number }
  readonly alarms: number
  readonly secrets: number
  readonly metrics: number
}

export interface Counts {
  readonly measuredOn: string
  readonly fixed: Fixed
  /** The smaller first. */
  readonly counties: readonly Measured[]
}

const SIZES = [
  { counties: 1, listedPerCounty: 300, registeredPerCounty: 6000 },
  { counties: 1, listedPerCounty: 3000, registeredPerCounty: 60_000 },
]
const MONTHS = ['2018-05', '2018-06']
const DAYS = ['2018-06-06', '2018-07-04']

export async function measure(): Promise<Counts> {
  const counties: Measured[] = []
  for (const size of SIZES) counties.push(await measureCounty(size))
  const { templates } = await synthesise()
  return { measuredOn: new Date().toISOString().slice(0, 10), fixed: fixedOf(loadTemplate(templates)), counties }
}

async function measureCounty(size: (typeof SIZES)[number]): Promise<Measured> {
  const [month] = await cityInboxes(size)
  if (!month) throw new Error('a city without a month')
  const dir = mkdtempSync(join(tmpdir(), 'scale-'))
  let use = stageUse(true)
  const hub = await startHub({ dataDir: join(dir, 'hub'), port: 0, log: (entry) => use.log(entry) })
  const progress = { say() {}, at() {}, end() {} }
  try {
    const months: Month[] = []
    let before = { sent: sentOf(hub), items: await itemsOf(hub), objects: await objectsOf(hub) }
    let uploads = 0
    for (const [i, period] of MONTHS.entries()) {
      use = stageUse(true)
      const out = join(dir, period)
      const options = { period, today: DAYS[i] ?? '', inbox: month.inbox, out, data: undefined, policy: undefined }
      await playMonth({ ...options, progress }, hub, use, performance.now())
      await hub.idle()
      const after = { sent: sentOf(hub), items: await itemsOf(hub), objects: await objectsOf(hub) }
      months.push({
        stages: rounded(use.totals().stages),
        messages: {
          standard: after.sent.standard - before.sent.standard,
          fifo: after.sent.fifo - before.sent.fifo,
        },
        items: added(before.items, after.items),
        objects: added(before.objects, after.objects),
      })
      before = after
      uploads = (JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')) as { uploads: number }).uploads
    }
    const [first, again] = months
    if (!first || !again) throw new Error('two months are played')
    return { listed: size.listedPerCounty, registered: size.registeredPerCounty, files: uploads, first, again }
  } finally {
    await hub.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

const added = (before: Stored, after: Stored): Stored => ({
  count: after.count - before.count,
  bytes: after.bytes - before.bytes,
})

function rounded(stages: Month['stages']): Month['stages'] {
  const two = (value: number) => Math.round(value * 100) / 100
  return Object.fromEntries(
    Object.entries(stages).map(([name, { calls, seconds, read, write }]) => [
      name,
      { calls, seconds: two(seconds), read: two(read), write: two(write) },
    ]),
  )
}

function sentOf(hub: Hub): { standard: number; fifo: number } {
  const counts = { standard: 0, fifo: 0 }
  for (const [name, { sent }] of Object.entries(hub.queues()))
    counts[name.endsWith('.fifo') ? 'fifo' : 'standard'] += sent
  return counts
}

async function itemsOf(hub: Hub): Promise<Stored> {
  const { dynamodb } = makeClients({ environment: hub.env })
  const { PEOPLE_TABLE, WORK_TABLE } = settingsOf(hub)
  const stored = { count: 0, bytes: 0 }
  for (const TableName of [PEOPLE_TABLE, WORK_TABLE])
    for (let from: ScanKey | undefined | 'begin' = 'begin'; from; ) {
      const key: { ExclusiveStartKey?: ScanKey } = from === 'begin' ? {} : { ExclusiveStartKey: from }
      const { Items = [], LastEvaluatedKey } = await dynamodb.send('Scan', { TableName, ...key })
      stored.count += Items.length
      stored.bytes += Items.reduce((sum, item) => sum + Buffer.byteLength(JSON.stringify(item)), 0)
      from = LastEvaluatedKey
    }
  return stored
}
type ScanKey = NonNullable<ScanInput['ExclusiveStartKey']>

async function objectsOf(hub: Hub): Promise<Stored> {
  const { client } = await makeClients({ environment: hub.env }).s3()
  const { INBOX_BUCKET, OUTBOX_BUCKET } = settingsOf(hub)
  const stored = { count: 0, bytes: 0 }
  for (const Bucket of [INBOX_BUCKET, OUTBOX_BUCKET])
    for (let from: string | undefined | 'begin' = 'begin'; from; ) {
      const page: { ContinuationToken?: string } = from === 'begin' ? {} : { ContinuationToken: from }
      const { Contents = [], NextContinuationToken } = await client.send(new ListObjectsV2Command({ Bucket, ...page }))
      stored.count += Contents.length
      stored.bytes += Contents.reduce((sum, { Size = 0 }) => sum + Size, 0)
      from = NextContinuationToken
    }
  return stored
}

/** The embedded template is the deployed one, but for its number of shards. */
function fixedOf({ Resources }: Template): Fixed {
  const of = (type: string) => Object.entries(Resources).filter(([, one]) => one.Type === type)
  const called = of('AWS::Lambda::EventSourceMapping').map(([, { Properties }]) => {
    const { EventSourceArn } = Properties ?? {}
    const [queue] = (EventSourceArn as { 'Fn::GetAtt': [string] })['Fn::GetAtt']
    return Resources[queue]?.Properties?.FifoQueue === true
  })
  const fifo = called.filter(Boolean).length
  return {
    queues: { standard: called.length - fifo, fifo },
    alarms: of('AWS::CloudWatch::Alarm').length,
    secrets: of('AWS::SecretsManager::Secret').length,
    // Those of filters have a name each; those of log lines are of the dashboard.
    metrics: new Set(of('AWS::Logs::MetricFilter').map(([, { Properties }]) => JSON.stringify(Properties))).size + 7,
  }
}
