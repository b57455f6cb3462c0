/** 现行名单 of a department: whom its lists have now, what has changed, and what became of them. */
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import * as z from 'zod'
import { writePersons } from '../../../forms/outgoing/persons-book.ts'
import type { Fault } from '../../../pages/parts/fault.tsx'
import { outcomeWords, RosterPage, SHOWS } from '../../../pages/persons/roster.tsx'
import { maskedId, maskedName } from '../../../rules/access/masked.ts'
import { Category, County, Office } from '../../../schemas/codes.ts'
import type { PersonKey } from '../../../schemas/records/person.ts'
import { dayName } from '../../../wording/dates.ts'
import { officeName, townshipName } from '../../../wording/offices.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import { ROSTER_SHOWS } from '../../../wording/roster.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf } from '../http/allow.ts'
import type { Caller } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { formRoute, pageRoute } from '../http/page-route.ts'
import { found } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { personsBookRoute, revealRoute } from '../readings/purpose-routes.ts'
import { isWantedBy } from './roster.ts'
import { isShown, seenRoster } from './roster-view.ts'

const path = '/roster/:division/:office'
export const params = { division: County, office: Office }
export const sees = { action: 'see', resource: 'name-list', of: 'division', persons: true } as const
const query = {
  category: Category.optional(),
  township: z.string().max(9).optional(),
  show: z.enum(SHOWS).default('all').catch('all'),
  page: z.coerce.number().int().min(1).max(10_000).default(1).catch(1),
}
export const Wanted = z.object({ wanted: z.string().trim().min(1).max(60) })
const ON_A_PAGE = 50

interface Asked {
  readonly params: { readonly division: string; readonly office: Office }
  readonly query: z.output<z.ZodObject<typeof query>>
  readonly local: boolean
  readonly caller: Caller
}

interface Shown extends Asked {
  readonly wanted?: string
  readonly person?: PersonKey | undefined
}

export const rosterPages: readonly Route[] = [
  pageRoute({
    path: '/roster',
    summary: 'Leads to the list of the account’s own office, in the city to its comparison',
    does: { action: 'see', resource: 'portal' },
    async run(deps, { caller }) {
      const { division, office } = found(actorOf(caller))
      const { city, categories } = await deps.policies.inForce()
      if (!categories.some((one) => one.office === office)) return '/lists'
      // The city’s list is compared with the counties’ and stands in no roster.
      return `/${division === city.code ? 'comparison' : 'roster'}/${division}/${office}`
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
    again: { field: 'wanted', shows: sees, show },
    run: (deps, asked) => show(deps, { ...asked, wanted: asked.body.wanted }),
  }),
  revealRoute({
    path: `${path}/whole`,
    opens: path,
    summary: 'The list with one of its persons whole, for a purpose',
    does: sees,
    params,
    query,
    show,
  }),
  personsBookRoute({
    path: `${path}/persons.xlsx`,
    opens: path,
    summary: 'What the list shows as a workbook, for a purpose',
    does: sees,
    params,
    query,
    shows: sees,
    show,
    file,
  }),
]

async function show(
  deps: WebDeps,
  { params: of, query: asked, local, caller, wanted, person: whole }: Shown,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const policy = await deps.policies.inForce()
  const { own, category, roster, compared, showsOutcomes, filter } = await seenRoster(deps, {
    ...{ params: of, query: asked, caller },
  })
  const { period, since, persons, isPartial } = roster
  const isWanted = wanted === undefined ? undefined : isWantedBy(wanted)
  const listed = persons.filter(({ change }) => change !== 'ended')
  const shown = persons.filter((person) =>
    isWanted ? isWanted(person) && (!filter.township || person.township === filter.township) : isShown(person, filter),
  )
  const from = (asked.page - 1) * ON_A_PAGE
  const onPage = shown.slice(from, from + ON_A_PAGE)
  // Somebody who was searched for is shown alone.
  const alone = onPage.some(({ key }) => key === whole) ? undefined : persons.find(({ key }) => key === whole)
  const rows = alone ? [alone] : onPage
  const veiled = rows.map((one) =>
    one.key === whole ? one : { ...one, name: maskedName(one.name), id: maskedId(one.id) },
  )
  const changes = countBy(persons, ({ change }) => change)
  const lacked = persons.filter(({ notInCity }) => notInCity).length
  return page(
    RosterPage({
      ...{ policy, local, fault, of, categories: own, category, period, since, isPartial, compared, whole },
      ...{ ...filter, isSearch: wanted !== undefined || alone !== undefined, now: deps.now().getTime() },
      listed: listed.length,
      changes: new Map([...changes, ['not-in-city', lacked]]),
      elsewhere: listed.filter(({ isElsewhere }) => isElsewhere).length,
      townships: countBy(listed, ({ township }) => township),
      ...(showsOutcomes && { outcomes: countBy(listed, ({ outcome }) => outcome) }),
      ...{
        persons: veiled,
        found: alone ? 1 : shown.length,
        page: asked.page,
        pages: Math.ceil(shown.length / ON_A_PAGE),
      },
    }),
    status,
  )
}

async function file(deps: WebDeps, asked: Asked) {
  const { params: of } = asked
  const policy = await deps.policies.inForce()
  const { category, roster, showsOutcomes, filter } = await seenRoster(deps, asked)
  const shows = ROSTER_SHOWS[filter.show]
  const out = new PassThrough()
  const [bytes] = await Promise.all([
    buffer(out),
    writePersons(out, {
      reportingOffice: officeName(policy, of),
      sheetName: shows,
      title: `${category.name}${PAGE_NAMES.roster}：${shows}`,
      aside: dayName(deps.dayOf(deps.now())),
      persons: roster.persons
        .filter((person) => isShown(person, filter))
        .map(({ name, id, township, village, change, ...said }) => ({
          ...{ name, id, village, township: townshipName(of.division, township, policy) },
          state: ROSTER_SHOWS[change ?? 'all'],
          outcome: showsOutcomes ? outcomeWords(said) : undefined,
        })),
    }),
  ])
  return { name: `${officeName(policy, of)}${category.name}-${shows}.xlsx`, bytes: new Uint8Array(bytes) }
}

function countBy<T, K extends string>(all: readonly T[], by: (one: T) => K | undefined): ReadonlyMap<K, number> {
  const counts = new Map<K, number>()
  for (const one of all) {
    const key = by(one)
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return counts
}
