/** The home page, and what every page needs: templates, styles, scripts. */
import * as z from 'zod'
import { asset } from '../../../pages/assets/assets.ts'
import { FORMS, type FormCode } from '../../../schemas/columns.ts'
import { workbookRoute } from '../http/api-route.ts'
import { pageRoute } from '../http/page-route.ts'
import { found } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { templateFile } from '../uploads/template-file.ts'
import { homePage } from './home-page.ts'

const portal = { action: 'see', resource: 'portal' } as const
/** Nothing of anybody stands in it. */
const anybody = { ...portal, open: true } as const
const wish = z.string().optional()

export const homeRoutes: readonly Route[] = [
  pageRoute({
    path: '/',
    summary: 'The home page: what is due, what came back, what has happened',
    does: portal,
    run: homePage,
  }),
  workbookRoute({
    path: '/templates/:file',
    summary: 'The template of an incoming form',
    does: anybody,
    params: { file: z.string() },
    query: { division: wish, period: wish, mode: wish },
    async run(deps, { params, query: { division, period, mode } }) {
      const code = params.file.replace(/\.xlsx$/, '')
      const form = found(Object.hasOwn(FORMS, code) ? FORMS[code as FormCode] : undefined)
      const bytes = await templateFile(form, await deps.policies.inForce(), { division, period, mode })
      return { name: `${form.title}.xlsx`, bytes }
    },
  }),
  pageRoute({
    path: '/assets/:name',
    summary: 'A style, script or picture of the pages',
    does: anybody,
    params: { name: z.string() },
    async run(_, { params }) {
      const { type, body } = found(asset(params.name))
      return new Response(body, { headers: { 'Content-Type': type, 'Cache-Control': 'no-cache' } })
    },
  }),
]
