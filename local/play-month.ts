/** A month on folders, through the same bucket, queues and handlers as in the cloud. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { yuan } from '../rules/payments/amount.ts'
import type { DeterminationRun } from '../schemas/records/determination-run.ts'
import type { Output } from '../schemas/records/output.ts'
import type { Policy } from '../schemas/records/policy.ts'
import { isDone } from '../schemas/records/upload.ts'
import { PAGE_NAMES, PREPARE_BATCH } from '../wording/page-names.ts'
import { CLOSED_ANEW } from '../wording/returns.ts'
import type { Progress } from './commands/progress.ts'
import type { Hub } from './host/hub.ts'
import { countyFaults, repairAdvice } from './hub/county-faults.ts'
import { orFail } from './hub/dead-letter.ts'
import { defaultPolicy } from './hub/default-policy.ts'
import type { HubAccess } from './hub/hub-access.ts'
import { type HubClient, hubClient } from './hub/hub-client.ts'
import { type HubStores, hubStores } from './hub/hub-stores.ts'
import { type InboxFile, readInbox } from './hub/inbox.ts'
import { payReady } from './hub/pay.ts'
import { changeLines } from './hub/policy-file.ts'
import { sendAnswers, sendFiles } from './hub/send-files.ts'
import type { StageUse } from './hub/stage-use.ts'
import { submitClosed } from './hub/submit-closed.ts'
import { sweep } from './hub/sweep.ts'
import { writeCases, writeTieOut } from './month/case-files.ts'
import { instructionsToWrite, isInstruction, lateInstruction, markWritten } from './month/instructions.ts'
import {
  noteworthy,
  type ReadObject,
  type SentFile,
  writeHeld,
  writeOutcomes,
  writeOutputs,
  writeReceipts,
  writeRejections,
  writeReturned,
} from './month/month-files.ts'

export interface MonthOptions {
  readonly period: string
  readonly today: string
  readonly inbox: string
  readonly out: string
  readonly data: string | undefined
  readonly policy: string | undefined
  readonly progress: Progress
  /** What offices do about the month's lists before answers are taken up. */
  readonly afterLists?: (client: HubClient, lists: readonly SentList[]) => Promise<void>
}

export interface SentList {
  readonly file: InboxFile
  readonly id: string
}

/** Embedded or deployed. */
export type PlayedHub = HubAccess & Pick<Hub, 'url' | 'playedOn' | 'idle' | 'onFault' | 'onDeadLetter'>

export interface MonthReport {
  readonly ignored: readonly string[]
  readonly notes: readonly string[]
  /** Each fault keeps one county's month, or a part of it, from being done. */
  readonly faults: readonly string[]
}

/**
 * @param begun the start, as `performance.now()` has it
 * @throws where it cannot go on, or the policy has faults
 */
