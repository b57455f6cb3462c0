/** Writes a roster, and for a register the table of its rows beside it; deletes both. */
import { buildTable, type RowSource, tableSource } from '../../rules/register-rows.ts'
import type { Roster } from '../../rules/roster.ts'
import { inChunks } from '../../stores/in-chunks.ts'
import type { Objects } from '../../stores/objects.ts'
import { tableKey } from '../take-registers.ts'

/** Where the rows of a register can come from: files of later ones first, then the table before them. */
export interface RegisterRows {
  readonly files: readonly RowSource[]
  /** The key of the roster before them; absent for an empty one. */
  readonly before: string | undefined
}

/** @param rows absent for a name list */
export async function putRoster(
  outbox: Objects,
  key: string,
  roster: Roster,
  rows: RegisterRows | undefined,
): Promise<void> {
  // The table first: whoever finds the roster finds its table.
  if (rows) await outbox.putParts(tableKey(key), buildTable(roster, await sourcesOf(outbox, roster, rows)))
  await outbox.put(key, roster)
}

/** What `putRoster` has written; safe to repeat. */
export async function removeRosters(outbox: Objects, keys: readonly string[], isRegister: boolean): Promise<void> {
  await inChunks(keys, 1, async ([key]) => {
    await outbox.remove(key!)
    if (isRegister) await outbox.remove(tableKey(key!))
  })
}

async function sourcesOf(outbox: Objects, roster: Roster, { files, before }: RegisterRows): Promise<RowSource[]> {
  // One file that replaces all that was before is all that is needed, and most are that.
  const isWhole = files.length === 1 && files[0]!.entries.length === roster.length
  if (before === undefined || isWhole) return [...files]
  const [table, entries] = await Promise.all([outbox.get(tableKey(before)), outbox.get(before)])
  return [...files, tableSource(table, entries)]
}
