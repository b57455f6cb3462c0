/** Every request to a route passes here. */
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import * as z from 'zod'
import type { WebDeps } from '../deps.ts'
import { sessionOf, signedIn } from './allow.ts'
import { recordAsked } from './audited.ts'
import { callerOf } from './caller.ts'
import { callerByKey } from './key-caller.ts'
import { type CountCall, keyCalls } from './key-calls.ts'
import { keyGiven } from './key-given.ts'
import { onceALook } from './once-a-look.ts'
import { policyOnce } from './policy-once.ts'
import { refuse } from './refuse.ts'
import type { Route } from './route.ts'
import type { TaskCounts } from './task-counts.ts'
import { asOfRequest } from './today.ts'
import { viewing } from './viewing.ts'

const MEGABYTE = 1024 ** 2

/** Of all routes of a process together. */
interface Counts {
  readonly counts?: TaskCounts
  readonly countCall: CountCall
}

export function mount(
  routes: readonly Route[],
  deps: WebDeps,
  web = new Hono(),
  { counts, countCall }: Counts = { countCall: keyCalls() },
): Hono {
  // A clerk reloads or keeps the address of a form.
  const leads = ({ path, opens }: Route) => {
    if (opens !== undefined) web.get(path, (c) => c.redirect(filled(opens, c.req.param()), 303))
  }
  const pages = new Set(routes.flatMap(({ method, path }) => (method === 'GET' ? path : [])))
  // `/cases/:county/cases.xlsx` is no page of a case.
  const isFirst = ({ path }: Route) => !/:[^/]*$/.test(path) && !pages.has(path)
  routes.filter(isFirst).forEach(leads)
  for (const { method, path, does, params, largest = MEGABYTE, carryOut } of routes) {
    const limit = bodyLimit({ maxSize: largest, onError: () => Promise.reject(refuse('body-too-large')) })
    web.on(method, path, limit, async (c) => {
      const given = keyGiven(c)
      const caller = given === undefined ? await callerOf(deps, c) : await callerByKey(deps, c, given, countCall)
      c.set('caller', caller)
      if (counts) c.set('taskCounts', counts)
      signedIn(does, caller)
      const named = c.req.param()
      if (!z.object(params).safeParse(named).success) {
        // Whoever puts a person's number into an address has looked for the person.
        await recordAsked(deps, caller, { does, thing: undefined, params: named, body: undefined }, 'refused')
        throw refuse('not-found')
      }
      const own = policyOnce(asOfRequest(deps, c))
      return viewing(sessionOf(caller), () => carryOut(method === 'GET' ? onceALook(own) : own, c))
    })
  }
  routes.filter((route) => !isFirst(route)).forEach(leads)
  return web
}

function filled(path: string, fields: Readonly<Record<string, string>>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(fields[name] ?? ''))
}
