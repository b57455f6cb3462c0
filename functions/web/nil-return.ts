/** 零报告: an office has nobody to report of a month, and says so. What it owes is met as by an empty list. */
import { timeOn } from '../../rules/deadlines/submission-of.ts'
import type { NilReturn } from '../../schemas/nil-return.ts'
import type { Submission } from '../../schemas/obligation.ts'
import type { Policy } from '../../schemas/policy.ts'
import { listOf, type Upload } from '../../schemas/upload.ts'
import type { WebDeps } from './deps.ts'
import { policyInForce, refuse } from './refuse.ts'

type Deps = Pick<WebDeps, 'policies' | 'submissions' | 'now' | 'dayOf'>

/**
 * @throws 400 where the office sends no such list or the month is not over, 409 where a list of the month was accepted
 */
export async function acceptNilReturn(deps: Deps, nil: NilReturn): Promise<Submission> {
  await sentBy(deps, nil)
  const now = deps.now()
  const day = deps.dayOf(now)
  if (!isOver(nil, day)) throw refuse(400, '该月还没有结束。请在次月零报告。')
  const { division, office, form, period } = nil
  const owed = { division, office, form, period }
  await deps.submissions.record({ ...owed, state: 'nil', time: timeOn(day, now.toISOString()) })
  const kept = await deps.submissions.get(owed)
  if (kept?.state !== 'nil') throw refuse(409, '该月的名单已经接收，不能再报零报告。名单有误的，请重新报送。')
  return kept
}

/** What stands in place of a nil return, or of what would be said by one. */
export interface NilStanding {
  /** 零报告, or an accepted list, with its time: nothing is left to say. Else a list that does not count (yet). */
  readonly kept: Submission | undefined
  /** The last list of the month that was accepted, also after 零报告. */
  readonly list: Upload | undefined
  /** The month is over, so that it can be said. */
  readonly over: boolean
}

/** Changes nothing. @throws 400 where the office sends no such list */
export async function nilStanding(deps: Deps & Pick<WebDeps, 'uploads'>, nil: NilReturn): Promise<NilStanding> {
  await sentBy(deps, nil)
  const [kept, uploads] = await Promise.all([
    deps.submissions.get(nil),
    deps.uploads.ofPeriod(nil.division, nil.period),
  ])
  const list = uploads.findLast((u) => u.state === 'accepted' && u.office === nil.office && u.form === nil.form)
  return { kept, list, over: isOver(nil, deps.dayOf(deps.now())) }
}

/** Nothing is left to say. */
export function isSaid({ kept }: NilStanding): boolean {
  return kept?.state === 'nil' || kept?.state === 'accepted'
}

function isOver({ period }: NilReturn, day: string): boolean {
  return period < day.slice(0, 7)
}

/** @throws 400 where the office sends no such list */
export async function sentBy(deps: Pick<WebDeps, 'policies'>, nil: NilReturn): Promise<void> {
  if (!isSentBy(await policyInForce(deps), nil)) throw refuse(400, '该单位不报送这种名单，不能零报告。')
}

function isSentBy({ city, counties, categories }: Policy, { division, office, form }: NilReturn): boolean {
  const list = listOf(form)
  const isPlace = [city, ...counties].some(({ code }) => code === division)
  // The city's departments send full lists only.
  const isSent = division !== city.code || list?.mode === 'full'
  return isPlace && isSent && categories.some((c) => c.code === list?.category && c.office === office)
}
