/** Data in the clear are nobody's but their owner's on a computer that others use too; Windows goes by the folder above. */
import { chmodSync, mkdirSync } from 'node:fs'

export const OWN_FOLDER = 0o700

/** A folder of an earlier hub was open to all. */
export function makeOwnFolder(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: OWN_FOLDER })
  chmodSync(dir, OWN_FOLDER)
}

/** What this process and its children write from here on, temporary files too. */
export function keepFilesOwn(): void {
  process.umask(0o077)
}
