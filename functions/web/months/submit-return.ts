/** A return is submitted once, and may be sent back: acts under a condition, so that of two at once one counts. */

import type { Signature } from '../../../schemas/records/account.ts'
import {
  followsText,
  MONTHS_BEFORE,
  MOST_VERSIONS,
  type MonthReturn,
  type ReturnVersion,
  type SendBackRequest,
  type SubmitRequest,
  seenText,
  standingVersion,
  submittedBefore,
  versionsOf,
} from '../../../schemas/records/month-return.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { dayName } from '../../../wording/dates.ts'
import { faultsWords } from '../../../wording/returns.ts'
import type { TieOutDeps } from '../../shared/money/tie-out.ts'
import type { WebDeps } from '../deps.ts'
import { refuse } from '../http/refuse.ts'
import { sensiblePeriod } from '../http/sensible-period.ts'
import { moneyFaults } from '../readings/money-faults.ts'

export type ReturnDeps = TieOutDeps &
  Pick<WebDeps, 'policies' | 'returns' | 'runs' | 'reportQueue' | 'deadlines' | 'now' | 'dayOf'>

type Content = Pick<ReturnVersion, 'drawn' | 'counties' | 'faults'>

/** @throws 400 without an explanation that is needed, 409 where nothing is there to submit, or something else than was seen */
export async function submitReturn(deps: ReturnDeps, asked: SubmitRequest, by: Signature): Promise<void> {
  const { division, period } = asked
  const policy = await deps.policies.inForce()
  const now = deps.now()
  sensiblePeriod(period, policy, deps.dayOf(now))
  const before = await deps.returns.get(division, period)
  if (!isRepeat(before, asked, by)) {
    const content =
      division === policy.city.code ? await summedUp(deps, policy, before) : await closed(deps, policy, before)
    if (seenOf(content) !== asked.seen) throw refuse('return-changed')
    if (before.versions.length >= MOST_VERSIONS) throw refuse('return-versions-full', MOST_VERSIONS)
    const explanation = explained(asked.explanation, content)
    const version: ReturnVersion = {
      version: before.versions.length + 1,
      ...{ on: deps.dayOf(now), at: now.toISOString(), by },
      ...(explanation && { explanation }),
      ...content,
    }
    if (!(await deps.returns.submit(before, version)) && !isRepeat(await deps.returns.get(division, period), asked, by))
      throw refuse('return-changed')
  }
  // A repeat replaces a lost message.
  await deps.reportQueue.send({ type: 'return.changed', division, period })
}

function explained(text: string | undefined, { faults = [] }: Content): string | undefined {
  const explanation = text?.trim() || undefined
  if (explanation && (explanation.length < LEAST || explanation.length > MOST)) throw refuse('explanation-unfit')
  if (faults.length > 0 && !explanation) throw refuse('return-unexplained', faultsWords(faults))
  return explanation
}

/** Of an explanation, in characters. */
const LEAST = 2
const MOST = 500

const seenOf = ({ drawn, counties }: Content): string => (counties ? seenText(counties) : (drawn?.run ?? ''))

function isRepeat(found: MonthReturn, { seen }: SubmitRequest, by: Signature): boolean {
  const standing = standingVersion(found)
  return standing !== undefined && standing.by.account === by.account && seenOf(standing) === seen
}

/** A close of which no run has come within minutes was cut off before it began. */
const BEGINS_WITHIN = 5 * 60_000

async function closed(deps: ReturnDeps, policy: Policy, before: MonthReturn): Promise<Content> {
  const { runs, returns, now } = deps
  const { division, period, drawn, closing, closingAt, undrawnAt } = before
  const standing = standingVersion(before)
  if (standing) throw refuse('return-submitted', standing.by.name, dayName(standing.on))
  if (closing !== undefined && closing !== drawn?.run) {
    const isYoung = closingAt === undefined || Date.parse(closingAt) + BEGINS_WITHIN > now().getTime()
    if (isYoung || (await runs.get(division, closing))) throw refuse('return-closing')
  }
  if (!drawn) throw refuse(undrawnAt === undefined ? 'return-not-closed' : 'return-list-withdrawn')
  const earlier = submittedBefore(await returns.list(division, MONTHS_BEFORE), period)
  if (drawn.follows !== undefined && drawn.follows !== followsText(earlier)) throw refuse('return-follows-changed')
  const faults = await moneyFaults(deps, policy, division, drawn)
  return { drawn, ...(faults.length > 0 && { faults }) }
}

async function summedUp({ returns }: ReturnDeps, { counties }: Policy, before: MonthReturn): Promise<Content> {
  const submitted = await returns.ofAll(
    counties.map(({ code }) => code),
    before.period,
  )
  const versions = versionsOf(submitted)
  if (Object.keys(versions).length === 0) throw refuse('consolidation-empty')
  const standing = standingVersion(before)
  if (standing?.counties && seenText(standing.counties) === seenText(versions))
    throw refuse('consolidation-submitted', standing.by.name, dayName(standing.on))
  return { counties: versions }
}

/** @throws 409 where that version does not stand, or the last one would be sent back */
export async function sendReturnBack(
  deps: ReturnDeps,
  { division, period, version, reason }: SendBackRequest,
  by: Signature,
): Promise<void> {
  const before = await deps.returns.get(division, period)
  const isMine = ({ versions }: MonthReturn) => {
    const last = versions.find((one) => one.version === version)?.sentBack
    return last?.by.account === by.account && last.reason === reason
  }
  if (!isMine(before)) {
    if (before.standing !== version) throw refuse('return-not-standing')
    if (before.versions.length >= MOST_VERSIONS) throw refuse('return-versions-full', MOST_VERSIONS)
    const now = deps.now()
    const sentBack = { by, on: deps.dayOf(now), at: now.toISOString(), reason }
    if (!(await deps.returns.sendBack(before, sentBack)) && !isMine(await deps.returns.get(division, period)))
      throw refuse('return-not-standing')
  }
  await deps.reportQueue.send({ type: 'return.changed', division, period })
}
