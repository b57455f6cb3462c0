/** The differences between two policy workbooks, in the words of their sheets. */
import type { Policy } from '../../schemas/records/policy.ts'
import type { Value } from '../outgoing/book.ts'
import { COLUMNS, type PolicySheet, type PolicyWorkbook, SHEETS } from './policy-sheets.ts'
import { rowsOf } from './policy-workbook.ts'

export interface PolicyChange {
  readonly key: PolicySheet
  readonly sheet: string
  /** `dibao 低保对象`, `2018 始兴县 dibao`. */
  readonly item: string
  readonly kind: 'added' | 'removed' | 'changed' | 'moved'
  readonly cells: readonly { readonly heading: string; readonly was: string; readonly now: string }[]
  /** The listings concerned: `{}` means all. */
  readonly about?: { readonly category?: string | undefined; readonly county?: string | undefined }
}

interface Shape {
  /** Columns that identify a row. */
  readonly key: readonly number[]
  /** Columns that name it to a reader. */
  readonly label: readonly number[]
  /** Columns that only explain others. */
  readonly explains?: readonly number[]
}

const SHAPES: Record<PolicySheet, Shape> = {
  tiers: { key: [0], label: [0] },
  amounts: { key: [0, 1, 2], label: [0, 1, 2] },
  categories: { key: [0], label: [0, 1] },
  contacts: { key: [0, 2], label: [0, 1, 2], explains: [1] },
  calendar: { key: [0], label: [0] },
  deadlines: { key: [0], label: [0], explains: [2] },
  lastPaymentDays: { key: [0], label: [0] },
  bankCodes: { key: [0], label: [0], explains: [2] },
  payees: { key: [0], label: [0] },
  officeNames: { key: [0, 2], label: [0, 1, 2], explains: [1] },
  retention: { key: [0], label: [0], explains: [2] },
  cases: { key: [0], label: [0], explains: [2] },
  signIn: { key: [0], label: [0], explains: [2] },
  places: { key: [0], label: [0, 1] },
}

/** In the order of the sheets, removals last. */
export function policyChanges(before: PolicyWorkbook, after: PolicyWorkbook): PolicyChange[] {
  const [was, now] = [rowsOf(before), rowsOf(after)]
  return (Object.keys(SHEETS) as PolicySheet[]).flatMap((key) => {
    const found = changesOf(key, was[key] ?? [], now[key] ?? [])
    return found.map((change) => ({ ...change, ...aboutOf(change, before.policy) }))
  })
}

/** `截止日期：（空）→ 2018-12-31`. */
export function changeText({ kind, cells }: PolicyChange): string {
  const word = { added: '新增', removed: '删除', changed: '', moved: '' }[kind]
  const cellChanges = cells.map(({ heading, was, now }) => {
    if (kind === 'added') return `${heading}：${now}`
    if (kind === 'removed') return `${heading}：${was}`
    return `${heading}：${was || '（空）'} → ${now || '（空）'}`
  })
  return `${word}${word && cellChanges.length > 0 ? '，' : ''}${cellChanges.join('；')}`
}

interface Line {
  readonly label: string
  readonly key: string
  /** Rows of one key are one line. */
  readonly cells: readonly string[]
}

function changesOf(key: PolicySheet, was: Value[][], now: Value[][]): (PolicyChange & { readonly row: string })[] {
  const { key: keyColumns, explains = [] } = SHAPES[key]
  const columns = COLUMNS[key].map(({ heading }, i) => ({ heading, i }))
  const told = columns.filter(({ i }) => !keyColumns.includes(i) && !explains.includes(i))
  const [before, after] = [linesOf(key, was), linesOf(key, now)]
  const changes: (PolicyChange & { readonly row: string })[] = []
  const add = (kind: PolicyChange['kind'], line: Line, cells: PolicyChange['cells']) =>
    changes.push({ key, sheet: SHEETS[key], item: line.label, kind, cells, row: line.key })
  for (const line of after.values()) {
    const old = before.get(line.key)
    const cells = told.flatMap(({ heading, i }) => {
      const [a = '', b = ''] = [old?.cells[i], line.cells[i]]
      return a === b ? [] : [{ heading, was: a, now: b }]
    })
    if (cells.length > 0) add(old ? 'changed' : 'added', line, cells)
    else if (!old && told.length === 0) add('added', line, [])
  }
  for (const line of before.values()) {
    if (after.has(line.key)) continue
    const had = told.map(({ heading, i }) => ({ heading, was: line.cells[i] ?? '', now: '' }))
    const cells = had.filter(({ was }) => was !== '')
    if (cells.length > 0 || told.length === 0) add('removed', line, cells)
  }
  if (key === 'categories') changes.push(...moved(before, after))
  return changes
}

/** The order decides primary categories. */
function moved(before: ReadonlyMap<string, Line>, after: ReadonlyMap<string, Line>) {
  const common = (own: ReadonlyMap<string, Line>, other: ReadonlyMap<string, Line>) =>
    [...own.keys()].filter((key) => other.has(key)).join('、')
  const [was, now] = [common(before, after), common(after, before)]
  if (was === now) return []
  const cells = [{ heading: '优先顺序', was, now }]
  return [
    { key: 'categories' as const, sheet: SHEETS.categories, item: '各类别', kind: 'moved' as const, cells, row: '' },
  ]
}

function linesOf(key: PolicySheet, rows: Value[][]): Map<string, Line> {
  const { key: keyColumns, label } = SHAPES[key]
  const lines = new Map<string, Line>()
  for (const row of rows) {
    const cells = COLUMNS[key].map(({ format }, i) => textOf(row[i], format))
    const own = keyColumns.map((i) => cells[i]).join(' ')
    const other = lines.get(own)
    const joined = other ? cells.map((cell, i) => join(other.cells[i] ?? '', cell, keyColumns.includes(i))) : cells
    const named = label.map((i) => joined[i]).filter(Boolean)
    lines.set(own, { label: named.join(' '), key: own, cells: joined })
  }
  return lines
}

/** An office may have two addresses. */
function join(first: string, second: string, isKey: boolean): string {
  return isKey ? first : [first, second].filter(Boolean).join('、')
}

function textOf(value: Value | undefined, format: string | undefined): string {
  if (typeof value === 'number' && format === '0.00') return value.toFixed(2)
  return value === undefined ? '' : String(value)
}

function aboutOf(
  { key, row, kind }: PolicyChange & { readonly row: string },
  policy: Policy,
): Pick<PolicyChange, 'about'> {
  if (key === 'categories') return kind === 'moved' ? { about: {} } : { about: { category: row } }
  if (key !== 'amounts') return {}
  const [, county = '', category = ''] = row.split(' ')
  const code = policy.counties.find(({ name }) => name === county)?.code
  return { about: { ...(county && { county: code ?? county }), ...(category && { category }) } }
}
