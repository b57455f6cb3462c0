/** Files of a folder that are marked to be sent: `<division>/<office>/<period>/<form>[.…].xlsx`, each with its `.ok` beside it. */
import { hash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Division, Office, Period } from '../../schemas/codes.ts'

export interface Dropped {
  /** Without `.ok`. */
  readonly path: string
  readonly name: string
  readonly division: string
  readonly office: Office
  readonly period: string
  readonly form: string
  /** Unlike that of any other marker, so that the same file can be sent again on purpose. */
  readonly marker: string
}

interface Found {
  readonly files: readonly Dropped[]
  /** Markers that stand where nothing is sent from. */
  readonly strange: readonly string[]
}

export const MARKED = '.ok'
const FILE = /^([a-z][a-z0-9-]{0,59})(?:\.[^/\\]{1,80})?\.(?:xlsx|xls|et|csv)$/
/** Of one round; what is more comes in the next. */
const MOST = 500

/** Links are not followed: they could lead out of the folder. */
const inside = (dir: string, kind: 'isFile' | 'isDirectory'): string[] =>
  readdirSync(dir, { withFileTypes: true })
    .flatMap((entry) => (entry[kind]() ? [entry.name] : []))
    .sort()

export function readDropped(dir: string): Found {
  const files: Dropped[] = []
  const strange: string[] = []
  const look = (folder: string, parts: readonly string[]): void => {
    for (const name of inside(folder, 'isFile')) {
      if (!name.endsWith(MARKED) || files.length >= MOST) continue
      const file = droppedAt(join(folder, name.slice(0, -MARKED.length)), parts)
      if (file) files.push(file)
      else strange.push(join(...parts, name))
    }
    if (parts.length < 3) for (const name of inside(folder, 'isDirectory')) look(join(folder, name), [...parts, name])
  }
  look(dir, [])
  return { files, strange }
}

function droppedAt(path: string, parts: readonly string[]): Dropped | undefined {
  const [division = '', own, period] = parts
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/^.*\\/, '')
  const form = FILE.exec(name)?.[1]
  const office = Office.safeParse(own).data
  const isPlace = Division.safeParse(division).success && Period.safeParse(period).success
  if (!isPlace || !office || !period || !form) return undefined
  const marker = `${path}${MARKED}`
  const said = [statSync(marker, { bigint: true }).mtimeNs, readFileSync(marker).subarray(0, 4096).toString('hex')]
  return { path, name, division, office, period, form, marker: hash('sha256', said.join(' '), 'hex') }
}
