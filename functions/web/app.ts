/** web: the API for departments' systems, pages for everybody else. */
import type { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { PROBLEM_STATUSES, Problem, type ProblemCode } from '../../schemas/api/problem.ts'
import { errorFields, log } from '../log.ts'
import { signInBefore } from './access/sign-in/access-pages.ts'
import { identityPages } from './access/sign-in/identity-pages.ts'
import type { WebDeps } from './deps.ts'
import { gate } from './http/gate.ts'
import { mount } from './http/mount.ts'
import { refusalPage } from './http/page.ts'
import { Refusal, refuse } from './http/refuse.ts'
import { ROUTES } from './routes.ts'

const isFault = (error: Error, code: ProblemCode) => 'code' in error && error.code === code

export function app(deps: WebDeps): Hono {
  const absent = deps.identityProvider ? [] : identityPages
  const routes = ROUTES.filter((route) => !absent.includes(route))
  const web = mount(routes, deps, gate())
  const answer = (path: string, { code, message, faults }: Pick<Refusal, keyof Problem>): Response => {
    const status = PROBLEM_STATUSES[code]
    if (!path.startsWith('/api/')) return refusalPage(code, message)
    return Response.json(Problem.parse({ code, message, faults }), { status })
  }
  web.notFound((c) => answer(c.req.path, refuse('not-found')))
  web.onError((error, c) => {
    const { path, method, url } = c.req
    if (error instanceof Refusal && error.code === 'sign-in-missing' && !path.startsWith('/api/'))
      return c.redirect(method === 'GET' ? signInBefore(path + new URL(url).search) : '/sign-in', 303)
    if (error instanceof Refusal) return answer(path, error)
    // Hono itself refuses only a form or an untyped request that does not name its page.
    if (error instanceof HTTPException) return answer(c.req.path, refuse('page-unnamed'))
    if (isFault(error, 'policy-missing')) return answer(c.req.path, refuse('policy-missing'))
    log('error', { stage: 'web', what: 'failed', ...errorFields(error) })
    return answer(c.req.path, refuse(isFault(error, 'object-damaged') ? 'object-damaged' : 'failed'))
  })
  return web
}
