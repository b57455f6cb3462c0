/** The home page: what is due, what came back, what has happened, of the account's own. */
import type { DemoState } from '../../../pages/home/demo-progress.tsx'
import { Home } from '../../../pages/home/home.tsx'
import type { Tasks } from '../../../pages/home/task.ts'
import { seesNothing } from '../../../rules/access/may.ts'
import { present } from '../../../schemas/present.ts'
import type { Output } from '../../../schemas/records/output.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { countyOf, isDone, mendedCount, resourceOfUpload, type Upload } from '../../../schemas/records/upload.ts'
import { TASK_WORDS } from '../../../wording/tasks.ts'
import { stateOf } from '../../../wording/upload-state.ts'
import { eachHeldBehind } from '../../shared/work/held-behind.ts'
import { problems } from '../deadlines/problems.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, permitted } from '../http/allow.ts'
import type { Acting, Caller } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { found } from '../http/refuse.ts'
import { type Viewing, viewer } from '../http/viewing.ts'
import { ownCityLists } from '../readings/city-lists.ts'
import { lastOfEachCounty } from '../readings/closed-months.ts'
import { lastClose, payableOf } from '../readings/county-batches.ts'
import { divisionsSeen, flat } from '../readings/divisions-seen.ts'
import { monthsBefore } from '../readings/months-shown.ts'
import { openRequests } from '../readings/open-requests.ts'
import { openReturns } from '../readings/open-returns.ts'
import { hasPersons, ownerOf, resourceOf } from '../readings/outputs.ts'
import { owedBy } from '../readings/owed.ts'
import { timeNow } from '../readings/timeliness.ts'
import { monthWay } from '../statistics/month-way.ts'
import { deadLettersNow } from '../upkeep/dead-letters.ts'
import { accountTasks } from './account-tasks.ts'
import { batchTasks, caseTasks, readyIn } from './case-tasks.ts'
import { lately } from './lately.ts'
import { officeCard } from './office-cards.ts'
import { orderTasks } from './order-tasks.ts'
import { auditSummary, auditTasks, closingsAsked, problemTasks, silentTasks } from './overseer-tasks.ts'
import { askedOffice, batchesAsked, listTasks, nextOwed, requestTasks, returnTasks } from './owed-tasks.ts'
import { cameBack, uploadTasks } from './upload-tasks.ts'
import { visitTasks } from './visit-tasks.ts'

/** Months looked through: what is older stands on the pages of its subject. */
const MONTHS = 2
const ORDERS = 100
/** A county's latest: what is undecided is the last of them. */
const BATCHES = 5

interface Shown {
  readonly local: boolean
  readonly caller: Caller
}

export async function homePage(deps: WebDeps, { local, caller }: Shown): Promise<Response> {
  const policy = await deps.policies.inForce()
  const [view, plan] = await Promise.all([viewOnce(deps, policy, caller), deps.demo.get()])
  const frame = viewer()
  // What the frame says is what the page shows.
  if (frame) frame.tasks = view.tasks.mine.length
  const demo = plan && (await demoState(deps, policy, plan))
  const actor = found(actorOf(caller))
  const { division } = actor
  const audit = permitted(caller)('verify', 'audit', { division }) ? await auditSummary(deps, division) : undefined
  const cityLists = seesNothing(actor) ? [] : await ownCityLists(deps, actor)
  const permits = permitted(caller)
  const [way, card] = await Promise.all([
    monthWay(deps, policy, actor, permits),
    officeCard(deps, { policy, actor, permits, ...view.found }),
  ])
  const adopted = division === policy.city.code && permitted(caller)('administer', 'policy', { division })
  return page(
    Home({
      ...{ ...view, policy, local, demo, audit, cityLists, card, fault: undefined },
      way,
      adopted: adopted ? await adoptedOf(deps, policy) : undefined,
      dead: adopted ? ((await deadLettersNow(deps)) ?? 'never') : undefined,
    }),
  )
}

async function adoptedOf({ policies }: WebDeps, { version, tiers }: Policy) {
  const kept = await policies.version(version)
  return { version, signed: kept?.signed, unconfirmed: tiers.filter(({ toBeConfirmed }) => toBeConfirmed).length }
}