export async function playMonth(
  options: MonthOptions,
  hub: PlayedHub,
  use: StageUse,
  begun: number,
): Promise<MonthReport> {
  const { progress, out } = options
  const seconds: Record<string, number> = {}
  const lap = (stage: string, from: number, until = performance.now()) => {
    seconds[stage] = Math.round((until - from) / 10) / 100
  }
  lap('start', begun)
  const failure = new Promise<never>((_, reject) => hub.onFault(reject))
  failure.catch(() => {})
  const faults = countyFaults(hub, use.unread)
  const stores = hubStores(hub)
  const client = hubClient(hub, stores, options.today)
  const { policy, changed } = await preparePolicy(stores, client, options.policy)
  if (options.data) await sweep(hub)
  const { groups, answers, ignored } = readInbox(options.inbox, policy)

  const sending = performance.now()
  const idle = (stages?: readonly string[]) => orFail(failure, hub.idle(stages))
  const shown = (done: number, total: number) => progress.at('比对', done, total)
  const sendOptions = { period: options.period, idle, sent: shown }
  const lists = await orFail(failure, sendFiles(client, groups, sendOptions))
  await options.afterLists?.(client, lists)
  await idle()
  lap('lists', sending)
  const answering = performance.now()
  const sent = [...lists, ...(await orFail(failure, sendAnswers(client, answers, sendOptions)))]
  const uploads = await Promise.all(
    sent.map(
      async ({ file, id }): Promise<SentFile> => ({
        file,
        upload: (await stores.uploads.get(file.division, id))!,
      }),
    ),
  )
  for (const { file, upload } of uploads)
    if (!isDone(upload)) faults.add(file.division, `${file.office}/${file.name} 未能处理完成，该县本月没有办结`)
  const settled = uploads.filter(({ upload }) => upload.state !== 'requested')
  lap('answers', answering)

  const closing = performance.now()
  progress.say(PAGE_NAMES.close)
  // A county without an accepted list has no return to make.
  const counties = (await countiesWithLists(stores, policy)).filter((county) => !faults.has(county))
  // What was submitted is closed again only where the city has sent it back.
  await Promise.all(
    counties.map((county) => faults.of(county, client.sendReturnBack(county, options.period, CLOSED_ANEW))),
  )
  const closes = await Promise.all(counties.map((county) => faults.of(county, client.close(county, options.period))))
  await idle(['snapshot', 'match'])
  const looked = await Promise.all(closes.flatMap((r) => (r ? [stores.runs.get(r.county, r.id)] : [])))
  const known = looked.filter((run) => run !== undefined)
  const runs = known.filter(({ state }) => state === 'done')
  for (const { county, state } of known) if (state !== 'done') faults.add(county, '本月没有办结')
  lap('close', closing)
  lap('outcomes', sending, use.lastEnd('snapshot'))

  const paying = performance.now()
  progress.say(PREPARE_BATCH)
  mkdirSync(out, { recursive: true })
  // One entry a run: whoever runs the command has every file.
  await stores.audit.write({
    ...{ division: policy.city.code, kind: 'export', object: `month/${options.period}`, outcome: 'allowed' },
    ...{ time: new Date().toISOString(), address: 'hub' },
  })
  const read: ReadObject = (division, key, sha256) => faults.of(division, stores.outbox.get(key, sha256))
  const [batches, outcomes] = await Promise.all([
    payReady(client, runs, idle, (county, error) => faults.add(county, error.message)),
    writeWhatIsClosed(out, read, { runs, settled, policy }),
    submitClosed(client, runs, { period: options.period, city: policy.city.code, idle, faults }),
  ])
  lap('pay', paying)
  const after = { stores, policy, day: options.today, faults }
  await writeCases(out, after)
  await writeTieOut(out, after)

  const writing = performance.now()
  const versions = new Set(runs.map(({ at }) => at))
  const isOfRun = (output: Output) =>
    output.period === options.period &&
    (output.division === policy.city.code || (versions.has(closeOf(output)) && !isInstruction(output)))
  for (const division of [policy.city.code, ...counties])
    await writeOutputs(out, read, (await stores.outputs.list(division)).filter(isOfRun))
  // A month that is played once more instructs nobody again, and leaves out nobody whom an earlier one did not.
  const instructions = await writeOutputs(out, read, await instructionsToWrite(stores, counties))
  await markWritten(stores, instructions)
  const own = new Set(batches.map(({ at }) => at))
  const late = instructions.filter(({ folder, version }) => folder === 'bank' && !own.has(version))
  lap('files', writing)
  lap('all', begun)
  const listed = Object.values(outcomes).reduce(
    (sum, county) => sum + Object.values(county).reduce((a, b) => a + b, 0),
    0,
  )
  const summary = {
    period: options.period,
    today: options.today,
    listed,
    outcomes,
    uploads: uploads.length,
    payments: batches.flatMap(({ id, frozen }) =>
      frozen ? [{ batch: id, rows: frozen.rows, amount: yuan(frozen.fen) }] : [],
    ),
    seconds,
    ...use.totals(),
  }
  writeFileSync(join(out, 'summary.json'), `${JSON.stringify(summary, null, 2)}\n`)
  progress.end()
  return {
    ignored,
    notes: [...changed, ...noteworthy(settled, policy), ...late.map(lateInstruction)],
    faults: faults.sentences(policy, repairAdvice(options.data)),
  }
}

/** A file of what is submitted is numbered behind its close. */
const closeOf = ({ version }: Output): string => version.replace(/(?<=Z)\.\d+$/, '')

interface Closed {
  readonly runs: readonly DeterminationRun[]
  readonly settled: readonly SentFile[]
  readonly policy: Policy
}

async function writeWhatIsClosed(out: string, read: ReadObject, { runs, settled, policy }: Closed) {
  const outcomes = await writeOutcomes(out, read, runs)
  await writeRejections(out, read, settled)
  writeHeld(out, settled)
  writeReceipts(out, settled, policy)
  await writeReturned(out, read, settled)
  return outcomes
}

/** @throws where the workbook has faults, naming them */
async function preparePolicy(stores: HubStores, client: HubClient, workbook: string | undefined) {
  if (!(await stores.policies.current())) await stores.policies.put(defaultPolicy())
  const changed = workbook ? changeLines(await client.putPolicy(workbook)) : []
  return { policy: await stores.policies.inForce(), changed }
}

async function countiesWithLists({ heads }: HubStores, { categories, counties }: Policy): Promise<string[]> {
  const names = [...categories.map(({ code }) => code), 'register']
  const known = await heads.all(counties.flatMap(({ code }) => names.map((name) => `${code}#${name}`)))
  const withLists = new Set(known.flatMap(({ head, lists }) => (lists.length > 0 ? [head.split('#')[0]] : [])))
  return counties.flatMap(({ code }) => (withLists.has(code) ? [code] : []))
}
