/** web: the API for departments' systems, pages for everybody else. */
import { type Context, Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { getPath } from 'hono/utils/url'
import { Problem, type ProblemCode } from '../../schemas/api/problem.ts'
import { problemOf } from '../../wording/refusals.ts'
import { errorFields, log } from '../shared/stages/log.ts'
import { unreadableObject } from '../shared/stages/unreadable.ts'
import type { WebDeps } from './deps.ts'
import { sessionOf } from './http/allow.ts'
import { type Caller, callerOf } from './http/caller.ts'
import { gate, unversioned } from './http/gate.ts'
import { keyCalls } from './http/key-calls.ts'
import { CHALLENGE, challengeOf } from './http/key-given.ts'
import { mount } from './http/mount.ts'
import { refusalPage } from './http/page.ts'
import { Refusal, refuse } from './http/refuse.ts'
import { TYPES } from './http/route.ts'
import { type CountTasks, taskCounts } from './http/task-counts.ts'
import { viewing } from './http/viewing.ts'
import { type Room, roomAt } from './routes.ts'

const isFault = (error: Error, code: ProblemCode) => 'code' in error && error.code === code

const countTasks: CountTasks = async (deps, caller) => (await import('./rooms/home.ts')).countTasks(deps, caller)

/** Leads to a page by way of signing in. */
const signInBefore = (path: string): string => (path === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(path)}`)

/** @param count tells what waits for whoever looks */
export function app(deps: WebDeps, count: CountTasks = countTasks): Hono {
  const all = { counts: taskCounts(count), countCall: keyCalls() }
  const opened = new Map<Room | undefined, Promise<Hono>>()
  const open = async (room: Room | undefined): Promise<Hono> =>
    answering(deps, mount(room ? (await room.load()).routes : [], deps, gate(), all))
  const web = new Hono()
  web.all('*', async (c) => {
    const room = roomAt(unversioned(getPath(c.req.raw)))
    const one = room?.needs && deps[room.needs] === undefined ? undefined : room
    const at = opened.get(one) ?? open(one)
    opened.set(one, at)
    return (await at).fetch(c.req.raw, c.env)
  })
  return web
}

function answering(deps: WebDeps, web: Hono): Hono {
  /** A page has its reader's frame: a duty of an emergency is seen on whatever is refused, too. */
  const answer = (c: Context, { code, message, faults }: Pick<Refusal, 'code' | 'message' | 'faults'>): Response => {
    const caller: Caller | undefined = c.get('caller')
    if (!c.req.path.startsWith('/api/')) {
      const session = caller && sessionOf(caller)
      // Counted for some and not for others, the tasks would tell what is there from what is not.
      return viewing(session && { ...session, tasks: undefined }, () => refusalPage(code, message))
    }
    const problem = Problem.parse(problemOf(code, message, faults))
    const { status } = problem
    const asks = status === 401 && { [CHALLENGE]: challengeOf(code === 'key-unfit') }
    return Response.json(problem, { status, headers: { 'Content-Type': TYPES.problem, ...asks } })
  }
  web.notFound(async (c) => {
    // Where there is no route nobody has been looked up, and the page is to be the same.
    if (!c.req.path.startsWith('/api/')) c.set('caller', await callerOf(deps, c))
    return answer(c, refuse('not-found'))
  })
  web.onError((error, c) => {
    const { path, method, url } = c.req
    if (error instanceof Refusal && error.code === 'sign-in-missing' && !path.startsWith('/api/'))
      return c.redirect(method === 'GET' ? signInBefore(path + new URL(url).search) : '/sign-in', 303)
    if (error instanceof Refusal) return answer(c, error)
    // Hono itself refuses only a form or an untyped request that does not name its page.
    if (error instanceof HTTPException) return answer(c, refuse('page-unnamed'))
    if (isFault(error, 'policy-missing')) return answer(c, refuse('policy-missing'))
    log('error', { stage: 'web', what: 'failed', ...errorFields(error) })
    return answer(c, refuse(unreadableObject(error) === undefined ? 'failed' : 'object-damaged'))
  })
  return web
}
