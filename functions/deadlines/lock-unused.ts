/** Accounts that nobody uses are locked, each after its audit entry (docs/access.md#accounts). */
import { unusedPlan } from '../../rules/access/unused.ts'
import type { Account } from '../../schemas/records/account.ts'
import { errorFields, log } from '../shared/stages/log.ts'
import type { DeadlinesDeps } from './deps.ts'

/** Accounts of a division that one run locks; the next day locks the others. */
const MOST = 200

type Deps = Pick<DeadlinesDeps, 'accounts' | 'audit' | 'now'>

export interface Unused {
  readonly county: string
  readonly accounts: readonly Account[]
  readonly day: string
  /** Days. */
  readonly most: number
}

/** @throws after all others are locked, where one could not be */
export async function lockUnused(deps: Deps, { county, accounts, day, most }: Unused): Promise<void> {
  const { lock, keep } = unusedPlan(accounts, day, most)
  let failed: unknown
  for (const account of lock.slice(0, MOST))
    try {
      await lockOne(deps, county, account, most)
    } catch (error) {
      log('error', { stage: 'deadlines', what: 'an unused account was not locked', ...errorFields(error) })
      failed = error
    }
  const found = lock.length + keep.length
  if (found > 0) log('info', { stage: 'deadlines', what: 'unused accounts', division: county, rows: found })
  if (failed) throw failed
}

async function lockOne({ accounts, audit, now }: Deps, division: string, account: Account, days: number) {
  const time = now().toISOString()
  const object = account.id
  await audit.write({ division, kind: 'account-unused', time, object, outcome: 'allowed', address: 'hub' })
  await accounts.lockUnused(account, time, days)
}
