/** Requests a county's month close or redetermination. */
import { randomUUID } from 'node:crypto'
import type { CloseRequest, DeterminationRun } from '../../../schemas/records/determination-run.ts'
import { standingVersion } from '../../../schemas/records/month-return.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { dayName } from '../../../wording/dates.ts'
import type { WebDeps } from '../deps.ts'
import { refuse } from '../http/refuse.ts'
import { sensiblePeriod } from '../http/sensible-period.ts'

type Deps = Pick<WebDeps, 'policies' | 'heads' | 'submissions' | 'runs' | 'returns' | 'snapshotQueue' | 'now' | 'dayOf'>

/** @throws 400: a close of a month to come would freeze lists that nobody could take back */
export function closablePeriod(period: string, policy: Policy, day: string): void {
  sensiblePeriod(period, policy, day)
  if (period > day.slice(0, 7)) throw refuse('month-not-begun', period)
}

/**
 * @param key repeats are the same request
 * @throws 409 where the county reported nothing for the month, or has submitted it
 */
export async function requestRun(
  deps: Deps,
  { county, period }: Pick<CloseRequest, 'county'> & Partial<CloseRequest>,
  key: string = randomUUID(),
): Promise<DeterminationRun> {
  const policy = await deps.policies.inForce()
  if (!policy.counties.some(({ code }) => code === county)) throw refuse('county-unknown')
  const now = deps.now()
  if (period) closablePeriod(period, policy, deps.dayOf(now))
  // A return of all noughts would pass for one that came in.
  if (period && !(await hasReported(deps, policy, county, period))) throw refuse('nothing-reported')
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
  if (period) await beginClose(deps, { division: county, period }, run)
  await deps.runs.create(run)
  await deps.snapshotQueue.send({ run: run.id, county })
  return run
}

/** Before the run is there, since what is submitted is never decided anew. */
async function beginClose(
  { returns }: Deps,
  of: { readonly division: string; readonly period: string },
  run: DeterminationRun,
): Promise<void> {
  if (await returns.beginClose(of, run)) return
  // Of two closes at once the later one stands.
  const submitted = await submittedBy(returns, of.division, of.period)
  if (submitted) throw refuse('month-submitted', submitted.name, dayName(submitted.on))
}

/** Whoever submitted the return that stands; undefined where none does, and the month can be closed. */
export async function submittedBy(
  returns: Deps['returns'],
  division: string,
  period: string,
): Promise<{ readonly name: string; readonly on: string } | undefined> {
  const standing = standingVersion(await returns.get(division, period))
  return standing && { name: standing.by.name, on: standing.on }
}

/** A list that stands, or a nil return of the month. */
export async function hasReported(
  { heads, submissions }: Pick<Deps, 'heads' | 'submissions'>,
  { categories }: Policy,
  county: string,
  period: string,
): Promise<boolean> {
  const names = [...categories.map(({ code }) => code), 'register']
  const found = await heads.all(names.map((name) => `${county}#${name}`))
  if (found.some(({ lists }) => lists.length > 0)) return true
  const submitted = await submissions.ofPeriod(period)
  return [...submitted.values()].some(({ division, state }) => division === county && state === 'nil')
}