export async function ownTasks(deps: WebDeps, caller: Caller): Promise<Tasks> {
  const { tasks } = await viewOnce(deps, await deps.policies.inForce(), caller)
  return tasks
}

/** For the frame of every page. */
export async function countTasks(deps: WebDeps, caller: Caller): Promise<number> {
  return (await ownTasks(deps, caller)).mine.length
}

const views = new WeakMap<Viewing, ReturnType<typeof homeView>>()

/** The frame counts what the page then shows: a request reads it once. */
function viewOnce(deps: WebDeps, policy: Policy, caller: Caller): ReturnType<typeof homeView> {
  const request = viewer()
  const known = request && views.get(request)
  if (known) return known
  const view = homeView(deps, policy, caller, found(actorOf(caller)))
  if (request) views.set(request, view)
  return view
}

async function homeView(deps: WebDeps, policy: Policy, caller: Caller, actor: Acting) {
  const permits = permitted(caller)
  const today = deps.dayOf(deps.now())
  const now = deps.now().getTime()
  // Who keeps accounts or the audit has nothing to do with lists.
  const divisions = seesNothing(actor) ? [] : divisionsSeen(policy, actor)
  // The month that has begun too: a list may come before it is over.
  const periods = [today.slice(0, 7), ...monthsBefore(today, MONTHS)]
  const county = divisions.length === 1 ? divisions : []
  const asked = askedOffice(actor)
  const isAuditor = permits('verify', 'audit', { division: actor.division })
  const isHuman = actor.office === 'human-resources' && permits('send', 'supervision', actor)
  // Their pages have persons.
  const seesBatch = (division: string) => permits('see', 'batch', { division }, true)
  const awaitsBank = county.length > 0 && seesBatch(actor.division)
  const awaitsBatch = county.length > 0 && permits('see', 'batch', { division: actor.division })
  const [
    sent,
    open,
    owed,
    requests,
    returns,
    tallies,
    latestBatches,
    closes,
    returned,
    accounts,
    outputs,
    orders,
    ...overseen
  ] = await Promise.all([
    flat(divisions.map((division) => sentIn(deps, division, periods))),
    flat(divisions.map((division) => deps.uploads.open(division))),
    owedBy(deps, policy, actor, timeNow(deps)),
    asked ? openRequests(deps, policy, asked) : [],
    openReturns(deps, policy, permits),
    deps.tallies.all(),
    flat(county.map((one) => deps.batches.latest(one, BATCHES))),
    flat(county.flatMap((one) => monthsBefore(today, MONTHS).map((period) => deps.runs.closes(one, period)))),
    deps.returns.list(actor.division.slice(0, 6), MONTHS),
    accountTasks(deps, policy, caller, permits, today),
    recentOutputs(deps, actor, periods),
    // The city’s and the own county’s: nobody else urges the office.
    flat([...new Set([policy.city.code, actor.division.slice(0, 6)])].map((one) => deps.orders.list(one, ORDERS))),
    isHuman ? problems(deps, policy, permits) : [],
    awaitsBank ? openRequests(deps, policy, { division: actor.division, office: 'bank' }) : [],
    isAuditor ? deps.auditStates.get(actor.division) : undefined,
    isAuditor ? deps.auditStates.unusual(actor.division, 2) : [],
    awaitsBatch ? lastClose(deps, actor.division) : [],
  ])
  const [overdue, ofBank, audit, unusual, closed] = overseen
  const isSeen = (upload: Upload) => permits('see', resourceOfUpload(upload), upload)
  const uploads = sent.filter((upload) => isSeen(upload) && !upload.discarded)
  const waiting = open.filter(isSeen)
  const batches = latestBatches.filter(({ year }) => year === Number(today.slice(0, 4)))
  const seenBatches = batches.filter((one) => seesBatch(one.county))
  const closing = new Set(closes.flatMap(({ state, period }) => (state === 'done' || !period ? [] : [period])))
  const mends = [...sent, ...(await ofOlder(deps, waiting, periods))]
  const mended = (id: string) => mendedCount(id, mends)
  const seen = { policy, permits, account: actor.id, now, inTheWay: await eachHeldBehind(deps, waiting), mended }
  const isSeenReturn = permits('see', 'statistics', { division: actor.division.slice(0, 6) })
  return {
    today,
    tasks: byDue([
      {
        mine: [
          ...accounts,
          ...problemTasks(overdue, actor, permits),
          ...(audit ? auditTasks(audit, unusual, deps.now()) : []),
        ],
        others: [],
      },
      uploadTasks(waiting, seen),
      listTasks(owed, policy, permits),
      requestTasks(
        requests,
        policy,
        actor,
        permits,
        asked?.office === 'bank' ? await batchesAsked(deps, requests) : undefined,
      ),
      silentTasks(ofBank, await closingsAsked(deps, ofBank), actor.id, permits),
      returnTasks(owed, returns, closing, permits),
      batchTasks(
        { batches: seenBatches, payable: payableOf(closed, batches, today), ready: readyIn(tallies, county) },
        actor.id,
        permits,
      ),
      caseTasks(tallies, actor, permits, today),
      visitTasks({ policy, tallies, requests }, actor, permits, today),
      orderTasks(orders, actor, permits, today),
    ]),
    next: nextOwed(owed, policy),
    cameBack: cameBack(waiting, seen),
    happened: lately({ uploads, batches: seenBatches, returns: isSeenReturn ? returned : [] }, policy, now),
    outputs: outputs.filter((output) => permits('see', resourceOf(output), ownerOf(output), hasPersons(output))),
    moving: uploads.some((upload) => stateOf(upload, now).moving),
    found: { tallies, requests, owed: owed.standings },
  }
}

