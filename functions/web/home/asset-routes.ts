/** What every page needs. */
import * as z from 'zod'
import { asset } from '../../../pages/assets/assets.ts'
import { pageRoute } from '../http/page-route.ts'
import { found } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'

export const assetRoutes: readonly Route[] = [
  pageRoute({
    path: '/assets/:name',
    summary: 'A style, script or picture of the pages',
    // Nothing of anybody stands in it.
    does: { action: 'see', resource: 'portal', open: true },
    params: { name: z.string() },
    async run(_, { params }) {
      const { type, body } = found(asset(params.name))
      return new Response(body, { headers: { 'Content-Type': type, 'Cache-Control': 'no-cache' } })
    },
  }),
]
