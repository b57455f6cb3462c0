/** What later lists have changed of who was listed in a month that is submitted (docs/cases.md#corrections). */
import type { Outcome } from '../../schemas/codes.ts'
import type { Correction } from '../../schemas/records/month-return.ts'
import type { SnapshotRow } from '../../schemas/records/snapshot.ts'

type Row = Pick<SnapshotRow, 'key' | 'listings' | 'decision'>

/** A list of the month or of one before it, that took effect or was taken back since; in the order of the roster. */
export interface LaterList {
  readonly category: string
  readonly began: readonly string[]
  readonly ended: readonly string[]
}

/**
 * @param submitted rows of the close that was submitted; who has left is counted by them
 * @param closed rows of the present close; who was added is counted by them
 * @returns undefined where nobody was added or removed
 */
export function correctionOf(
  categories: readonly string[],
  submitted: readonly Row[],
  closed: readonly Row[],
  lists: readonly LaterList[],
): Correction['tables'] | undefined {
  const now = new Map(categories.map((code) => [code, new Set(keysOf(submitted, code))]))
  for (const { category, began, ended } of lists) {
    const listed = now.get(category)
    for (const key of began) listed?.add(key)
    for (const key of ended) listed?.delete(key)
  }
  const tables: Correction['tables'] = {}
  const all = {
    code: 'total' as const,
    before: keysOf(submitted),
    now: new Set([...now.values()].flatMap((set) => [...set])),
  }
  const each = categories.map((code) => ({
    code,
    before: keysOf(submitted, code),
    now: now.get(code) ?? new Set<string>(),
  }))
  for (const one of [...each, all]) {
    const before = new Set(one.before)
    const added = [...one.now].filter((key) => !before.has(key))
    const removed = [...before].filter((key) => !one.now.has(key))
    if (added.length + removed.length === 0) continue
    tables[one.code] = {
      ...{ submitted: before.size, now: one.now.size, added: added.length, removed: removed.length },
      outcomes: differences(outcomesOf(closed, added), outcomesOf(submitted, removed)),
    }
  }
  return Object.keys(tables).length > 0 ? tables : undefined
}

function keysOf(rows: readonly Row[], category?: string): string[] {
  return rows.flatMap(({ key, listings }) => (category === undefined || listings[category] ? [key] : []))
}

/** Whom no row names has no outcome to count. */
function outcomesOf(rows: readonly Row[], keys: readonly string[]): Outcome[] {
  const wanted = new Set(keys)
  return rows.flatMap(({ key, decision }) => (wanted.has(key) ? [decision.outcome] : []))
}

function differences(more: readonly Outcome[], fewer: readonly Outcome[]): Partial<Record<Outcome, number>> {
  const counts: Partial<Record<Outcome, number>> = {}
  for (const outcome of more) counts[outcome] = (counts[outcome] ?? 0) + 1
  for (const outcome of fewer) counts[outcome] = (counts[outcome] ?? 0) - 1
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0))
}
