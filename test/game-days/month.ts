/** The month `clean` on a hub that something happens to, and what it comes to in the end. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { synthesise } from '../../infra/synth.ts'
import { type Hub, type HubOptions, startHub } from '../../local/host/hub.ts'
import { loadTemplate, type Template } from '../../local/host/template/template.ts'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import { hubClient } from '../../local/hub/hub-client.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { readInbox } from '../../local/hub/inbox.ts'
import { sendFiles } from '../../local/hub/send-files.ts'
import { stageUse } from '../../local/hub/stage-use.ts'
import { playMonth } from '../../local/play-month.ts'
import { csvRows, filesIn, tableRows } from '../flow/produced.ts'
import { type BusyTables, type Faults, startBusyTables } from './busy-tables.ts'

const SAMPLE = fileURLToPath(new URL('../samples-months/clean', import.meta.url))
const [PERIOD, TODAY] = ['2018-05', '2018-06-06']
const SILENT = { say() {}, at() {}, end() {} }
/** Nobody waits at a game day. */
const RETRY_SECONDS = 0.05

export interface Started {
  readonly hub: Hub
  readonly tables: BusyTables | undefined
  stop(): Promise<void>
}

/** @param change what is otherwise in the template: a stage that is broken, or has no time */
export async function start(
  dataDir: string,
  faults?: Faults,
  change: (template: Template) => void = () => {},
): Promise<Started> {
  const { templates, assets } = await synthesise()
  const changed = loadTemplate(templates)
  change(changed)
  const tables = faults && (await startBusyTables(faults))
  const options: HubOptions = {
    ...{ dataDir, port: 0, template: changed, assets, retrySeconds: RETRY_SECONDS, log: () => {} },
    ...(tables && { env: { AWS_ENDPOINT_URL_DYNAMODB: tables.url } }),
  }
  const hub = await startHub(options)
  tables?.passTo(hub.endpoints.dynamodb)
  return {
    hub,
    tables,
    stop: async () => {
      await hub.stop()
      await tables?.stop()
    },
  }
}

/** Of a stage's function, by the beginning of its name. */
export const functionOf = (template: Template, stage: string) => propertiesOf(template, 'AWS::Lambda::Function', stage)

/** By which a stage's queue hears of what a topic says. */
export const subscriptionOf = (template: Template, stage: string) =>
  propertiesOf(template, 'AWS::SNS::Subscription', stage)

function propertiesOf({ Resources }: Template, type: string, stage: string): Record<string, unknown> {
  const found = Object.entries(Resources).find(([id, { Type }]) => Type === type && id.startsWith(stage))
  if (!found?.[1].Properties) throw new Error(`the template has no ${type} of ${stage}`)
  return found[1].Properties
}

/** The lists of all offices, as far as the stages take them. */
export async function sendLists(hub: Hub): Promise<void> {
  const stores = hubStores(hub)
  if (!(await stores.policies.current())) await stores.policies.put(defaultPolicy())
  const { groups } = readInbox(join(SAMPLE, 'inbox'), await stores.policies.inForce())
  await sendFiles(hubClient(hub, stores, TODAY), groups, { period: PERIOD, idle: (stages) => hub.idle(stages) })
}

export interface Ended {
  /** Outcomes that are missing, too many or others than expected. */
  readonly differ: string[]
  /** Persons who are to be paid and stand in no bank file of the folder. */
  readonly missing: string[]
  /** Persons in bank files. */
  readonly instructed: number
  /** Of these, who stands in more than one line, or should not be paid. */
  readonly wrongly: string[]
  readonly faults: readonly string[]
}

/** @param inbox of files that are sent now; none where they were sent before */
export async function play(hub: Hub, out: string, inbox: 'all' | 'none', isKept = false): Promise<Ended> {
  const empty = join(out, 'inbox')
  mkdirSync(empty, { recursive: true })
  const from = inbox === 'all' ? join(SAMPLE, 'inbox') : empty
  const month = { period: PERIOD, today: TODAY, inbox: from, out, policy: undefined, progress: SILENT }
  const data = isKept ? out : undefined
  const { faults } = await playMonth({ ...month, data }, hub, stageUse(true), performance.now())
  const line = (row: Record<string, string>) =>
    ['county', 'id_number', 'outcome', 'amount'].map((h) => row[h]).join(' ')
  const expected = csvRows(join(SAMPLE, 'expected/outcomes.csv'))
  const [wanted, found] = [expected.map(line), csvRows(join(out, 'outcomes.csv')).map(line)]
  const lines = await bankLines(out, [...new Set(expected.map(({ county = '' }) => county))])
  const due = new Set(expected.flatMap((row) => (row.outcome === 'pay' ? [row.id_number ?? ''] : [])))
  const missing = [...due].filter((id) => !lines.includes(id))
  const wrongly = lines.filter((id, i) => lines.indexOf(id) !== i || !due.has(id))
  return {
    differ: [...wanted.filter((one) => !found.includes(one)), ...found.filter((one) => !wanted.includes(one))],
    ...{ missing, instructed: lines.length, wrongly, faults },
  }
}

async function bankLines(out: string, counties: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const county of counties)
    for (const { path } of filesIn(out, county, 'bank'))
      for (const row of await tableRows(path, '身份证号码')) {
        const id = row.身份证号码 ?? ''
        if (/^\d{17}[\dX]$/.test(id)) found.push(id)
      }
  return found
}
