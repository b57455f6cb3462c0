/** What a reader is shown of an office's list: which of its categories, who of it, and whether outcomes. */
import type { Category, Office } from '../../../schemas/codes.ts'
import type { RosterShow } from '../../../wording/roster.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, permitted } from '../http/allow.ts'
import type { Caller } from '../http/caller.ts'
import { found } from '../http/refuse.ts'
import { cityLists } from '../readings/city-lists.ts'
import { rosterOf } from './roster.ts'

export interface RosterAsked {
  readonly params: { readonly division: string; readonly office: Office }
  readonly query: {
    readonly category?: Category | undefined
    readonly township?: string | undefined
    readonly show: RosterShow
  }
  readonly caller: Caller
}

type Filter = Pick<RosterAsked['query'], 'show' | 'township'>
type Listed = Awaited<ReturnType<typeof rosterOf>>['persons'][number]

export function isShown({ change, township, notInCity }: Listed, { show, township: wanted }: Filter): boolean {
  if (wanted && township !== wanted) return false
  if (show === 'all') return change !== 'ended'
  return show === 'not-in-city' ? notInCity === true : change === show
}

/** @throws 404 where the office sends no list */
export async function seenRoster(deps: WebDeps, { params: of, query: asked, caller }: RosterAsked) {
  const policy = await deps.policies.inForce()
  const own = policy.categories.filter(({ office }) => office === of.office)
  const category = found(own.find(({ code }) => code === asked.category) ?? own[0])
  // Finance sees the list, and nobody’s outcome (docs/rules.md#who-sees-what).
  const actor = found(actorOf(caller))
  const isOwn = actor.division === of.division && actor.office === of.office
  const showsOutcomes = isOwn || permitted(caller)('see', 'outcomes', of, true)
  const latest = (await cityLists(deps, [category.code])).get(category.code)
  const beside = latest?.compared?.find(({ county }) => county === of.division)
  const roster = await rosterOf(deps, of.division, category.code, beside?.key)
  // Of the city’s list the sender alone hears, and of its own persons alone.
  // Where its time has come, who was missing is kept no more.
  const compared = isOwn && beside && !latest?.endedAt && roster.isCompared ? latest : undefined
  const show = !compared && asked.show === 'not-in-city' ? 'all' : asked.show
  return { own, category, roster, compared, showsOutcomes, filter: { show, township: asked.township } }
}
