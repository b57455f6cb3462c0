import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Small things that a hub must find again at its next start: keys, secrets, ports. */
export interface Keep {
  /** The value kept under the name, made and kept if there is none. */
  once(name: string, make: () => string): string
  set(name: string, value: string): void
}

/** Keeps them in one file of the data folder, readable by its owner only. */
export function openKeep(dir: string): Keep {
  const path = join(dir, 'keep.json')
  let values: Record<string, string> = {}
  try {
    values = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  const set = (name: string, value: string): void => {
    if (values[name] === value) return
    values[name] = value
    writeFileSync(`${path}.new`, JSON.stringify(values, null, 2), { mode: 0o600 })
    renameSync(`${path}.new`, path)
  }
  return {
    set,
    once(name, make) {
      const value = values[name] ?? make()
      set(name, value)
      return value
    },
  }
}
