/** A roster, and beside a register's its returned names and table. */
import type { Roster } from '../../../formats/roster.ts'
import { inChunks } from '../../../stores/aws/in-chunks.ts'
import type { Objects } from '../../../stores/objects/objects.ts'
import type { RegisterTables } from '../../shared/registers/register-tables.ts'
import { namesKey, packNames, type ReturnedNames } from '../../shared/registers/registers.ts'
import { tableKey } from '../../shared/registers/take-registers.ts'
import { type RegisterRows, writeTable } from './write-table.ts'

export interface RegisterSays extends RegisterRows {
  readonly names: ReturnedNames
}

/** @param rows absent for a name list */
export async function putRoster(
  stores: { outbox: Objects; tables: RegisterTables },
  key: string,
  roster: Roster,
  rows: RegisterSays | undefined,
): Promise<void> {
  // The roster is the last of them, since readers begin with it.
  if (rows) {
    await stores.outbox.put(namesKey(key), packNames(rows.names))
    await writeTable(stores, tableKey(key), roster, rows)
  }
  await stores.outbox.put(key, roster)
}

export async function removeRosters(outbox: Objects, keys: readonly string[], isRegister: boolean): Promise<void> {
  await inChunks(keys, 1, async (some) => {
    for (const key of some)
      for (const one of isRegister ? [key, tableKey(key), namesKey(key)] : [key]) await outbox.remove(one)
  })
}
