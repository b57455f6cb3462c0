/** web: the API for departments' systems, and the pages for everybody else. */
import type { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { errorFields, log } from '../log.ts'
import { apiRoutes } from './api-routes.ts'
import { batchPages } from './batch-pages.ts'
import { closingPages } from './closing-pages.ts'
import type { WebDeps } from './deps.ts'
import { gate } from './gate.ts'
import { nilPages } from './nil-pages.ts'
import { refusalPage } from './page.ts'
import { pageRoutes } from './page-routes.ts'
import { policyPages } from './policy-routes.ts'
import { timelinessPages } from './timeliness-pages.ts'
import { uploadPages } from './upload-pages.ts'

const FAILED = '系统出错，您的数据没有改变。请稍后再试，仍然不行请与平台管理员联系。'

export function app(deps: WebDeps): Hono {
  const web = gate()
  web.route('/api', apiRoutes(deps))
  web.route('/', pageRoutes(deps))
  web.route('/', uploadPages(deps))
  web.route('/', closingPages(deps))
  web.route('/', batchPages(deps))
  web.route('/', timelinessPages(deps))
  web.route('/', nilPages(deps))
  web.route('/', policyPages(deps))

  const answer = (path: string, status: number, message: string): Response =>
    path.startsWith('/api/') ? Response.json({ message }, { status }) : refusalPage(status, message)
  web.notFound((c) => answer(c.req.path, 404, '没有这个页面，或者您无权查看。'))
  web.onError((error, c) => {
    if (error instanceof HTTPException) return answer(c.req.path, error.status, error.message || '请求被拒绝。')
    log('error', { stage: 'web', what: 'failed', ...errorFields(error) })
    return answer(c.req.path, 500, FAILED)
  })
  return web
}
