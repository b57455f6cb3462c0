/** 零报告: an office has nobody to report of a month, and says so. What it owes is met as by an empty list. */
import { timeOn } from '../../rules/deadlines/submission-of.ts'
import type { NilReturn } from '../../schemas/nil-return.ts'
import type { Submission } from '../../schemas/obligation.ts'
import type { Policy } from '../../schemas/policy.ts'
import { listOf } from '../../schemas/upload.ts'
import type { WebDeps } from './deps.ts'
import { policyInForce, refuse } from './refuse.ts'

/**
 * @throws 400 where the office sends no such list or the month is not over, 409 where a list of the month was accepted
 */
export async function acceptNilReturn(
  deps: Pick<WebDeps, 'policies' | 'submissions' | 'now' | 'dayOf'>,
  nil: NilReturn,
): Promise<Submission> {
  if (!isSentBy(await policyInForce(deps), nil)) throw refuse(400, '该单位不报送这种名单，不能零报告。')
  const now = deps.now()
  const day = deps.dayOf(now)
  if (nil.period >= day.slice(0, 7)) throw refuse(400, '该月还没有结束。请在次月零报告。')
  const submission: Submission = { ...nil, state: 'nil', time: timeOn(day, now.toISOString()) }
  await deps.submissions.record(submission)
  const kept = [...(await deps.submissions.ofPeriod(nil.period)).values()].find(
    (one) => one.division === nil.division && one.office === nil.office && one.form === nil.form,
  )
  if (kept?.state !== 'nil') throw refuse(409, '该月的名单已经接收，不能再报零报告。名单有误的，请重新报送。')
  return kept
}

function isSentBy({ city, counties, categories }: Policy, { division, office, form }: NilReturn): boolean {
  const list = listOf(form)
  const isPlace = [city, ...counties].some(({ code }) => code === division)
  // The city's departments send full lists only.
  const isSent = division !== city.code || list?.mode === 'full'
  return isPlace && isSent && categories.some((c) => c.code === list?.category && c.office === office)
}
