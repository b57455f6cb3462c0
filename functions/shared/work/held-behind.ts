/** Obstacles to confirming a held list. */
import { type InTheWay, inTheWay } from '../../../rules/roster/held-list.ts'
import { present } from '../../../schemas/present.ts'
import type { Head } from '../../../schemas/records/head.ts'
import { headOf, listOf, type Upload } from '../../../schemas/records/upload.ts'
import type { Heads } from '../../../stores/people/heads.ts'

export async function heldBehind(
  { heads }: { readonly heads: Pick<Heads, 'get'> },
  upload: Upload,
): Promise<InTheWay | undefined> {
  if (upload.state !== 'held') return undefined
  return behindIn(await heads.get(headOf(upload.division, upload.form)), upload)
}

export function behindIn(head: Head, { form, sequence }: Upload): InTheWay | undefined {
  const mode = listOf(form)?.mode ?? 'full'
  return inTheWay(head, { mode, sequence: present(sequence, 'the sequence number of a list') })
}

/** By upload. */
export async function eachHeldBehind(
  deps: { readonly heads: Pick<Heads, 'get'> },
  uploads: readonly Upload[],
): Promise<ReadonlyMap<string, InTheWay>> {
  const ways = uploads.map(async (upload) => [upload.id, await heldBehind(deps, upload)] as const)
  return new Map((await Promise.all(ways)).flatMap(([id, way]) => (way ? [[id, way] as const] : [])))
}
