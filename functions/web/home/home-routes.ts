/** The home page. */
import { pageRoute } from '../http/page-route.ts'
import type { Route } from '../http/route.ts'
import { homePage } from './home-page.ts'

export const homeRoutes: readonly Route[] = [
  pageRoute({
    path: '/',
    summary: 'The home page: what is due, what came back, what has happened',
    does: { action: 'see', resource: 'portal' },
    run: homePage,
  }),
]
