import { createHash } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { LAYOUT } from '../../../schemas/layout.ts'
import { hubFault } from './fault.ts'

export interface Keep {
  once(name: string, make: () => string): string
  get(name: string): string | undefined
  set(name: string, value: string): void
}

/** Of two files written in turn one is whole at any moment. */
const FILES = ['keep.json', 'keep.copy.json']
/** These folders hold data that need the secret. */
const DATA = ['dynamodb', 's3']

type Values = Record<string, string>

/**
 * The secret is what the data are worth: a new one is never made beside old data.
 * @throws `KeepLost` where neither file can be read and there are data, `OtherLayout` where they are keyed otherwise
 */
export function openKeep(dir: string): Keep {
  const read = FILES.map((name) => readValues(join(dir, name)))
  const found = read.find((values) => values !== undefined)
  const hasData = DATA.some((name) => existsSync(join(dir, name)))
  if (!found && hasData) throw hubFault('KeepLost', `neither ${FILES.join(' nor ')} can be read`)
  if (hasData && found?.layout !== LAYOUT)
    throw hubFault('OtherLayout', `the data are of layout ${found?.layout ?? '1'}, this version reads ${LAYOUT}`)
  const values: Values = found ?? {}
  const write = (): void => {
    const text = JSON.stringify({ values, sha256: digest(values) }, null, 2)
    for (const name of FILES) writeWhole(dir, name, text)
  }
  if (found && read.some((one) => digest(one ?? {}) !== digest(found))) write()
  const set = (name: string, value: string): void => {
    if (values[name] === value) return
    values[name] = value
    write()
  }
  set('layout', LAYOUT)
  return {
    get: (name) => values[name],
    set,
    once(name, make) {
      const value = values[name] ?? make()
      set(name, value)
      return value
    },
  }
}

const digest = (values: Values) => createHash('sha256').update(JSON.stringify(values)).digest('hex')

function readValues(path: string): Values | undefined {
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8'))
    if (!('sha256' in kept)) return kept
    return digest(kept.values) === kept.sha256 ? kept.values : undefined
  } catch {
    return undefined
  }
}

function writeWhole(dir: string, name: string, text: string): void {
  const path = join(dir, name)
  const file = openSync(`${path}.new`, 'w', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(`${path}.new`, path)
  syncFolder(dir)
}

function syncFolder(dir: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(dir, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
