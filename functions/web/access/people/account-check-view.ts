/** The quarter's confirmations of a county or city, as the caller may see and confirm them. */
import {
  accountsOf,
  checkDays,
  isOf,
  isOverdue,
  mayConfirm,
  openChecks,
} from '../../../../rules/access/account-checks.ts'
import { unusedPlan } from '../../../../rules/access/unused.ts'
import { cityCalendar } from '../../../../rules/deadlines/work-calendar.ts'
import type { Account } from '../../../../schemas/records/account.ts'
import type { AccountCheck } from '../../../../schemas/records/account-check.ts'
import { DEFAULT_DEADLINES } from '../../../../schemas/records/deadline-policy.ts'
import type { WebDeps } from '../../deps.ts'
import { actorOf } from '../../http/allow.ts'
import type { Caller } from '../../http/caller.ts'
import { found } from '../../http/refuse.ts'

type Deps = Pick<WebDeps, 'accounts' | 'accountChecks' | 'deadlines' | 'now' | 'dayOf'>

export interface CheckView {
  readonly check: AccountCheck
  /** Empty where somebody else confirms. */
  readonly accounts: readonly Account[]
  readonly isOverdue: boolean
}

export interface AccountNotes {
  /** What the reader is to confirm. */
  readonly mine: readonly AccountCheck[]
  /** Of others, for security. */
  readonly overdue: readonly AccountCheck[]
  /** Accounts that nobody uses and that are kept all the same. */
  readonly kept: number
}

/** A leader is shown the own office alone. */
export async function checkViews(deps: Deps, caller: Caller, county: string): Promise<CheckView[]> {
  const actor = found(actorOf(caller))
  const { today, checks } = await checksNow(deps, county)
  const accounts = await deps.accounts.inCounty(county)
  const isAdministrator = actor.duties.includes('administrator')
  const open = openChecks(checks, accounts)
  return checks
    .filter((check) => (isAdministrator || isOf(check, actor)) && (check.confirmed || open.includes(check)))
    .map((check) => {
      const own = !check.confirmed && mayConfirm(actor, check, accounts) ? accountsOf(check, accounts) : []
      return { check, accounts: own, isOverdue: isOverdue(check, today) }
    })
}

/** For the home page; those who have no part in it cost no read. */
export async function accountNotes(deps: Deps, caller: Caller): Promise<AccountNotes> {
  const actor = actorOf(caller)
  const nothing = { mine: [], overdue: [], kept: 0 }
  if (!actor) return nothing
  const isLeader = actor.duties.includes('leader')
  const isSecurity = actor.duties.includes('security')
  if (!isLeader && !isSecurity && !actor.duties.includes('administrator')) return nothing
  const county = actor.division.slice(0, 6)
  const { today, checks, unusedDays } = await checksNow(deps, county)
  if (isLeader) return { ...nothing, mine: checks.filter((check) => !check.confirmed && isOf(check, actor)) }
  const accounts = await deps.accounts.inCounty(county)
  const open = openChecks(checks, accounts)
  return {
    mine: open.filter((check) => mayConfirm(actor, check, accounts)),
    overdue: isSecurity ? open.filter((check) => isOverdue(check, today)) : [],
    kept: unusedPlan(accounts, today, unusedDays).keep.length,
  }
}

async function checksNow({ accountChecks, deadlines, now, dayOf }: Deps, county: string) {
  const today = dayOf(now())
  const { calendar, unusedDays } = (await deadlines.policy()) ?? DEFAULT_DEADLINES
  const { quarter } = checkDays(today, cityCalendar(calendar))
  return { today, unusedDays, checks: await accountChecks.ofQuarter(county, quarter) }
}
