/** The page of an office's lists, and its form that leads to a nil return. */
import * as z from 'zod'
import type { WebDeps } from '../deps.ts'
import { orAgain } from '../http/again.ts'
import { workbookRoute } from '../http/api-route.ts'
import { pageRoute } from '../http/page-route.ts'
import { refuse } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { thingsQuery } from '../readings/things.ts'
import { listsFile, listsPage } from './lists-page.ts'
import { ChosenList, nilPath } from './nil-pages.ts'
import { sentBy } from './nil-return.ts'

const wish = z.string().optional()

export const listsRoutes: readonly Route[] = [
  pageRoute({
    path: '/lists',
    summary: 'Where an office sends its lists and answers, and what was sent of a month',
    does: { action: 'see', resource: 'name-list' },
    query: { period: wish, form: wish, ...thingsQuery },
    run: (deps: WebDeps, asked) => listsPage(deps, asked),
  }),
  workbookRoute({
    path: '/lists/list.xlsx',
    summary: 'What was sent of a month, as a workbook without persons',
    does: { action: 'see', resource: 'name-list' },
    query: { period: wish, ...thingsQuery },
    run: listsFile,
  }),
  pageRoute({
    path: '/nil-returns',
    summary: 'Leads to the page of the list that was chosen',
    does: { action: 'see', resource: 'name-list' },
    query: { division: wish, list: wish, period: wish },
    refuses: [400],
    async run(deps, { query, local, caller }) {
      const next = async () => {
        const nil = ChosenList.safeParse(query)
        if (!nil.success) throw refuse('nil-incomplete')
        await sentBy(deps, nil.data)
        return new Response(null, { status: 303, headers: { Location: nilPath(nil.data) } })
      }
      const again = { query: { period: query.period }, local, caller }
      return orAgain('nil-list', query, next, (fault, status) => listsPage(deps, again, fault, status))
    },
  }),
]
