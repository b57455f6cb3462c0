/** A day of the accounts: a division that fails does not stop the others. */
import { shanghaiDay } from '../../rules/deadlines/day-steps.ts'
import { DEFAULT_DEADLINES } from '../../schemas/records/deadline-policy.ts'
import { errorFields, log } from '../log.ts'
import type { DeadlinesDeps } from './deps.ts'
import { lockUnused } from './lock-unused.ts'

/** @throws what failed last; a repeat is harmless */
export async function runAccounts(deps: DeadlinesDeps, time: string): Promise<void> {
  const policy = await deps.policies.current()
  if (!policy) return
  const { unusedDays: most } = (await deps.deadlines.policy()) ?? DEFAULT_DEADLINES
  // A message cannot make a day come early.
  const day = shanghaiDay(new Date(Math.min(Date.parse(time), deps.now().getTime())).toISOString())
  let failed: unknown
  for (const { code: county } of [policy.city, ...policy.counties])
    try {
      const accounts = await deps.accounts.inCounty(county)
      await lockUnused(deps, { county, accounts, day, most })
    } catch (error) {
      log('error', { stage: 'deadlines', what: 'accounts of a division', division: county, ...errorFields(error) })
      failed = error
    }
  if (failed) throw failed
}
