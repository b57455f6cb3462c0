/** Each quarter heads of offices are asked who still has an account; security is told once of those who do not answer. */
import { type CheckDays, checksDue, confirmersOf, openChecks } from '../../rules/access/account-checks.ts'
import type { Duty } from '../../schemas/duties.ts'
import type { AboutCheck } from '../../schemas/messages/to-deadlines.ts'
import type { Account } from '../../schemas/records/account.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { sendCheckLetter } from './check-letter.ts'
import type { DeadlinesDeps } from './deps.ts'

export interface Asking {
  readonly policy: Policy
  readonly county: string
  readonly accounts: readonly Account[]
  /** Of the city, which stands in where a county has nobody. */
  readonly ofCity: readonly Account[]
  readonly day: string
  readonly days: CheckDays
}

/** @returns whether the mail server is down: the others are left for the next run */
export async function askAboutAccounts(deps: DeadlinesDeps, asking: Asking): Promise<boolean> {
  const { county, accounts, days, policy } = asking
  for (const check of checksDue(accounts, days)) await deps.accountChecks.open(check)
  for (const about of await lettersOf(deps, asking))
    if ((await sendCheckLetter(deps, policy, { ...about, county })) === 'down') return true
  return false
}

/** A letter that was sent is claimed, and not sent again. */
async function lettersOf(
  { accountChecks }: Pick<DeadlinesDeps, 'accountChecks'>,
  { county, accounts, ofCity, day, days: { quarter, openedOn, dueOn } }: Asking,
): Promise<Omit<AboutCheck, 'county'>[]> {
  const open = openChecks(await accountChecks.ofQuarter(county, quarter), accounts)
  if (open.length === 0) return []
  const asked = open.flatMap((check) => orElse(confirmersOf(check, accounts), holders(ofCity, 'administrator')))
  const told = day > dueOn ? orElse(holders(accounts, 'security'), holders(ofCity, 'security')) : []
  return [
    ...[...new Set(asked)].map(({ id: account }) => ({ type: 'accounts.check' as const, account, day: openedOn })),
    ...told.map(({ id: account }) => ({ type: 'accounts.overdue' as const, account, day: dueOn })),
  ]
}

const orElse = (own: readonly Account[], others: readonly Account[]) => (own.length > 0 ? own : others)

const holders = (all: readonly Account[], duty: Duty) =>
  all.filter(({ duties, activeAt, lockedAt }) => duties.includes(duty) && activeAt && !lockedAt)
