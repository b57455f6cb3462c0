/** A row of the route table (docs/routes.md). */
import type { Context } from 'hono'
import * as z from 'zod'
import type { Does } from '../../../schemas/access.ts'
import type { Done } from '../../../schemas/api/done.ts'
import type { ProblemStatus } from '../../../schemas/api/problem.ts'
import { Office } from '../../../schemas/codes.ts'
import { isPublic } from '../../../schemas/duties.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, allow, type Thing } from './allow.ts'
import { recordAsked } from './audited.ts'
import { type Caller, isLocal } from './caller.ts'
import { namesOf, refuse } from './refuse.ts'

export type Shape = Readonly<Record<string, z.ZodType>>
export type NoFields = Record<never, never>
type Values<S extends Shape> = z.output<z.ZodObject<S>>

export const TYPES = {
  json: 'application/json',
  problem: 'application/problem+json',
  form: 'application/x-www-form-urlencoded',
  html: 'text/html',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

export interface Content {
  readonly type: string
  readonly schema?: z.ZodType
}

export interface Route {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly summary: string
  readonly does: Does
  /** A form whose page shows persons when it is refused. */
  readonly refusedShows?: Does | undefined
  readonly params: Shape
  readonly query: Shape
  readonly body: Content | undefined
  readonly largest: number | undefined
  /** Where a form's address leads when it is opened as a page, as a path with the same fields. */
  readonly opens?: string
  readonly answers: Readonly<Partial<Record<number, Content | 'redirect'>>>
  /** Beside those of every route, in `ALWAYS`. */
  readonly refuses: readonly ProblemStatus[]
  readonly carryOut: (deps: WebDeps, c: Context) => Promise<Response>
}

export interface Declared<P extends Shape, Q extends Shape> {
  readonly path: string
  readonly summary: string
  readonly does: Does
  readonly params?: P
  readonly query?: Q
  readonly refuses?: readonly ProblemStatus[]
  /** Where neither a field of the request nor the caller's own office is it. */
  readonly owner?: (deps: WebDeps, params: Values<P>, asked: object) => Promise<Thing | undefined>
}

export interface Asked<P extends Shape = Shape, Q extends Shape = Shape, B = unknown> {
  readonly params: Values<P>
  readonly query: Values<Q>
  readonly body: B
  readonly local: boolean
  /** As the request's address names it, with its port. */
  readonly host: string
  readonly caller: Caller
}

/** @throws 404 for the path, 400 for the query */
export function askedBy<P extends Shape, Q extends Shape>(
  { params, query }: Declared<P, Q>,
  c: Context,
): Asked<P, Q, undefined> {
  const path = z.object((params ?? {}) as P).safeParse(c.req.param())
  if (!path.success) throw refuse('not-found')
  const wished = z.object((query ?? {}) as Q).safeParse(c.req.query())
  if (!wished.success) throw refuse('query-unfit', namesOf(wished.error))
  const { host } = new URL(c.req.url)
  const local = isLocal(c.req.url)
  return { params: path.data, query: wished.data, body: undefined, local, host, caller: c.get('caller') }
}

const Own = z.object({ division: z.string(), office: Office.optional() })

/**
 * Before anything else is read of the hub; a refused look at persons is recorded too.
 * @throws 404 where the caller may not
 */
export async function allowed<P extends Shape, Q extends Shape, B>(
  deps: WebDeps,
  { does, owner }: Declared<P, Q>,
  { params, query, body, caller }: Asked<P, Q, B>,
): Promise<Thing | undefined> {
  if (isPublic(does)) return undefined
  const named: Record<string, unknown> = { ...query, ...(typeof body === 'object' && body), ...params }
  // A form that does not say whose it is about is refused by itself, to whoever may send one of their own.
  const division = does.of === undefined ? undefined : named[does.of] || undefined
  const own = division === undefined ? actorOf(caller) : { ...named, division }
  const thing = owner ? await owner(deps, params, named) : Own.safeParse(own).data
  try {
    allow(does, caller, thing)
  } catch (refused) {
    await recordAsked(deps, caller, { does, thing, params, body }, 'refused')
    throw refused
  }
  return thing
}

/** Whatever shows persons is recorded before it is read. */
export async function admitted<P extends Shape, Q extends Shape, B>(
  deps: WebDeps,
  row: Declared<P, Q>,
  asked: Asked<P, Q, B>,
): Promise<void> {
  const thing = await allowed(deps, row, asked)
  const { params, body } = asked
  await recordAsked(deps, asked.caller, { does: row.does, thing, params, body }, 'allowed')
}

export function declared<P extends Shape, Q extends Shape>(row: Declared<P, Q>) {
  const { path, summary, does, params = {}, query = {}, refuses = [] } = row
  return { path, summary, does, params, query, refuses, body: undefined, largest: undefined }
}

export async function done(act: Promise<unknown>): Promise<Done> {
  await act
  return { ok: true }
}
