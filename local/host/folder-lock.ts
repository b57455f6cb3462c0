import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * Takes a data folder for this process. The lock is the operating system's (through SQLite), so it is gone with its
 * holder however that ended, and no file left behind by a crash can bar the way.
 * @param patienceMs how long to wait, blocking, for a holder that is about to end
 * @returns lets the folder go
 * @throws `FolderTaken` when another hub holds it
 */
export function lockFolder(dir: string, patienceMs = 0): () => void {
  mkdirSync(dir, { recursive: true })
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

/** Everything else, a full disk above all, is not another hub's doing. */
function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === SQLITE_BUSY
}
