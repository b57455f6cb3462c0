/** Routes of the API. */
import * as z from 'zod'
import type { WebDeps } from '../deps.ts'
import { recordAsked } from './audited.ts'
import { isRepeatable, once, repeatOf } from './once.ts'
import { namesOf, refuse } from './refuse.ts'
import {
  type Asked,
  admitted,
  allowed,
  askedBy,
  type Declared,
  declared,
  type NoFields,
  type Route,
  type Shape,
  TYPES,
} from './route.ts'

export const BYTES = z.instanceof(Uint8Array)
const isBytes = (body: z.ZodType) => body === (BYTES as z.ZodType)

interface ApiRow<P extends Shape, Q extends Shape, B, A extends z.ZodType> extends Declared<P, Q> {
  readonly method: 'GET' | 'POST'
  readonly body?: z.ZodType<B>
  readonly largest?: number
  readonly status?: 200 | 201 | 202
  /** Fields outside the schema stay inside. */
  readonly answer: A
  /** Throws where there is nothing to be done, so that the audit has no act that was none. */
  readonly before?: (deps: WebDeps, asked: Asked<P, Q, B>) => Promise<unknown>
  readonly run: (deps: WebDeps, asked: Asked<P, Q, B>) => Promise<z.input<A>>
  /** What is answered again to a repeated request, where part of the first answer runs out; that answer where absent. */
  readonly again?: (deps: WebDeps, asked: Asked<P, Q, B>, answer: z.output<A>) => Promise<z.input<A>>
}

/** @throws Error where the answer breaks its own schema: a fault of the hub */
export function apiRoute<A extends z.ZodType, P extends Shape = NoFields, Q extends Shape = NoFields, B = undefined>(
  row: ApiRow<P, Q, B, A>,
): Route {
  const { method, body, largest, status = 200, answer, before, run, again } = row
  return {
    ...declared(row),
    method,
    body: body && (isBytes(body) ? { type: TYPES.xlsx } : { type: TYPES.json, schema: body }),
    largest,
    answers: { [status]: { type: TYPES.json, schema: answer } },
    async carryOut(deps, c) {
      const asked = askedBy(row, c)
      const bytes = body ? new Uint8Array(await c.req.raw.arrayBuffer()) : new Uint8Array()
      const sent = body && (isBytes(body) ? bytes : jsonIn(bytes))
      const read = body?.safeParse(sent)
      // Whoever may not learns nothing of what is wrong with the body.
      const thing = await allowed(deps, row, { ...asked, body: read?.data ?? sent })
      if (read?.success === false) throw refuse('body-unfit', namesOf(read.error))
      const whole = { ...asked, body: read?.data as B }
      const { does } = row
      const act = async () => {
        await before?.(deps, whole)
        await recordAsked(deps, asked.caller, { does, thing, params: asked.params, body: whole.body }, 'allowed')
        return answer.parse(await run(deps, whole))
      }
      const repeat = method === 'POST' && isRepeatable(does) ? repeatOf(c, asked.caller, bytes) : undefined
      const answered = await once(deps, repeat, act, async (first) =>
        again ? answer.parse(await again(deps, whole, first)) : first,
      )
      return c.json(answered as object, status)
    },
  }
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

export interface NamedFile {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

interface FileRow<P extends Shape, Q extends Shape> extends Declared<P, Q> {
  readonly run: (deps: WebDeps, asked: Asked<P, Q, undefined>) => Promise<NamedFile>
}

export function workbookRoute<P extends Shape = NoFields, Q extends Shape = NoFields>(row: FileRow<P, Q>): Route {
  return {
    ...declared(row),
    method: 'GET',
    answers: { 200: { type: TYPES.xlsx } },
    async carryOut(deps, c) {
      const asked = askedBy(row, c)
      await admitted(deps, row, asked)
      return workbook(await row.run(deps, asked))
    },
  }
}

export function workbook({ name, bytes }: NamedFile): Response {
  return new Response(bytes, {
    headers: {
      'Content-Type': TYPES.xlsx,
      'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
  })
}

interface LinkRow<P extends Shape, Q extends Shape> extends Declared<P, Q> {
  readonly run: (deps: WebDeps, asked: Asked<P, Q, undefined>) => Promise<string>
}

export function linkRoute<P extends Shape = NoFields, Q extends Shape = NoFields>(row: LinkRow<P, Q>): Route {
  return {
    ...declared(row),
    method: 'GET',
    answers: { 302: 'redirect' },
    async carryOut(deps, c) {
      const asked = askedBy(row, c)
      await admitted(deps, row, asked)
      // Programs ask for the head first: the link is still good for the body.
      if (c.req.method === 'HEAD') return c.body(null, 405, { Allow: 'GET' })
      return c.redirect(await row.run(deps, asked))
    },
  }
}
