/** What stands in the way of confirming a held list. */
import { type InTheWay, inTheWay } from '../rules/roster/held-list.ts'
import { headOf, type Upload } from '../schemas/records/upload.ts'
import type { Heads } from '../stores/people/heads.ts'

export async function heldBehind(
  { heads }: { readonly heads: Pick<Heads, 'get'> },
  { division, form, id, state }: Upload,
): Promise<InTheWay | undefined> {
  return state === 'held' ? inTheWay(await heads.get(headOf(division, form)), id) : undefined
}