/** @param periods the latest first, without a gap */
async function sentIn({ uploads }: Pick<WebDeps, 'uploads'>, division: string, periods: readonly string[]) {
  const found = await uploads.ofPeriodsFrom(division, present(periods.at(-1), 'a month that is shown'))
  return found.filter(({ period }) => periods.includes(period))
}

/** Where rows of a month before those shown still wait, what has mended some of them. */
async function ofOlder(
  { uploads }: Pick<WebDeps, 'uploads'>,
  waiting: readonly Upload[],
  periods: readonly string[],
): Promise<Upload[]> {
  const older = waiting.filter(({ period, reading }) => reading?.returned && !periods.includes(period))
  const months = new Map(older.map(({ division, period }) => [`${countyOf(division)} ${period}`, { division, period }]))
  return flat([...months.values()].map(({ division, period }) => uploads.ofPeriod(division, period)))
}

/** What is overdue first, then by the day that it is due; what has no day stands last. */
function byDue(all: readonly Tasks[]): Tasks {
  const sorted = (which: keyof Tasks) =>
    all.flatMap((tasks) => tasks[which]).sort((a, b) => ((a.due ?? '9') < (b.due ?? '9') ? -1 : 1))
  // What somebody else does is only looked at.
  return { mine: sorted('mine'), others: sorted('others').map((task) => ({ ...task, button: TASK_WORDS.see })) }
}

/** The own division's, of the latest month that has any. */
async function recentOutputs(
  { outputs }: Pick<WebDeps, 'outputs'>,
  { division }: Acting,
  periods: readonly string[],
): Promise<readonly Output[]> {
  const found = await Promise.all(periods.map((period) => outputs.list(division.slice(0, 6), period)))
  return found.find((made) => made.length > 0) ?? []
}

async function demoState(deps: WebDeps, policy: Policy, plan: DemoState['plan']): Promise<DemoState> {
  const divisions = [policy.city, ...policy.counties].map(({ code }) => code)
  const months = plan.months.map(async ({ period, files }) => {
    const { counties } = plan
    if (plan.doneAt) return { period, files, sent: files, counties, closed: counties }
    const [sent, closes] = await Promise.all([
      flat(divisions.map((division) => deps.uploads.ofPeriod(division, period))),
      flat(divisions.map((division) => deps.runs.closes(division, period))),
    ])
    const closed = lastOfEachCounty(closes.filter(({ state }) => state === 'done')).length
    return { period, files, sent: Math.min(files, sent.filter(isDone).length), counties, closed }
  })
  return { plan, months: await Promise.all(months) }
}
