/** Digests go out, then the clock moves: a missed day is told with the next, a repeat sends nothing twice (ADR 13). */

import { forTheCity, owedTurns } from '../../rules/cases/tally.ts'
import { addDays, addMonths, lastDayOf, monthOf, shanghaiDay } from '../../rules/deadlines/day-steps.ts'
import { decisionDays } from '../../rules/deadlines/decision-days.ts'
import { carriedOver, digestsOf } from '../../rules/deadlines/digests.ts'
import { dueDays, movedNotices } from '../../rules/deadlines/moved-dates.ts'
import { lastReminded, type NoticeRules, noticesOn } from '../../rules/deadlines/notices.ts'
import { isRequested, obligations, requestedObligations } from '../../rules/deadlines/obligations.ts'
import { isTakenBack, owedAnew } from '../../rules/deadlines/taken-back.ts'
import { cityCalendar } from '../../rules/deadlines/work-calendar.ts'
import { Fault } from '../../schemas/fault.ts'
import { present } from '../../schemas/present.ts'
import { DEFAULT_DEADLINES, type DeadlinePolicy } from '../../schemas/records/deadline-policy.ts'
import type { Mailing } from '../../schemas/records/mailing.ts'
import type { Notice } from '../../schemas/records/notice.ts'
import type { Obligation, Submission } from '../../schemas/records/obligation.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { log } from '../shared/stages/log.ts'
import { judgeRequests } from './answered-requests.ts'
import { countTurns } from './case-turns.ts'
import type { DeadlinesDeps } from './deps.ts'
import { sendAgain, sendDigests } from './send-all.ts'

const AHEAD = 14

type State = Awaited<ReturnType<DeadlinesDeps['deadlines']['state']>>

export async function runDay(deps: DeadlinesDeps, time: string): Promise<void> {
  const day = shanghaiDay(time)
  const policy = await deps.policies.current()
  if (!policy) return log('error', { stage: 'deadlines', what: 'a day of a hub without a policy' })
  const before = await deps.deadlines.state()
  const deadlines = await deadlinePolicy(deps, day)
  const calendar = cityCalendar(deadlines.calendar)
  const waiting = await deps.notices.waiting()
  if (before && before.since >= day) {
    if (before.since === day) await sendAgain(deps, waiting, { policy, calendar, day })
    return
  }
  const since = before?.since ?? addDays(day, -1)
  await requestRedeterminations(deps, policy, { day, since, at: time })
  // Lists and registers answer as well: nobody is reminded of what is asked no more.
  await judgeRequests(deps, day, () => true)

  const rules = { deadlines, calendar, city: policy.city.code }
  const { unmet, waived, ahead, moved, submitted } = await stillOwed(deps, policy, rules, before, day)
  const notified = await notifiedSince(deps, day, since)
  const unsent = waiting.flatMap(({ about }) => ('notices' in about && about.day < day ? [about] : []))
  const today = [
    ...movedNotices(before?.due ?? {}, [...unmet, ...moved], day),
    ...noticesOn(rules, unmet, day, since),
  ].filter(({ id }) => !notified.has(id))
  const cases = await owedCases(deps, policy, rules, day)
  today.push(...caseNotices(rules, cases, day, since).filter(({ id }) => !notified.has(id)))
  const owed = new Map([...unmet, ...ahead, ...cases].map((o) => [o.id, o]))
  const digests = digestsOf([...today, ...carriedOver(unsent, today, owed, day)])
  const isDown = await sendDigests(deps, digests, { policy, calendar, unsettled: unsettledOf(submitted) })
  log('info', { stage: 'deadlines', what: 'day', rows: digests.length, changed: unmet.length })
  const due = dueDays([...unmet, ...ahead].filter((o) => o.due >= `${monthOf(day)}-01`))
  for (const { id } of unsent) await deps.notices.close(id)
  const isMine = await deps.deadlines.advance(
    before,
    { since: day, unmet: [...unmet.map(({ id }) => id), ...waived] },
    due,
  )
  // Where an earlier day's run was quicker, this day is not told yet.
  if (!isMine && present(await deps.deadlines.state(), 'the state that another run has written').since < day)
    throw new Fault('day-overlaps', 'an earlier day was run at the same time')
  if (isDown) throw new Fault('mail-down', 'the mail server takes nothing now')
  const letters = waiting.filter(({ about }) => 'type' in about)
  await sendAgain(deps, letters, { policy, calendar, day })
}

/** A city without set deadlines owes nothing from before its first day. */
async function deadlinePolicy({ deadlines }: DeadlinesDeps, day: string): Promise<DeadlinePolicy> {
  const found = await deadlines.policy()
  if (found) return found
  await deadlines.begin({ ...DEFAULT_DEADLINES, from: day })
  return present(await deadlines.policy(), 'the policy of deadlines that was just begun')
}

