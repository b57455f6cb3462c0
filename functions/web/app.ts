/** web: the API for departments' systems, pages for everybody else. */
import type { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { PROBLEM_CODES, Problem, type ProblemStatus } from '../../schemas/api/problem.ts'
import { errorFields, log } from '../log.ts'
import type { WebDeps } from './deps.ts'
import { gate } from './http/gate.ts'
import { mount } from './http/mount.ts'
import { refusalPage } from './http/page.ts'
import { Refusal } from './http/refuse.ts'
import { ROUTES } from './routes.ts'

const FAILED = '系统出错，您的数据没有改变。请稍后再试，仍然不行请与平台管理员联系。'
const DAMAGED = '平台保存的文件已损坏，不能使用，您的数据没有改变。请与平台管理员联系。'

const isDamaged = (error: Error) => 'code' in error && error.code === 'object-damaged'

/** Hono's own refusal: a form or an untyped request that does not name its page. */
const NAMELESS = '请求没有说明来自哪个网页，没有执行。系统对接请在请求头中写明 Content-Type: application/json。'

/** Statuses that no problem has come from Hono, and say no more than 400. */
const statusOf = (status: number): ProblemStatus => (status in PROBLEM_CODES ? (status as ProblemStatus) : 400)

export function app(deps: WebDeps): Hono {
  const web = mount(ROUTES, deps, gate())
  const answer = (path: string, as: number, message: string, faults?: Refusal['faults']): Response => {
    const status = statusOf(as)
    if (!path.startsWith('/api/')) return refusalPage(status, message)
    return Response.json(Problem.parse({ code: PROBLEM_CODES[status], message, faults }), { status })
  }
  web.notFound((c) => answer(c.req.path, 404, '没有这个页面，或者您无权查看。'))
  web.onError((error, c) => {
    if (error instanceof Refusal) return answer(c.req.path, error.status, error.message, error.faults)
    if (error instanceof HTTPException) return answer(c.req.path, error.status, error.message || NAMELESS)
    log('error', { stage: 'web', what: 'failed', ...errorFields(error) })
    return answer(c.req.path, 500, isDamaged(error) ? DAMAGED : FAILED)
  })
  return web
}
