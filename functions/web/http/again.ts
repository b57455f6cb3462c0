/** A form that is refused is shown again, as it was filled in, instead of a page that says only why. */
import { HTTPException } from 'hono/http-exception'
import type { Fault } from '../../../pages/parts/fault.tsx'

/** The text fields of a form or a query; files are not typed. */
function typedIn(fields: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  )
}

/**
 * @param field the id of the field to which the sentence leads
 * @param again shows the form with the fault
 * @throws whatever is not about what was filled in
 */
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
    // Where there is no such page, the sentence is all that there is to say.
    return again({ field, message: error.message, typed: typedIn(fields) }, error.status).catch(() => {
      throw error
    })
  }
}
