/** Pictures of a city or a county: the page, and the same as data. */
import { OnePage } from '../../../pages/statistics/one-page.tsx'
import { StatisticsPage } from '../../../pages/statistics/statistics.tsx'
import { StatisticsShown } from '../../../schemas/api/statistics.ts'
import { County, Period } from '../../../schemas/codes.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, permitted } from '../http/allow.ts'
import { apiRoute } from '../http/api-route.ts'
import type { Caller } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { pageRoute } from '../http/page-route.ts'
import { found } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { drawing } from './drawing.ts'
import { statistics } from './statistics.ts'

/** The caller's own place where no county is named. */
const does = { action: 'see', resource: 'counts', of: 'county' } as const
const query = { county: County.optional(), period: Period.optional() }

interface Asked {
  readonly query: { readonly county?: string | undefined; readonly period?: string | undefined }
  readonly caller: Caller
}

async function counted(deps: WebDeps, { query: { county, period }, caller }: Asked) {
  const policy = await deps.policies.inForce()
  const division = county ?? found(actorOf(caller)).division
  return { policy, counted: await statistics(deps, policy, { division, period }, permitted(caller)) }
}

export const statisticsPages: readonly Route[] = [
  pageRoute({
    path: '/statistics',
    summary: 'Pictures of the city or a county, each with its table',
    does,
    query,
    async run(deps, asked) {
      const [shown, draw] = await Promise.all([counted(deps, asked), drawing()])
      return page(StatisticsPage({ ...shown, draw, local: asked.local }))
    },
  }),
  pageRoute({
    path: '/statistics/one-page',
    summary: 'The month on one sheet of A4: coverage, places, the way to the payment, money',
    does,
    query,
    async run(deps, asked) {
      const [shown, draw] = await Promise.all([counted(deps, asked), drawing()])
      return page(OnePage({ ...shown, draw, local: asked.local, today: deps.dayOf(deps.now()) }))
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/api/statistics',
    summary: 'Counts what the pictures of the city or a county show',
    does,
    query,
    answer: StatisticsShown,
    run: async (deps, asked) => (await counted(deps, asked)).counted,
  }),
]
