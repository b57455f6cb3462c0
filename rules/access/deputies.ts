/** Duties up to an instant (docs/access.md#accounts): a deputy's, and those of an emergency. */
import type { Duty } from '../../schemas/duties.ts'
import type { Account, Actor, Grant } from '../../schemas/records/account.ts'
import { addDays, endOf, shanghaiDay } from '../deadlines/day-steps.ts'
import { type GrantFault, grantFault } from './grants.ts'

const DEPUTY_DAYS = 92
export const URGENT_HOURS = 3

/** @param now in milliseconds */
export function grantsAt({ grants = [] }: Pick<Actor, 'grants'>, now: number): Grant[] {
  return grants.filter(({ until }) => now < Date.parse(until))
}

/** What somebody may do now. @param now in milliseconds */
export function asOf<A extends Pick<Actor, 'duties' | 'grants'>>(actor: A, now: number): A {
  const grants = grantsAt(actor, now)
  if (grants.length === 0) return { ...actor, grants: undefined }
  return { ...actor, duties: [...new Set([...actor.duties, ...grants.map(({ duty }) => duty)])], grants }
}

/** What stands against duties beside those that an account has. @param now in milliseconds */
export function besideFault(account: Account, duties: readonly Duty[], now: number): GrantFault | undefined {
  const { division, office, duties: held } = asOf(account, now)
  if (duties.length === 0) return 'none'
  if (duties.some((duty) => held.includes(duty))) return 'held'
  return grantFault({ division, office, duties: [...held, ...duties] })
}

const todayOf = (now: number) => shanghaiDay(new Date(now).toISOString())

/** The days a deputy asked for now can end on. @param now in milliseconds */
export function deputyDays(now: number): { first: string; last: string } {
  const first = todayOf(now)
  return { first, last: addDays(first, DEPUTY_DAYS) }
}

/** @param until the last day. @param now in milliseconds */
export function deputyFault(
  account: Account,
  { duties, until }: { readonly duties: readonly Duty[]; readonly until: string },
  now: number,
): GrantFault | undefined {
  const { first, last } = deputyDays(now)
  return until < first || until > last ? 'end-day' : besideFault(account, duties, now)
}

/** Duties of a deputy, who has them to the end of the last day. */
export function deputyGrants(duties: readonly Duty[], until: string): Grant[] {
  const end = new Date(endOf(until)).toISOString()
  return duties.map((duty) => ({ duty, until: end, kind: 'deputy' }))
}
