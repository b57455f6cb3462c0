/** How much waits for whoever looks, told in the frame of every page. */
import type { Context } from 'hono'
import { errorFields, log } from '../../shared/stages/log.ts'
import type { WebDeps } from '../deps.ts'
import { sessionOf } from './allow.ts'
import type { Caller } from './caller.ts'
import { viewer } from './viewing.ts'

export type CountTasks = (deps: WebDeps, caller: Caller) => Promise<number>

declare module 'hono' {
  interface ContextVariableMap {
    taskCounts: TaskCounts
  }
}

export interface TaskCounts {
  /** Before a page is drawn. */
  tell(deps: WebDeps, caller: Caller): Promise<void>
  /** After an act, which may have ended or begun something. */
  forget(caller: Caller): void
}

/** Milliseconds for which a count is good enough: counting costs as much as the home page. */
const KEPT = 60_000
/** Sessions whose counts one process keeps. */
const MOST = 1_000

export function taskCounts(count: CountTasks): TaskCounts {
  const known = new Map<string, { readonly at: number; readonly tasks: number }>()
  return {
    async tell(deps, caller) {
      const [session, view] = [sessionOf(caller), viewer()]
      if (!session || !view) return
      const now = Date.now()
      const before = known.get(session.hash)
      if (before && now - before.at < KEPT) {
        view.tasks = before.tasks
        return
      }
      try {
        view.tasks = await count(deps, caller)
        known.delete(session.hash)
        known.set(session.hash, { at: now, tasks: view.tasks })
        const [oldest] = known.keys()
        if (known.size > MOST && oldest !== undefined) known.delete(oldest)
      } catch (error) {
        // The page itself is asked for, not the number in its frame.
        log('error', { stage: 'web', what: 'tasks not counted', ...errorFields(error) })
      }
    },
    forget(caller) {
      const session = sessionOf(caller)
      if (session) known.delete(session.hash)
    },
  }
}

export const tellTasks = async (c: Context, deps: WebDeps, caller: Caller) => c.get('taskCounts')?.tell(deps, caller)
export const forgetTasks = (c: Context, caller: Caller) => c.get('taskCounts')?.forget(caller)
