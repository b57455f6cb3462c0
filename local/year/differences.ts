/** Where two runs of a seed have come out differently: every CSV to the byte, and the same other files. */
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

export function differences(one: string, other: string): string[] {
  const [files, others] = [filesIn(one), filesIn(other)]
  const only = [...files, ...others].filter((path) => files.has(path) !== others.has(path))
  const unequal = [...files].filter(
    (path) =>
      path.endsWith('.csv') &&
      others.has(path) &&
      !readFileSync(join(one, path)).equals(readFileSync(join(other, path))),
  )
  return [
    ...only.map((path) => `${path} is there in one of two runs`),
    ...unequal.map((path) => `${path} differs between two runs`),
  ]
}

function filesIn(dir: string): Set<string> {
  const entries = readdirSync(dir, { recursive: true, withFileTypes: true })
  return new Set(
    entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => relative(dir, join(parentPath, name))),
  )
}
