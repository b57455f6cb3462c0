/** A county's persons are looked at again, or its period is closed. */
import { randomUUID } from 'node:crypto'
import type { CloseRequest, DeterminationRun } from '../../../schemas/records/determination-run.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { WebDeps } from '../deps.ts'
import { policyInForce, refuse } from '../http/refuse.ts'
import { sensiblePeriod } from '../http/sensible-period.ts'

type Deps = Pick<WebDeps, 'policies' | 'heads' | 'submissions' | 'runs' | 'snapshotQueue' | 'now' | 'dayOf'>

/**
 * Lists of the coming month may be prepared; its close would freeze lists that nobody could take back any more.
 * @throws 400 for a month out of question, or one that has not begun
 */
export function closablePeriod(period: string, policy: Policy, day: string): void {
  sensiblePeriod(period, policy, day)
  if (period > day.slice(0, 7)) throw refuse(400, `${period} 还没有开始，不能办结。请核对年份和月份。`)
}

/**
 * @param key names this request: asked for again under the same it is the same
 * @throws 400 for a county that is none or a month out of question, 409 for the month of one of which nothing was ever accepted
 */
export async function requestRun(
  deps: Deps,
  { county, period }: Pick<CloseRequest, 'county'> & Partial<CloseRequest>,
  key: string = randomUUID(),
): Promise<DeterminationRun> {
  const policy = await policyInForce(deps)
  if (!policy.counties.some(({ code }) => code === county)) throw refuse(400, '没有这个县（市、区）。请核对区划代码。')
  const now = deps.now()
  if (period) closablePeriod(period, policy, deps.dayOf(now))
  // Its return would be all noughts, and the city would take it for one that has come in.
  if (period && !(await hasReported(deps, policy, county, period)))
    throw refuse(409, '该县（市、区）没有已接收的名单，也没有零报告，不能办结本月。请等各单位报送以后再办结。')
  const run: DeterminationRun = {
    id: `${period ?? 'redetermination'}-${key}`,
    kind: period ? 'month-close' : 'redetermination',
    county,
    day: deps.dayOf(now),
    at: now.toISOString(),
    ...(period && { period }),
    rounds: 0,
    state: 'open',
  }
  await deps.runs.create(run)
  await deps.snapshotQueue.send({ run: run.id, county })
  return run
}

/** A file that was asked for and never came, was refused or is taken back is nothing reported. */
async function hasReported(
  { heads, submissions }: Deps,
  { categories }: Policy,
  county: string,
  period: string,
): Promise<boolean> {
  const names = [...categories.map(({ code }) => code), 'register']
  const found = await Promise.all(names.map((name) => heads.get(`${county}#${name}`)))
  if (found.some(({ lists }) => lists.length > 0)) return true
  const said = await submissions.ofPeriod(period)
  return [...said.values()].some(({ division, state }) => division === county && state === 'nil')
}
