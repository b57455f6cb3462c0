/** The folders of a month (docs/forms.md#what-it-reads). */
import { readdirSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { Office } from '../../schemas/codes.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { headOf, listOf } from '../../schemas/records/upload.ts'

export interface InboxFile {
  readonly path: string
  readonly division: string
  readonly office: Office
  readonly form: string
  readonly name: string
  readonly size: number
}

export interface Inbox {
  /** Each group changes one roster, in the order of its files. */
  readonly groups: readonly (readonly InboxFile[])[]
  readonly ignored: readonly string[]
}

const LIST_FILE = /^(([a-z-]+?)(?:\.([2-9]|[1-9]\d+))?)\.(?:xlsx|xls|et|csv)$/
const ENDINGS = ['.xlsx', '.xls', '.et', '.csv']

const byEnding = (a: string, b: string) =>
  ENDINGS.indexOf(extname(a)) - ENDINGS.indexOf(extname(b)) || (a < b ? -1 : a > b ? 1 : 0)

export function readInbox(dir: string, policy: Policy): Inbox {
  const divisions = new Set([policy.city.code, ...policy.counties.map((c) => c.code)])
  const forms = new Set(['register', ...policy.categories.flatMap((c) => [`${c.code}-full`, `${c.code}-new`])])
  const ignored: string[] = []
  const found: (InboxFile & { number: number })[] = []
  const isFolder = (path: string) => statSync(join(dir, path)).isDirectory()
  for (const division of readdirSync(dir).sort()) {
    if (!divisions.has(division) || !isFolder(division)) {
      ignored.push(division)
      continue
    }
    for (const office of readdirSync(join(dir, division)).sort()) {
      const folder = join(division, office)
      const known = Office.safeParse(office)
      if (!known.success || !isFolder(folder)) {
        ignored.push(folder)
        continue
      }
      const taken = new Set<string>()
      for (const file of readdirSync(join(dir, folder)).sort(byEnding)) {
        const path = join(folder, file)
        const [, name = '', form = '', number = '1'] = LIST_FILE.exec(file) ?? []
        // A reader of the results could not tell two endings of one name apart.
        if (!forms.has(form) || isFolder(path) || taken.has(name)) ignored.push(path)
        else {
          taken.add(name)
          found.push({
            path: join(dir, path),
            division,
            office: known.data,
            form,
            name,
            size: statSync(join(dir, path)).size,
            number: Number(number),
          })
        }
      }
    }
  }
  const groups = Map.groupBy(found, (f) => headOf(f.division, f.form))
  const order = (f: InboxFile) => (listOf(f.form)?.mode === 'new' ? 1 : 0)
  const sorted = [...groups.values()].map((files) => files.sort((a, b) => order(a) - order(b) || a.number - b.number))
  return { groups: inTurn(sorted), ignored }
}

function inTurn(groups: readonly (readonly InboxFile[])[]): (readonly InboxFile[])[] {
  const counties = [...Map.groupBy(groups, ([file]) => file?.division ?? '')].sort(([a], [b]) => a.localeCompare(b))
  return counties.flatMap(([, own]) => own.toSorted((a, b) => bytes(b) - bytes(a)))
}

const bytes = (files: readonly InboxFile[]) => files.reduce((sum, f) => sum + f.size, 0)
