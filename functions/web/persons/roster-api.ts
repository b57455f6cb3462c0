/** 现行名单 as data: whom an office has listed now, masked, and one of them whole, for a purpose. */
import * as z from 'zod'
import { SHOWS } from '../../../pages/persons/roster.tsx'
import { maskedId, maskedName } from '../../../rules/access/masked.ts'
import { RosterPersonShown, RosterShown } from '../../../schemas/api/roster.ts'
import { Category } from '../../../schemas/codes.ts'
import { Reveal } from '../../../schemas/purposes.ts'
import { apiRoute } from '../http/api-route.ts'
import { listRoute, pageOf } from '../http/paged.ts'
import type { Route } from '../http/route.ts'
import type { RosterPerson } from './listed-now.ts'
import { isWantedBy } from './roster.ts'
import { params, sees, Wanted } from './roster-pages.ts'
import { isShown, seenRoster } from './roster-view.ts'

const path = '/api/roster/:division/:office'
const category = { category: Category.optional().describe('The office’s first where absent') }
/** As the page: somebody who is looked for is one of few. */
const MOST_FOUND = 50

export const rosterApi: readonly Route[] = [
  listRoute({
    path,
    summary: 'Lists whom an office has listed now, masked, by township, with what has changed since the month before',
    does: sees,
    params,
    query: { ...category, township: z.string().max(9).optional(), show: z.enum(SHOWS).optional() },
    item: RosterPersonShown,
    beside: RosterShown,
    async run(deps, { params: of, query, caller }, wanted) {
      const seen = await seenRoster(deps, { params: of, query: { ...query, show: query.show ?? 'all' }, caller })
      const { roster, filter } = seen
      const { period, since, isPartial, persons } = roster
      const shown = persons.filter((one) => isShown(one, filter))
      // No place may be a number of a person: it stands in the address of the next page.
      const { items, end } = pageOf(shown, ({ township, key }) => `${township} ${key}`, wanted)
      const listed = persons.filter(({ change }) => change !== 'ended').length
      const beside = { category: seen.category.code, period, since, isPartial, listed, found: shown.length }
      return { ...beside, items: items.map((one) => ofList(veiled(one), seen)), end }
    },
  }),
  apiRoute({
    method: 'POST',
    path: `${path}/search`,
    summary: 'Persons of an office’s list by name or ID number, masked, the first 50 of them',
    does: sees,
    params,
    query: category,
    refuses: [400],
    body: Wanted,
    answer: z.object({ items: z.array(RosterPersonShown), isMore: z.boolean() }),
    async run(deps, { params: of, query, body: { wanted }, caller }) {
      const seen = await seenRoster(deps, { params: of, query: { ...query, show: 'all' }, caller })
      const all = seen.roster.persons.filter(isWantedBy(wanted))
      const items = all.slice(0, MOST_FOUND).map((one) => ofList(veiled(one), seen))
      return { items, isMore: all.length > MOST_FOUND }
    },
  }),
  apiRoute({
    method: 'POST',
    path: `${path}/whole`,
    summary: 'One of these persons whole, for a purpose',
    does: sees,
    params,
    query: category,
    refuses: [400],
    body: Reveal,
    answer: z.object({ items: z.array(RosterPersonShown) }),
    async run(deps, { params: of, query, body: { person }, caller }) {
      const seen = await seenRoster(deps, { params: of, query: { ...query, show: 'all' }, caller })
      const asked = seen.roster.persons.filter(({ key }) => key === person)
      return { items: asked.map((one) => ofList(one, seen)) }
    },
  }),
]

const veiled = (one: RosterPerson) => ({ ...one, name: maskedName(one.name), id: maskedId(one.id) })

type Seen = Pick<Awaited<ReturnType<typeof seenRoster>>, 'showsOutcomes' | 'compared'>

/** What became of a person is shown to those alone who may see it, and of the city's list the sender alone hears. */
function ofList({ key: person, outcome, isElsewhere, notInCity, ...rest }: RosterPerson, seen: Seen) {
  return { person, ...rest, ...(seen.showsOutcomes && { outcome, isElsewhere }), ...(seen.compared && { notInCity }) }
}
