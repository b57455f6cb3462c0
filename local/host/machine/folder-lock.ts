import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { OWN_FOLDER } from './own-folder.ts'

/**
 * A lock of the operating system, through SQLite, goes with its holder however that ended.
 * @param patienceMs how long to wait, blocking
 * @returns lets the folder go
 * @throws `FolderTaken` when another hub holds it
 */
export function lockFolder(dir: string, patienceMs = 0): () => void {
  mkdirSync(dir, { recursive: true, mode: OWN_FOLDER })
  const database = new DatabaseSync(join(dir, 'lock.db'))
  try {
    database.exec(`PRAGMA busy_timeout = ${patienceMs}; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE`)
  } catch (error) {
    database.close()
    if (!isBusy(error)) throw error
    const taken = new Error(
      `another hub is using the data folder ${dir}; stop it first, or choose another folder with --data`,
    )
    taken.name = 'FolderTaken'
    throw taken
  }
  return () => database.close()
}

function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY
}
