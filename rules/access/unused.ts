/** Accounts that nobody uses any more (docs/access.md#accounts). */
import type { Duty } from '../../schemas/duties.ts'
import type { Account } from '../../schemas/records/account.ts'
import { daysBetween, shanghaiDay } from '../deadlines/day-steps.ts'
import { lastDuty, WATCHERS } from './grants.ts'

export interface UnusedPlan {
  readonly lock: readonly Account[]
  /** Unused too, and the last with a duty that is needed. */
  readonly keep: readonly Account[]
}

/** Of an account that was never used, since its last invitation. */
export function unusedDays(account: Account, today: string): number {
  const { invitedAt, letterAt = '', activeAt = '', usedAt = '', unlockedAt = '' } = account
  const last = [invitedAt, letterAt, activeAt, usedAt, unlockedAt].sort().at(-1)
  return daysBetween(shanghaiDay(last ?? invitedAt), today)
}

/**
 * The longest unused go first, so that of several the one used last stays.
 * @param all every account of the county or city. @param most days
 */
export function unusedPlan(all: readonly Account[], today: string, most: number): UnusedPlan {
  const lock: Account[] = []
  const keep: Account[] = []
  const unused = all
    .filter((account) => !account.lockedAt && unusedDays(account, today) >= most)
    .sort((a, b) => unusedDays(b, today) - unusedDays(a, today) || (a.id < b.id ? -1 : 1))
  for (const account of unused) {
    const others = all.filter((one) => one.id !== account.id && !one.lockedAt && !lock.includes(one))
    if (lastDuty(account, [], others) || isOnlyWatcher(account, others)) keep.push(account)
    else lock.push(account)
  }
  return { lock, keep }
}

/** Without it nobody could unlock, or send the letter by which its holder begins. */
function isOnlyWatcher({ division, duties }: Account, others: readonly Account[]): boolean {
  const isHeld = (duty: Duty) => others.some((one) => one.division === division && one.duties.includes(duty))
  return duties.some((duty) => WATCHERS.includes(duty) && !isHeld(duty))
}
