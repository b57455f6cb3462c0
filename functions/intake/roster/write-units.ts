/** Changes for persons between two rosters, as an object of unit lines. */
import { compareKeys, ENTRY, KEY, sameRow, viewOf } from '../../../formats/entries.ts'
import { diff, keyAt, type Roster, shardOf } from '../../../formats/roster.ts'
import { UnitLines, unitLine } from '../../../formats/unit-lines.ts'
import type { HeldLimits } from '../../../rules/roster/merge-list.ts'
import { present } from '../../../schemas/present.ts'
import type { UnitObject } from '../../../schemas/records/work-units.ts'
import type { Objects } from '../../../stores/objects/objects.ts'
import type { AcceptedFile } from '../reader/read-file.ts'

/** An accepted list, and the limits beyond which it is held. */
export interface ReadList extends Pick<AcceptedFile, 'list' | 'lines' | 'rows'> {
  readonly limits: HeldLimits
}

export interface RosterChange {
  readonly before: Roster
  readonly after: Roster
  readonly merged: readonly ReadList[]
  /** The first of `merged` is new in the roster. */
  readonly isPutIn: boolean
  readonly listsBefore: AsyncIterable<ReadList>
}

/** @returns undefined where nobody changes */
export async function writeUnits(
  { outbox, shards }: { outbox: Objects; shards: number },
  change: RosterChange,
  key: string,
): Promise<UnitObject | undefined> {
  const { before, after, merged } = change
  const target = new UnitLines(shards)
  const mark = (from: Roster, at: number, op: '-' | '+') => {
    const { person, slot } = keyAt(from, at)
    target.add(shardOf(present(from[at], 'an entry of a roster'), shards), unitLine(person, slot, op))
  }
  const count = { sets: 0 }
  const ends = (at: number) => mark(before, at, '-')
  diff(before, after, () => count.sets++, ends)
  // In a first list everything is new, and nothing has to be picked out.
  const [first] = merged
  if (change.isPutIn && first && merged.length === 1 && count.sets * ENTRY === first.list.entries.length)
    first.lines.copyTo(target)
  else {
    let missing: number[] = []
    diff(
      before,
      after,
      (at) => missing.push(at),
      () => {},
    )
    for (const list of merged.toReversed()) if (missing.length > 0) missing = copyRows(list, after, missing, target)
    if (missing.length > 0)
      for await (const list of change.listsBefore) {
        missing = copyRows(list, after, missing, target)
        if (missing.length === 0) break
      }
    // No remembered list says it: the person still has it, as an ended fact.
    for (const at of missing) mark(after, at, '+')
  }
  const { parts, ranges } = target.parts()
  if (ranges.length === 0) return undefined
  await outbox.putParts(key, parts)
  return { key, ranges }
}

function copyRows(
  { list, lines }: Pick<ReadList, 'list' | 'lines'>,
  roster: Roster,
  entries: readonly number[],
  target: UnitLines,
): number[] {
  const [view, rosterView] = [viewOf(list.entries), viewOf(roster)]
  const wanted = new Set<string>()
  const missing = entries.filter((at) => {
    if (!holds(view, rosterView, at)) return true
    wanted.add(Buffer.from(roster.buffer, roster.byteOffset + at, KEY).toString('hex'))
    return false
  })
  if (wanted.size > 0) lines.copyTo(target, wanted)
  return missing
}

function holds(list: DataView, roster: DataView, at: number): boolean {
  let [low, high] = [0, list.byteLength / ENTRY - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const order = compareKeys(list, middle * ENTRY, roster, at)
    if (order === 0) return sameRow(list, middle * ENTRY, roster, at)
    if (order < 0) low = middle + 1
    else high = middle - 1
  }
  return false
}
