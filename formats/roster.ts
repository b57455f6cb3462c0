/**
 * Rosters: who is on a county's list of a category, or in its register (docs/rules.md#listings). A roster is the
 * fold of its lists in the order in which their uploads were asked for; a list that arrives late is put where it
 * belongs and the later ones are folded again, so that the order of arrival changes nothing.
 */
import type { HeldReason } from '../schemas/codes.ts'
import { compareKeys, ENTRY, KEY, sameRow, viewOf } from './entries.ts'

/** Bytes of a person's key. */
export const PERSON = KEY - 1

/** Entries sorted by key, no key twice; see entries.ts for their layout. */
export type Roster = Uint8Array

/** What one accepted file says, whatever came before it. */
export interface ParsedList {
  /** `new` adds; `full` (and a register) also ends who is not on it. */
  readonly mode: 'full' | 'new'
  /** Its 所属期 as months since 1900; 0 for a register, whose order is only that of its uploads. */
  readonly period: number
  /** Its accepted rows, sorted by key, a register's with their name digests too; its marks have a digest of noughts. */
  readonly entries: Roster
  /** Keys of persons (30 hex digits) by the ID numbers in returned rows, valid or not; number cells say none. */
  readonly returnedKeys: ReadonlySet<string>
  /** Name digests (12 hex digits) of returned rows; of a register only of those without a valid ID number of their own. */
  readonly returnedNames: ReadonlySet<string>
  /** Of a register: name digests (12 hex digits) of returned rows that do not say by a number whose they are. */
  readonly unnumbered: ReadonlySet<string>
  /** Returned rows without a usable name: the key of the ID number in each, undefined where it shows none; none twice. */
  readonly nameless: readonly (string | undefined)[]
  /** What of the file itself makes a second person look, where it matters (see `fold`). */
  readonly doubts: readonly HeldReason[]
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

/** Persons (keys of 15 bytes, sorted) who are in the later roster and were not in the one before. */
export function begunPersons(before: Roster, after: Roster): Uint8Array[] {
  const persons: Uint8Array[] = []
  merge(before, after, (i, j) => {
    if (i < 0) persons.push(after.subarray(j, j + KEY - 1))
  })
  return persons
}

/** Of whom the two rosters say anything else: keys of 15 bytes one after the other, sorted, each once. */
export function changedPersons(before: Roster, after: Roster): Buffer {
  // Room for everybody: what is not written to takes no memory.
  const persons = Buffer.allocUnsafeSlow(((before.length + after.length) / ENTRY) * PERSON)
  let length = 0
  const [a, b] = [viewOf(before), viewOf(after)]
  merge(before, after, (i, j) => {
    if (i >= 0 && j >= 0 && sameRow(a, i, b, j)) return
    const [roster, at] = i >= 0 ? [before, i] : [after, j]
    for (let n = 0; n < PERSON; n++) persons[length + n] = roster[at + n]!
    const isKnown = length > 0 && persons.compare(persons, length - PERSON, length, length, length + PERSON) === 0
    if (!isKnown) length += PERSON
  })
  return persons.subarray(0, length)
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

/** Bytes of an entry as hex digits. */
export function hex(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('hex')
}
