/** 市县比对 as data: a city's lists beside the counties' in counts, and its own persons whom a county's list lacks. */
import * as z from 'zod'
import { maskedId, maskedName } from '../../../rules/access/masked.ts'
import { ComparedList, OnlyCityShown } from '../../../schemas/api/comparison.ts'
import { Division, Office } from '../../../schemas/codes.ts'
import { Reveal } from '../../../schemas/purposes.ts'
import type { Compared } from '../../../schemas/records/compared.ts'
import { apiRoute } from '../http/api-route.ts'
import { listRoute, pageOf } from '../http/paged.ts'
import { refuse } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { ownCityLists } from '../readings/city-lists.ts'
import { onlyCityOf, own, owner, params, seesPersons } from './comparison-pages.ts'

const path = '/api/uploads/:division/:id/compared/:county'

export const comparisonApi: readonly Route[] = [
  apiRoute({
    method: 'GET',
    path: '/api/comparison/:division/:office',
    summary: 'The lists of a city’s office that stand, beside the counties’, in counts',
    does: { action: 'see', ...own },
    params: { division: Division, office: Office },
    answer: z.object({ lists: z.array(ComparedList) }),
    async run(deps, { params: of }) {
      const lists = await ownCityLists(deps, of)
      if (lists.length === 0) throw refuse('not-found')
      return {
        lists: lists.map(({ category: { code: category }, upload }) => ({
          category,
          ...(upload && { upload: upload.id, period: upload.period, compared: upload.compared ?? [] }),
        })),
      }
    },
  }),
  listRoute({
    path,
    owner,
    summary: 'Lists persons of a city’s list whom a county’s list lacks, masked',
    does: seesPersons,
    params,
    item: OnlyCityShown,
    beside: { count: z.int().nonnegative().describe('Of all; the first of them are named') },
    async run(deps, { params: of, caller }, wanted) {
      const { persons, count } = await onlyCityOf(deps, caller, of)
      // No place may be a number of a person: it stands in the address of the next page.
      const { items, end } = pageOf(persons, ({ township, key }) => `${township} ${key}`, wanted)
      const veiled = items.map((one) => ({ ...one, name: maskedName(one.name), id: maskedId(one.id) }))
      return { count, items: veiled.map(shown), end }
    },
  }),
  apiRoute({
    method: 'POST',
    path,
    owner,
    summary: 'One of these persons whole, for a purpose',
    does: seesPersons,
    params,
    body: Reveal,
    answer: z.object({ items: z.array(OnlyCityShown) }),
    async run(deps, { params: of, body: { person }, caller }) {
      const { persons } = await onlyCityOf(deps, caller, of)
      return { items: persons.filter(({ key }) => key === person).map(shown) }
    },
  }),
]

const shown = ({ key: person, ...rest }: Compared['onlyCity'][number]) => ({ person, ...rest })
