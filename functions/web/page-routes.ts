/** The pages: plain links and forms, rendered here; a little script moves them on. */
import { Hono } from 'hono'
import type { Child } from 'hono/jsx'
import { asset } from '../../pages/assets/assets.ts'
import { Home } from '../../pages/home.tsx'
import { Message } from '../../pages/message.tsx'
import { Receipt } from '../../pages/receipt.tsx'
import { Period } from '../../schemas/codes.ts'
import { FORMS, type FormCode } from '../../schemas/columns.ts'
import { ReviewRequest } from '../../schemas/messages.ts'
import { Confirmation } from '../../schemas/upload.ts'
import { confirmHeld } from './confirm-held.ts'
import type { WebDeps } from './deps.ts'
import { homeView } from './home-view.ts'
import { outcomeCounts } from './outcome-counts.ts'
import { found, policyInForce, refuse } from './refuse.ts'
import { requestReview } from './request-review.ts'
import { isSensible } from './sensible-period.ts'
import { templateFile } from './template-file.ts'
import { asOfRequest } from './today.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function pageRoutes(deps: WebDeps): Hono {
  const pages = new Hono()
  const homeDeps = { ...deps, outcomeCounts: outcomeCounts(deps.outbox) }

  pages.get('/', async (c) => {
    const policy = await policyInForce(deps)
    const asked = Period.safeParse(c.req.query('period')).data
    const wished = asked && isSensible(asked, policy, deps.dayOf(deps.now())) ? asked : undefined
    const view = await homeView(homeDeps, policy, wished)
    return page(Home({ ...view, local: isLocal(c.req.url) }), 200, await deps.inbox.origin())
  })
  pages.get('/uploads/:division/:id', async (c) => {
    const policy = await policyInForce(deps)
    const upload = found(await deps.uploads.get(c.req.param('division'), c.req.param('id')))
    return page(Receipt({ upload, policy, now: deps.now().getTime(), local: isLocal(c.req.url) }))
  })
  pages.post('/uploads/:division/:id/confirm', async (c) => {
    const { division, id } = c.req.param()
    const { by } = await c.req.parseBody()
    const confirmation = Confirmation.safeParse({ by })
    if (!confirmation.success) throw refuse(400, '请填写确认人的姓名，再点“确认名单无误”。')
    await confirmHeld(deps, { division, id, ...confirmation.data })
    return c.redirect(`/uploads/${division}/${id}`, 303)
  })
  pages.post('/reviews', async (c) => {
    const asked = ReviewRequest.required().safeParse(await c.req.parseBody())
    if (!asked.success) throw refuse(400, '请选择县（市、区）和月份，再点“办结本月”。')
    await requestReview(asOfRequest(deps, c), asked.data)
    return c.redirect(`/?period=${asked.data.period}#outcomes-title`, 303)
  })
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

/** What went wrong, as a page. A hub that has just started says so and looks again. */
export function refusalPage(status: number, message: string): Response {
  const starting = status === 503
  const heading = starting ? '平台正在准备' : status === 404 ? '页面不存在' : '操作未成功'
  return page(Message({ heading, text: message, ...(starting && { again: 2 }) }), status)
}

/** @param uploadsTo the inbox's origin, where the page's script puts files */
export function page(content: Child, status = 200, uploadsTo = ''): Response {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self' ${uploadsTo}`.trim(),
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ]
  return new Response(String(content), {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy.join('; '),
      'X-Content-Type-Options': 'nosniff',
      // Forms need their origin told, to this hub only.
      'Referrer-Policy': 'same-origin',
      'Cache-Control': 'no-store',
    },
  })
}

/** On the embedded host the hub answers on this machine only, and says so. */
export function isLocal(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)
}
