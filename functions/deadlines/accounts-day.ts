/** A day of the accounts: a division that fails does not stop the others. */
import { checkDays } from '../../rules/access/account-checks.ts'
import { shanghaiDay } from '../../rules/deadlines/day-steps.ts'
import { cityCalendar } from '../../rules/deadlines/work-calendar.ts'
import { Fault } from '../../schemas/fault.ts'
import type { Account } from '../../schemas/records/account.ts'
import { DEFAULT_DEADLINES } from '../../schemas/records/deadline-policy.ts'
import { errorFields, log } from '../shared/stages/log.ts'
import { askAboutAccounts } from './ask-about-accounts.ts'
import type { DeadlinesDeps } from './deps.ts'
import { lockUnused } from './lock-unused.ts'

/** @throws what failed last; a repeat is harmless */
export async function runAccounts(deps: DeadlinesDeps, time: string): Promise<void> {
  const policy = await deps.policies.current()
  if (!policy) return
  const { unusedDays: most, calendar } = (await deps.deadlines.policy()) ?? DEFAULT_DEADLINES
  // A message cannot make a day come early.
  const day = shanghaiDay(new Date(Math.min(Date.parse(time), deps.now().getTime())).toISOString())
  const days = checkDays(day, cityCalendar(calendar))
  const ofCity = await deps.accounts.inCounty(policy.city.code)
  let isDown = false
  let failed: unknown
  for (const { code: county } of [policy.city, ...policy.counties]) {
    const steps = [
      async (accounts: readonly Account[]) => lockUnused(deps, { county, accounts, day, most }),
      async (accounts: readonly Account[]) => {
        isDown ||= await askAboutAccounts(deps, { policy, county, accounts, ofCity, day, days })
      },
    ]
    for (const step of steps)
      try {
        await step(await deps.accounts.inCounty(county))
      } catch (error) {
        log('error', { stage: 'deadlines', what: 'accounts of a division', division: county, ...errorFields(error) })
        failed = error
      }
  }
  if (failed) throw failed
  if (isDown) throw new Fault('mail-down', 'the mail server takes nothing now')
}
