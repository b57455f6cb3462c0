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
  /** Each is judged by what those before it said. */
  readonly answers: readonly InboxFile[]
  readonly ignored: readonly string[]
}

const FILE = /^(([a-z-]+?)(?:\.([2-9]|[1-9]\d+))?)\.(?:xlsx|xls|et|csv)$/
/** In the order in which they are taken up (docs/cases.md#files-that-come-in). */
const ANSWERS: readonly string[] = ['materials', 'settlement', 'bank-return', 'allocation']
const ENDINGS = ['.xlsx', '.xls', '.et', '.csv']

const byEnding = (a: string, b: string) =>
  ENDINGS.indexOf(extname(a)) - ENDINGS.indexOf(extname(b)) || (a < b ? -1 : a > b ? 1 : 0)

type Numbered = InboxFile & { readonly number: number }

export function readInbox(dir: string, policy: Policy): Inbox {
  const counties = policy.counties.flatMap(({ code, townships }) => [code, ...townships.map((one) => one.code)])
  const divisions = new Set([policy.city.code, ...counties])
  const lists = policy.categories.flatMap((c) => [`${c.code}-full`, `${c.code}-new`])
  const forms = new Set(['register', ...lists, ...ANSWERS])
  const ignored: string[] = []
  const found: Numbered[] = []
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
        const [, name = '', form = '', number = '1'] = FILE.exec(file) ?? []
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
  return {
    groups: rostersOf(found.filter(({ form }) => !ANSWERS.includes(form))),
    answers: inOrder(found.filter(({ form }) => ANSWERS.includes(form))),
    ignored,
  }
}

function inOrder(answers: readonly Numbered[]): InboxFile[] {
  const text = ({ form, division, number, office }: Numbered) =>
    [ANSWERS.indexOf(form), division, String(number).padStart(9, '0'), office].join(' ')
  return answers.toSorted((a, b) => (text(a) < text(b) ? -1 : 1))
}

function rostersOf(lists: readonly Numbered[]): (readonly InboxFile[])[] {
  const order = (f: InboxFile) => (listOf(f.form)?.mode === 'new' ? 1 : 0)
  const groups = Map.groupBy(lists, (f) => headOf(f.division, f.form)).values()
  return inTurn([...groups].map((files) => files.sort((a, b) => order(a) - order(b) || a.number - b.number)))
}

function inTurn(groups: readonly (readonly InboxFile[])[]): (readonly InboxFile[])[] {
  const counties = [...Map.groupBy(groups, ([file]) => file?.division ?? '')].sort(([a], [b]) => a.localeCompare(b))
  return counties.flatMap(([, own]) => own.toSorted((a, b) => bytes(b) - bytes(a)))
}

const bytes = (files: readonly InboxFile[]) => files.reduce((sum, f) => sum + f.size, 0)
