/** A refused form is shown again as it was filled in. */
import { HTTPException } from 'hono/http-exception'
import type { Fault } from '../../../pages/parts/fault.tsx'
import { Refusal } from './refuse.ts'

function typedIn(fields: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      // Boxes of one name that are ticked.
      const text = Array.isArray(value) ? value.join() : value
      return typeof text === 'string' ? [[name, text]] : []
    }),
  )
}

export async function orAgain(
  field: string,
  fields: Record<string, unknown>,
  act: () => Promise<Response>,
  again: (fault: Fault, status: 400 | 409) => Promise<Response>,
): Promise<Response> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof HTTPException) || (error.status !== 400 && error.status !== 409)) throw error
    const own = error instanceof Refusal ? error.field : undefined
    return again({ field: own ?? field, message: error.message, typed: typedIn(fields) }, error.status).catch(() => {
      throw error
    })
  }
}
