/** 现行名单 of a department: whom its lists have now, what has changed, and what became of them. */
import * as z from 'zod'
import type { Fault } from '../../../pages/parts/fault.tsx'
import { RosterPage, SHOWS } from '../../../pages/persons/roster.tsx'
import { maskedId, maskedName } from '../../../rules/access/masked.ts'
import { Category, County, Office } from '../../../schemas/codes.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, permitted } from '../http/allow.ts'
import type { Caller } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { formRoute, pageRoute } from '../http/page-route.ts'
import { found } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { isWantedBy, rosterOf } from './roster.ts'

const path = '/roster/:division/:office'
const params = { division: County, office: Office }
const sees = { action: 'see', resource: 'name-list', of: 'division', persons: true } as const
const query = {
  category: Category.optional(),
  township: z.string().max(9).optional(),
  show: z.enum(SHOWS).default('all').catch('all'),
  page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
}
const Wanted = z.object({ wanted: z.string().trim().min(1).max(60) })
const ON_A_PAGE = 50

interface Shown {
  readonly params: { readonly division: string; readonly office: Office }
  readonly query: z.output<z.ZodObject<typeof query>>
  readonly local: boolean
  readonly caller: Caller
}

export const rosterPages: readonly Route[] = [
  pageRoute({
    path: '/roster',
    summary: 'Leads to the list of the account’s own office',
    does: { action: 'see', resource: 'portal' },
    async run(deps, { caller }) {
      const { division, office } = found(actorOf(caller))
      const { city } = await deps.policies.inForce()
      // The city’s list is compared with the counties’ and stands in no roster.
      return division === city.code || !office ? '/lists' : `/roster/${division}/${office}`
    },
  }),
  pageRoute({
    path,
    summary: 'Whom an office has listed now, masked: by township, what has changed since the month before, outcomes',
    does: sees,
    params,
    query,
    run: (deps, asked) => show(deps, asked),
  }),
  formRoute({
    path,
    opens: path,
    summary: 'Persons of an office’s list by name or ID number, masked',
    does: sees,
    params,
    query,
    form: Wanted,
    incomplete: 'roster-search-unfit',
    again: {
      field: 'wanted',
      shows: sees,
      show: (deps, asked, fault, status) => show(deps, asked, undefined, fault, status),
    },
    run: (deps, asked) => show(deps, asked, asked.body.wanted),
  }),
]

async function show(
  deps: WebDeps,
  { params: of, query: asked, local, caller }: Shown,
  wanted?: string,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const policy = await deps.policies.inForce()
  const own = policy.categories.filter(({ office }) => office === of.office)
  const category = found(own.find(({ code }) => code === asked.category) ?? own[0])
  // Finance sees the list, and nobody’s outcome (docs/rules.md#who-sees-what).
  const actor = found(actorOf(caller))
  const isOwn = actor.division === of.division && actor.office === of.office
  const showsOutcomes = isOwn || permitted(caller)('see', 'outcomes', of, true)
  const { period, since, persons, isPartial } = await rosterOf(deps, of.division, category.code)
  const isWanted = wanted === undefined ? () => true : isWantedBy(wanted)
  const listed = persons.filter(({ change }) => change !== 'ended')
  const shown = persons.filter(
    (person) =>
      isWanted(person) &&
      (wanted !== undefined || asked.show !== 'all' || person.change !== 'ended') &&
      (asked.show === 'all' || person.change === asked.show) &&
      (!asked.township || person.township === asked.township),
  )
  const from = (asked.page - 1) * ON_A_PAGE
  const veiled = shown
    .slice(from, from + ON_A_PAGE)
    .map((person) => ({ ...person, name: maskedName(person.name), id: maskedId(person.id) }))
  return page(
    RosterPage({
      ...{ policy, local, fault, of, categories: own, category, period, since, isPartial },
      ...{ show: asked.show, township: asked.township, isSearch: wanted !== undefined },
      listed: listed.length,
      changes: countBy(persons, ({ change }) => change),
      townships: countBy(listed, ({ township }) => township),
      ...(showsOutcomes && { outcomes: countBy(listed, ({ outcome }) => outcome) }),
      ...{ persons: veiled, found: shown.length, page: asked.page, pages: Math.ceil(shown.length / ON_A_PAGE) },
    }),
    status,
  )
}

function countBy<T, K extends string>(all: readonly T[], by: (one: T) => K | undefined): ReadonlyMap<K, number> {
  const counts = new Map<K, number>()
  for (const one of all) {
    const key = by(one)
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}