async function notifiedSince({ notices }: DeadlinesDeps, day: string, since: string): Promise<ReadonlySet<string>> {
  const mailings: Mailing[] = []
  for (let one = addDays(since, 1); one < day; one = addDays(one, 1)) mailings.push(...(await notices.ofDay(one)))
  return new Set(
    mailings.flatMap(({ state, about }) =>
      'notices' in about && state !== 'waiting' ? about.notices.map((n) => n.id) : [],
    ),
  )
}

/** Deciding for the last of several days decides for all. */
async function requestRedeterminations(
  { runs, snapshotQueue }: DeadlinesDeps,
  { categories, counties }: Policy,
  { day, since, at }: { day: string; since: string; at: string },
): Promise<void> {
  const last = decisionDays(categories, day, since).at(-1)
  if (!last) return
  for (const { code: county } of counties) {
    const run = {
      id: `day-${last.day}`,
      county,
      day: last.day,
      at,
      kind: 'redetermination' as const,
      rounds: 0,
      state: 'open' as const,
    }
    await runs.create(run)
    await snapshotQueue.send({ run: run.id, county })
  }
}

async function owedCases(deps: DeadlinesDeps, policy: Policy, rules: NoticeRules, day: string): Promise<Obligation[]> {
  const turns = (await countTurns(deps, policy, day)).flatMap((tally) => tally.turns)
  const owed = owedTurns(turns, rules.calendar)
  return [...owed, ...forTheCity(owed, rules.city)]
}

/** Told as what is overdue, in words of their own. */
function caseNotices(rules: NoticeRules, cases: readonly Obligation[], day: string, since: string): Notice[] {
  return noticesOn(rules, cases, day, since).map((notice) => ({
    ...notice,
    kind: notice.kind === 'escalation' ? 'case-escalation' : 'case-overdue',
  }))
}

interface Owed {
  readonly unmet: Obligation[]
  /** Waived obligations are kept, for the policy may be mended. */
  readonly waived: string[]
  readonly ahead: Obligation[]
  readonly moved: Obligation[]
  readonly submitted: ReadonlyMap<string, Submission>
}

async function stillOwed(
  deps: DeadlinesDeps,
  policy: Policy,
  rules: NoticeRules,
  before: State,
  day: string,
): Promise<Owed> {
  const { deadlines } = rules
  const duties = { policy, ...rules }
  const requests = await deps.requests.open()
  const askedFor = requestedObligations(duties, requests)
  const byCalendar = obligations(duties, deadlines.from, lastDayOf(addMonths(monthOf(day), AHEAD)))
  const near = lastReminded(rules, day)
  const known = new Set(before?.unmet)
  const takenBack = await deps.submissions.takenBack()
  const wasBack = new Set(takenBack.map(({ id }) => id))
  const cameBy = ({ id, due }: Obligation) =>
    known.has(id) || !before || due > before.since || before.due[id] !== undefined
  const looked = byCalendar.filter((o) => wasBack.has(o.id) || (o.due <= near && cameBy(o)))
  const submitted = await submittedOf(deps, looked)
  const all = byCalendar.map((o) => owedAnew(rules, o, submitted.get(o.id)))
  // A due day moved to before the last run counts as well.
  const isOpen = (o: Obligation) => cameBy(o) || isTakenBack(submitted.get(o.id))
  const due = all.filter((o) => o.due <= near && isOpen(o))
  const owed = new Set(all.map(({ id }) => id))
  const was = new Set([...known, ...Object.keys(before?.due ?? {})])
  const waived = [...was].filter((id) => !owed.has(id) && !isRequested(id))
  const ahead = [...all, ...askedFor].filter((o) => o.due > near)
  const moved = ahead.filter((o) => (before?.due[o.id] ?? o.due) !== o.due)
  for (const [id, submission] of await submittedOf(deps, moved)) submitted.set(id, submission)
  const isMet = ({ id }: Pick<Obligation, 'id'>) =>
    !isRequested(id) && /^(accepted|nil)$/.test(submitted.get(id)?.state ?? '')
  const unmet = [...due, ...askedFor.filter((o) => o.due <= near)].filter((o) => !isMet(o))
  for (const one of takenBack) if (isMet(one)) await deps.submissions.forgetTakenBack(one)
  return { unmet, waived, ahead, moved: moved.filter((o) => !isMet(o)), submitted }
}

async function submittedOf(
  { submissions }: DeadlinesDeps,
  owed: readonly Obligation[],
): Promise<Map<string, Submission>> {
  const found = new Map<string, Submission>()
  for (const period of new Set(owed.map((o) => o.period)))
    for (const [id, submission] of await submissions.everyOf(period)) found.set(id, submission)
  return found
}

function unsettledOf(submitted: ReadonlyMap<string, Submission>): Map<string, 'held' | 'refused'> {
  return new Map(
    [...submitted].flatMap(([id, { state }]) =>
      state === 'held' || state === 'refused' ? [[id, state] as const] : [],
    ),
  )
}
