/** Merged lists, or a register (docs/adr/0004). */
import type { HeldReason } from '../schemas/codes.ts'
import { compareKeys, ENTRY, KEY, sameRow, viewOf } from './entries.ts'

export const PERSON = KEY - 1

export type Roster = Uint8Array

export interface ParsedList {
  readonly mode: 'full' | 'new'
  /** Months since 1900; 0 for a register. */
  readonly period: number
  readonly entries: Roster
  /** Excel damages numbers in number cells, so those are left out. */
  readonly returnedKeys: ReadonlySet<string>
  /** Only rows of a register without a valid number. */
  readonly returnedNames: ReadonlySet<string>
  readonly unnumbered: ReadonlySet<string>
  /** Keys of returned rows without a name. */
  readonly nameless: readonly (string | undefined)[]
  readonly doubts: readonly HeldReason[]
}

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

export function begunPersons(before: Roster, after: Roster): Uint8Array[] {
  const persons: Uint8Array[] = []
  merge(before, after, (i, j) => {
    if (i < 0) persons.push(after.subarray(j, j + KEY - 1))
  })
  return persons
}

export function changedPersons(before: Roster, after: Roster): Buffer {
  // Untouched pages take no memory.
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

/** An offset is -1 where the roster lacks the key. */
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

export function keyAt(roster: Roster, at: number): { person: string; slot: number } {
  return { person: hex(roster, at, at + KEY - 1), slot: roster[at + KEY - 1]! }
}

export function shardOf(first: number, shards: number): number {
  return (first * shards) >> 8
}

export function hex(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('hex')
}
