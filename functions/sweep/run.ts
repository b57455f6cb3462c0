/** Work that stands still is sent again, the same work less and less often. */
import { shanghaiDay } from '../../rules/deadlines/day-steps.ts'
import type { ToSweep } from '../../schemas/messages/to-sweep.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { log } from '../shared/stages/log.ts'
import type { SweepDeps } from './deps.ts'
import { type Found, lostBatches, lostReturns, lostRuns, lostUploads, uncomparedLists } from './lost.ts'

export async function run(deps: SweepDeps, message: ToSweep): Promise<void> {
  log('info', { stage: 'sweep', what: 'sent again', records: await sweep(deps, message) })
  // Whoever answers for a batch that a restored table has lost need not wait for the next one.
  await deps.batchQueue.send({ type: 'find-again', year: Number(shanghaiDay(message.time).slice(0, 4)) })
}

export async function sweep(deps: SweepDeps, message: ToSweep): Promise<number> {
  const sent = await sendLost(deps, message)
  // Last: a queue that cannot be asked holds up no lost work.
  await countDeadLetters(deps, message.time)
  return sent
}

async function sendLost(deps: SweepDeps, { time, all }: ToSweep): Promise<number> {
  const policy = await deps.policies.current()
  if (!policy) return 0
  let sent = 0
  for (const one of await find(deps, policy, { time, all })) {
    if (!all && !(await deps.sweeps.isTurn(one.what, time))) continue
    await one.send()
    sent++
  }
  return sent
}

/** For the administrator’s page, which asks no queue. */
async function countDeadLetters({ deadQueues, deadLetterCounts }: SweepDeps, at: string): Promise<void> {
  const before = new Map((await deadLetterCounts.get())?.queues.map(({ queue, since }) => [queue, since]))
  const counted = await Promise.all(
    deadQueues.map(async ({ queue, messages }) => ({
      ...{ queue, messages: await messages(), since: before.get(queue) ?? at },
    })),
  )
  await deadLetterCounts.put({ at, queues: counted.filter(({ messages }) => messages > 0) })
}

async function find(deps: SweepDeps, policy: Policy, when: Pick<ToSweep, 'time' | 'all'>): Promise<Found[]> {
  const found: Found[] = []
  const categories = policy.categories.map(({ code }) => code)
  for (const division of [policy.city.code, ...policy.counties.map(({ code }) => code)]) {
    found.push(...(await lostUploads(deps, division, categories, when)))
    found.push(...(await lostRuns(deps, division, when)))
    found.push(...(await lostBatches(deps, division, when)))
    found.push(...(await lostReturns(deps, division, when)))
    found.push(...(await uncomparedLists(deps, division, categories, when)))
  }
  return found
}
