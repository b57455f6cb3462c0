/** Persons of a county, by case number, name or ID number. */
import type { Fault } from '../../../pages/parts/fault.tsx'
import { PersonsPage } from '../../../pages/persons/persons.tsx'
import { type PersonsFound, SearchWish } from '../../../schemas/api/person-search.ts'
import { County } from '../../../schemas/codes.ts'
import { CaseNumber } from '../../../schemas/records/case.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf } from '../http/allow.ts'
import { page } from '../http/page.ts'
import { formRoute, pageRoute } from '../http/page-route.ts'
import { found } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { findPersons } from './find-persons.ts'
import { seesFile } from './person-pages.ts'

const path = '/persons/:county'
const params = { county: County }

interface Shown {
  readonly params: { readonly county: string }
  readonly local: boolean
}

export const searchPages: readonly Route[] = [
  pageRoute({
    path: '/persons',
    summary: 'Leads to where persons of the account’s own county are looked for',
    does: { action: 'see', resource: 'portal' },
    run: async (_, { caller }) => `/persons/${found(actorOf(caller)).division.slice(0, 6)}`,
  }),
  pageRoute({
    path,
    summary: 'Where a county’s persons are looked for; a case number may stand in the address',
    does: seesFile,
    params,
    query: { number: CaseNumber.optional() },
    run: async (deps, asked) =>
      show(
        deps,
        asked,
        asked.query.number ? await findPersons(deps, asked.params.county, asked.query.number) : undefined,
      ),
  }),
  formRoute({
    path,
    opens: path,
    summary: 'Persons found by case number, name or ID number, masked',
    does: seesFile,
    params,
    form: SearchWish,
    incomplete: 'search-unfit',
    again: {
      field: 'wanted',
      shows: seesFile,
      show: (deps, asked, fault, status) => show(deps, asked, undefined, fault, status),
    },
    run: async (deps, asked) => show(deps, asked, await findPersons(deps, asked.params.county, asked.body.wanted)),
  }),
]

async function show(
  deps: WebDeps,
  { params: { county }, local }: Shown,
  persons?: PersonsFound,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const policy = await deps.policies.inForce()
  return page(PersonsPage({ county, found: persons, policy, local, fault }), status)
}
