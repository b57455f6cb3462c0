/** Writes a roster, and for a register the table of its rows beside it; deletes both. */
import type { Roster } from '../../rules/roster.ts'
import { inChunks } from '../../stores/in-chunks.ts'
import type { Objects } from '../../stores/objects.ts'
import type { RegisterTables } from '../register-tables.ts'
import { tableKey } from '../take-registers.ts'
import { type RegisterRows, writeTable } from './write-table.ts'

/** @param rows absent for a name list */
export async function putRoster(
  stores: { outbox: Objects; tables: RegisterTables },
  key: string,
  roster: Roster,
  rows: RegisterRows | undefined,
): Promise<void> {
  // The table first: whoever finds the roster finds its table.
  if (rows) await writeTable(stores, tableKey(key), roster, rows)
  await stores.outbox.put(key, roster)
}

/** What `putRoster` has written; safe to repeat. */
export async function removeRosters(outbox: Objects, keys: readonly string[], isRegister: boolean): Promise<void> {
  await inChunks(keys, 1, async ([key]) => {
    await outbox.remove(key!)
    if (isRegister) await outbox.remove(tableKey(key!))
  })
}
