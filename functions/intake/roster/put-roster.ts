/** A roster, and beside a register's its returned names and table. */
import type { Roster } from '../../../formats/roster.ts'
import type { Head } from '../../../schemas/records/head.ts'
import { inChunks } from '../../../stores/aws/in-chunks.ts'
import type { Folders } from '../../../stores/objects/folders.ts'
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

const besides = (key: string): string[] => [key, tableKey(key), namesKey(key)]

export async function removeRosters(outbox: Objects, keys: readonly string[], isRegister: boolean): Promise<void> {
  await inChunks(keys, 1, async (some) => {
    for (const key of some) for (const one of isRegister ? besides(key) : [key]) await outbox.remove(one)
  })
}

/**
 * Rosters by attempts that died or came too late, at this version or one before: what a later head still names, this one
 * names or has left, and whoever writes now writes for a later version.
 */
export async function removeStrays(
  { outbox, folders }: { outbox: Objects; folders: Pick<Folders, 'keys'> },
  head: Head,
  version: number,
): Promise<void> {
  const named = new Set([...namedBy(head), ...(head.left ?? [])].flatMap(besides))
  const folder = `rosters/${folderOf(head)}`
  const isPast = (key: string) => Number.parseInt(key.slice(folder.length), 10) <= version
  const found = await folders.keys(folder)
  await inChunks(
    found.filter((key) => isPast(key) && !named.has(key)),
    1,
    async ([key]) => {
      if (key) await outbox.remove(key)
    },
  )
}

const folderOf = ({ head }: Pick<Head, 'head'>): string => `${head.replace('#', '/')}/`

/** How names of what attempts at a version write begin. */
export const attemptOf = (head: Pick<Head, 'head'>, version: number): string => `${folderOf(head)}${version}-`

/** The roster of now is the last, since whoever reads an earlier head most likely wants that one. */
export function namedBy({ roster, lists }: Pick<Head, 'roster' | 'lists'>): Set<string> {
  return new Set([...lists.map(({ before }) => before), roster].filter((key) => key !== undefined))
}
