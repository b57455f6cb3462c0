/** Accounts of a county or city, by office and by whose turn they are. */
import * as z from 'zod'
import { LONGEST_FIND, People } from '../../../../pages/access/people/people.tsx'
import { peopleLines, peopleThings } from '../../../../pages/access/people/people-lines.ts'
import { Division } from '../../../../schemas/codes.ts'
import { divisionName } from '../../../../wording/offices.ts'
import type { Tab } from '../../../../wording/things.ts'
import type { WebDeps } from '../../deps.ts'
import { permitted } from '../../http/allow.ts'
import { workbookRoute } from '../../http/api-route.ts'
import type { Caller } from '../../http/caller.ts'
import { page } from '../../http/page.ts'
import { formRoute, pageRoute } from '../../http/page-route.ts'
import type { Asked, Route } from '../../http/route.ts'
import { chosenThings, thingsFile, thingsQuery } from '../../readings/things.ts'
import { countyOf, type PeopleView, peopleView, placesOf } from './people-view.ts'

export const oversee = { action: 'oversee', resource: 'account', of: 'division' } as const
export const wished = { division: z.string().optional() }

export const peopleList: readonly Route[] = [
  pageRoute({
    path: '/people',
    summary: 'Accounts of a county or city, by office',
    does: oversee,
    query: { ...wished, tab: thingsQuery.tab },
    run: (deps, asked) => showPeople(deps, asked, asked.query),
  }),
  formRoute({
    path: '/people/search',
    opens: '/people',
    summary: 'Accounts by a name, an office, a duty or a state',
    does: oversee,
    form: z.object({ division: Division, find: z.string().max(LONGEST_FIND) }),
    run: (deps, asked) => showPeople(deps, asked, { ...asked.body, tab: 'all' }),
  }),
  workbookRoute({
    path: '/people/list.xlsx',
    summary: 'Accounts of a county or city as a workbook',
    does: oversee,
    query: { ...wished, tab: thingsQuery.tab },
    async run(deps, { query: { division, tab }, caller }) {
      const view = await peopleView(deps, countyOf(caller, division))
      const { policy, county } = view
      const file = await thingsFile(policy, caller, peopleShown(view, caller, tab))
      return { ...file, name: `${divisionName(county, policy)}${file.name}` }
    },
  }),
]

interface PeopleWished {
  readonly division?: string | undefined
  readonly tab?: Tab | undefined
  readonly find?: string
}

async function showPeople(
  deps: WebDeps,
  { caller, local }: Pick<Asked, 'caller' | 'local'>,
  { division, tab, find = '' }: PeopleWished,
): Promise<Response> {
  const view = await peopleView(deps, countyOf(caller, division))
  const people = peopleShown(view, caller, tab)
  return page(People({ ...view, local, people, find: find.trim(), places: await placesOf(deps, view.accounts) }))
}

/** Somebody is looked up more often than anybody waits: all are shown unasked. */
function peopleShown(view: PeopleView, caller: Caller, tab: Tab = 'all') {
  const { policy, county: division, accounts, requests, now, kept } = view
  const permits = permitted(caller)
  const [administers, confirms] = (['administer', 'confirm'] as const).map((act) =>
    permits(act, 'account', { division }),
  )
  const keeping = { administers: administers === true, confirms: confirms === true, kept }
  return chosenThings(peopleThings(policy, peopleLines(accounts, requests), now, keeping), { tab })
}
