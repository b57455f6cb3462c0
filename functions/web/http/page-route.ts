/** Routes of pages and of their forms. */
import type { Context } from 'hono'
import type * as z from 'zod'
import type { Fault } from '../../../pages/parts/fault.tsx'
import type { Does } from '../../../schemas/access.ts'
import type { PlainCode } from '../../../wording/refusals.ts'
import type { WebDeps } from '../deps.ts'
import { orAgain } from './again.ts'
import { recordAsked } from './audited.ts'
import { refuse } from './refuse.ts'
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
import { forgetTasks, tellTasks } from './task-counts.ts'

interface PageRow<P extends Shape, Q extends Shape> extends Declared<P, Q> {
  /** The page, or the path of another one. */
  readonly run: (deps: WebDeps, asked: Asked<P, Q, undefined>) => Promise<string | Response>
}

export function pageRoute<P extends Shape = NoFields, Q extends Shape = NoFields>(row: PageRow<P, Q>): Route {
  return {
    ...declared(row),
    method: 'GET',
    answers: { 200: { type: TYPES.html } },
    async carryOut(deps, c) {
      const asked = askedBy(row, c)
      await admitted(deps, row, asked)
      await tellTasks(c, deps, asked.caller)
      return reached(c, await row.run(deps, asked))
    },
  }
}

interface FormRow<P extends Shape, Q extends Shape, B> extends Declared<P, Q> {
  /** The page that shows what the form is about. */
  readonly opens: string
  readonly form?: z.ZodType<B>
  /** The sentence about missing fields. */
  readonly incomplete?: PlainCode
  readonly again?: {
    readonly field: string | ((fields: Record<string, unknown>) => string)
    /** Where the page shows persons. */
    readonly shows?: Does
    readonly show: (
      deps: WebDeps,
      asked: Asked<P, Q, undefined>,
      fault: Fault,
      status: number,
      fields: Record<string, unknown>,
    ) => Promise<Response>
  }
  readonly largest?: number
  /** A redirect where absent. */
  readonly answers?: Route['answers']
  /** Throws where there is nothing to be done, so that the audit has no act that was none. */
  readonly before?: (deps: WebDeps, asked: Asked<P, Q, B>) => Promise<unknown>
  /** The next path, or a page. */
  readonly run: (deps: WebDeps, asked: Asked<P, Q, B>) => Promise<string | Response>
}

export function formRoute<P extends Shape = NoFields, Q extends Shape = NoFields, B = undefined>(
  row: FormRow<P, Q, B>,
): Route {
  const { does, form, incomplete, again, largest, opens, answers = { 303: 'redirect' }, before, run } = row
  return {
    ...declared(row),
    method: 'POST',
    refusedShows: again?.shows,
    opens,
    body: form && { type: TYPES.form, schema: form },
    largest,
    answers,
    async carryOut(deps, c) {
      const asked = askedBy(row, c)
      const fields: Record<string, unknown> = await fieldsOf(c)
      const act = async () => {
        const filled = form?.safeParse(fields)
        // Whoever may not learns nothing of what is wrong with the form.
        const thing = await allowed(deps, row, { ...asked, body: filled?.data ?? fields })
        if (filled?.success === false) throw refuse(incomplete ?? 'not-found')
        const body = filled?.data as B
        await before?.(deps, { ...asked, body })
        await recordAsked(deps, asked.caller, { does, thing, params: asked.params, body }, 'allowed')
        return reached(c, await run(deps, { ...asked, body }))
      }
      forgetTasks(c, asked.caller)
      if (!again) return act()
      const field = typeof again.field === 'string' ? again.field : again.field(fields)
      return orAgain(field, fields, act, async (fault, status) => {
        if (again.shows) await admitted(deps, { ...row, does: again.shows }, asked)
        return again.show(deps, asked, fault, status, fields)
      })
    },
  }
}

/** A body that is no form has no fields; a body that is too large is refused as such. */
async function fieldsOf(c: Context): Promise<Record<string, unknown>> {
  try {
    return await c.req.parseBody()
  } catch (error) {
    if (error instanceof TypeError) return {}
    throw error
  }
}

const reached = (c: Context, next: string | Response) => (typeof next === 'string' ? c.redirect(next, 303) : next)
