/** The pages: plain links and forms, rendered here; a little script moves them on. */
import { Hono } from 'hono'
import { asset } from '../../pages/assets/assets.ts'
import { FORMS, type FormCode } from '../../schemas/columns.ts'
import type { WebDeps } from './deps.ts'
import { homePage } from './home-page.ts'
import { found, policyInForce } from './refuse.ts'
import { templateFile } from './template-file.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function pageRoutes(deps: WebDeps): Hono {
  const pages = new Hono()

  pages.get('/', (c) => homePage(deps, c))
  pages.get('/templates/:file', async (c) => {
    const code = c.req.param('file').replace(/\.xlsx$/, '')
    const form = found(Object.hasOwn(FORMS, code) ? FORMS[code as FormCode] : undefined)
    const { division, period, mode } = c.req.query()
    const bytes = await templateFile(form, await policyInForce(deps), { division, period, mode })
    c.header('Content-Type', XLSX)
    c.header('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(form.title)}.xlsx`)
    return c.body(bytes)
  })
  pages.get('/assets/:name', (c) => {
    const { type, body } = found(asset(c.req.param('name')))
    c.header('Content-Type', type)
    c.header('X-Content-Type-Options', 'nosniff')
    c.header('Cache-Control', 'no-cache')
    return c.body(body)
  })
  return pages
}
