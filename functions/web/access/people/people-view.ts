/** Accounts of a county or city with its townships, and what waits for security. */

import { grantsAt } from '../../../../rules/access/deputies.ts'
import { unusedDays, unusedPlan } from '../../../../rules/access/unused.ts'
import { shanghaiDay } from '../../../../rules/deadlines/day-steps.ts'
import type { Account } from '../../../../schemas/records/account.ts'
import type { AccountRequest } from '../../../../schemas/records/account-request.ts'
import { DEFAULT_DEADLINES } from '../../../../schemas/records/deadline-policy.ts'
import type { Policy } from '../../../../schemas/records/policy.ts'
import { SIGN_IN_BOUNDS } from '../../../../schemas/records/sign-in-policy.ts'
import type { WebDeps } from '../../deps.ts'
import { actorOf } from '../../http/allow.ts'
import { type Caller, isOver } from '../../http/caller.ts'
import { found, refuse } from '../../http/refuse.ts'

export interface PeopleView {
  readonly policy: Policy
  readonly county: string
  readonly accounts: readonly Account[]
  /** New accounts and other duties that wait, or were refused lately. */
  readonly requests: readonly AccountRequest[]
  readonly now: number
  /** Days without use, of those that are kept all the same, by account. */
  readonly kept: ReadonlyMap<string, number>
}

/** @throws 404 for no county or city of this hub */
export async function peopleView(deps: WebDeps, county: string): Promise<PeopleView> {
  const policy = await deps.policies.inForce()
  if (![policy.city, ...policy.counties].some(({ code }) => code === county)) throw refuse('not-found')
  const [accounts, requests, deadlines] = await Promise.all([
    deps.accounts.inCounty(county),
    deps.accountRequests.list(county),
    deps.deadlines.policy(),
  ])
  const [now, today] = [deps.now(), shanghaiDay(deps.now().toISOString())]
  const { keep } = unusedPlan(accounts, today, (deadlines ?? DEFAULT_DEADLINES).unusedDays)
  const kept = new Map(keep.map((account) => [account.id, unusedDays(account, today)]))
  return { policy, county, accounts, requests, now: now.getTime(), kept }
}

/**
 * Whoever signed in longer ago than any session lasts is nowhere, and is not asked for.
 * @returns of accounts that are signed in at more than one place at once, at how many
 */
export async function placesOf(deps: WebDeps, accounts: readonly Account[]): Promise<Map<string, number>> {
  const longest = SIGN_IN_BOUNDS.wholeHours.most * 3_600_000
  const since = new Date(deps.now().getTime() - longest).toISOString()
  const recent = accounts.filter(({ usedAt = '' }) => usedAt >= since)
  const counts = await Promise.all(recent.map(async ({ id }) => [id, (await openSessions(deps, id)).length] as const))
  return new Map(counts.filter(([, count]) => count > 1))
}

async function openSessions(deps: WebDeps, id: string) {
  const now = deps.now()
  const kept = await deps.sessions.list(id)
  return kept.filter((session) => session.stage === 'signed-in' && !isOver(session, now))
}

/** The county or city that a page is about: the caller's own where it says none. */
export function countyOf(caller: Caller, wished: string | undefined): string {
  return (wished ?? found(actorOf(caller)).division).slice(0, 6)
}

/** @throws 404 for no such account */
export async function personView(deps: WebDeps, { division, id }: { division: string; id: string }) {
  const [policy, account, request, sessions] = await Promise.all([
    deps.policies.inForce(),
    deps.accounts.get(id),
    deps.accountRequests.get(division.slice(0, 6), id),
    openSessions(deps, id),
  ])
  if (account?.division !== division) throw refuse('not-found')
  const now = deps.now().getTime()
  return { policy, account: { ...account, grants: grantsAt(account, now) }, request, sessions, now }
}
