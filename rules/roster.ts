/**
 * Rosters: who is on a county's list of a category, or in its register (RULES section 3, "Listings"). A roster is the
 * fold of its lists in the order in which their uploads were asked for; a list that arrives late is put where it
 * belongs and the later ones are folded again, so that the order of arrival changes nothing.
 */
import { compareKeys, ENTRY, KEY, NAME_AT, sameRow, viewOf } from './entries.ts'

/** Entries sorted by key, no key twice; see entries.ts for their layout. */
export type Roster = Uint8Array

/** What one accepted file says, whatever came before it. */
export interface ParsedList {
  /** `new` adds; `full` (and a register) also ends who is not on it. */
  readonly mode: 'full' | 'new'
  /** Its accepted rows, sorted by key, a register's with their name digests too; its marks have a digest of noughts. */
  readonly entries: Roster
  /** Keys of persons (30 hex digits) by the ID numbers in returned rows, valid or not; number cells say none. */
  readonly returnedKeys: ReadonlySet<string>
  /** Name digests (16 hex digits) of returned rows; of a register only of those without a valid ID number. */
  readonly returnedNames: ReadonlySet<string>
  /** Returned rows without a usable name: the key of the ID number in each, undefined where it shows none; none twice. */
  readonly nameless: readonly (string | undefined)[]
}

/** More than `percent` % and more than `persons`: only then a full list is held. */
export interface HeldLimits {
  readonly percent: number
  readonly persons: number
}

export interface Folded {
  readonly roster: Roster
  /** Listings active before the list, and how many of them it would end. */
  readonly active: number
  readonly wouldEnd: number
  /** Its persons are added, and nobody is ended until a second person confirms. */
  readonly held: boolean
}

/**
 * The roster after the list. A returned row ends nobody: who stands in one, by ID number or by name, stays.
 * `limits` is absent for a register and for a list that a second person has confirmed.
 */
export function fold(before: Roster, list: ParsedList, limits?: HeldLimits): Folded {
  const stays = (at: number) => isGuarded(before, at, list)
  const active = before.length / ENTRY
  let wouldEnd = 0
  if (list.mode === 'full')
    merge(before, list.entries, (a, b) => {
      if (b < 0 && !stays(a)) wouldEnd++
    })
  const held = limits !== undefined && wouldEnd > limits.persons && wouldEnd * 100 > active * limits.percent
  // The first list is the roster: a register of a million is not held twice.
  if (active === 0) return { roster: list.entries, active, wouldEnd, held }
  const ends = list.mode === 'full' && !held
  const out = Buffer.allocUnsafe(before.length + list.entries.length)
  let length = 0
  merge(before, list.entries, (a, b) => {
    if (b < 0 && ends && !stays(a)) return
    out.set(b < 0 ? before.subarray(a, a + ENTRY) : list.entries.subarray(b, b + ENTRY), length)
    length += ENTRY
  })
  return { roster: out.subarray(0, length), active, wouldEnd, held }
}

/** What changes from one roster to another: each key that is new or says something else, and each that is gone. */
export function diff(
  before: Roster,
  after: Roster,
  onSet: (afterAt: number) => void,
  onEnd: (beforeAt: number) => void,
): void {
  const [a, b] = [viewOf(before), viewOf(after)]
  merge(before, after, (i, j) => {
    if (j < 0) onEnd(i)
    else if (i < 0 || !sameRow(a, i, b, j)) onSet(j)
  })
}

/** Walks two sorted runs together; an offset is -1 where the run lacks the key. */
export function merge(left: Roster, right: Roster, visit: (left: number, right: number) => void): void {
  const [a, b] = [viewOf(left), viewOf(right)]
  let [i, j] = [0, 0]
  while (i < left.length || j < right.length) {
    const order = i >= left.length ? 1 : j >= right.length ? -1 : compareKeys(a, i, b, j)
    visit(order <= 0 ? i : -1, order >= 0 ? j : -1)
    if (order <= 0) i += ENTRY
    if (order >= 0) j += ENTRY
  }
}

/** The person's key (30 hex digits) and slot of the entry at an offset. */
export function keyAt(roster: Roster, at: number): { person: string; slot: number } {
  return { person: hex(roster, at, at + KEY - 1), slot: roster[at + KEY - 1]! }
}

/** Which shard a person's key falls into: shards are runs of the sorted keys. `first` is the key's first byte. */
export function shardOf(first: number, shards: number): number {
  return (first * shards) >> 8
}

function isGuarded(roster: Roster, at: number, list: ParsedList): boolean {
  if (list.returnedKeys.size > 0 && list.returnedKeys.has(hex(roster, at, at + KEY - 1))) return true
  return list.returnedNames.size > 0 && list.returnedNames.has(hex(roster, at + NAME_AT, at + ENTRY))
}

function hex(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('hex')
}
