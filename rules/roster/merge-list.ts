/**
 * One list folded onto its roster (docs/rules.md#listings): who begins, who is kept, who would end, and whether a
 * second person has to look before anybody does. Of a register persons are counted, of a name list listings, which are
 * one a person: both are walked person by person.
 */

import { comparePersons, ENTRY, KEY, NAME_AT, PERIOD_AT, viewOf } from '../../formats/entries.ts'
import { hex, type ParsedList, type Roster } from '../../formats/roster.ts'
import { REJECTION_FLAG } from '../../formats/slots.ts'
import type { HeldReason } from '../../schemas/codes.ts'
import type { Endings } from '../../schemas/records/endings.ts'

/** More than `percent` % and more than `persons`. */
export interface HeldLimits {
  readonly percent: number
  readonly persons: number
}

/** `judged` by what it would end; `held` as it was before; `confirmed` by a second person. */
export type Stand = 'judged' | 'held' | 'confirmed'

export interface Merged {
  readonly roster: Roster
  /** Listings (of a register: persons) before the list. */
  readonly active: number
  readonly began: number
  /** Active before and in an accepted row. */
  readonly kept: number
  /** Whom it ends, or would as long as it is held. */
  readonly ending: number
  readonly protected: number
  /** Its persons are added, and nobody is ended until a second person confirms. */
  readonly held: boolean
  /** Why, as it is now; one that was held before may have no reason any more. */
  readonly heldFor: readonly HeldReason[]
  /** Of each kind as many as were asked for. */
  readonly who: Endings
}

/** More than half of those active before, and at least so many. */
const HALF_AT_LEAST = 3
/** Doubts about a file that would end nobody are none. */
const IF_IT_ENDS: ReadonlySet<HeldReason> = new Set(['unread-sheet', 'no-line-end', 'most-returned'])

/** @param named how many persons of each kind are named in `who` */
export function mergeList(before: Roster, list: ParsedList, limits: HeldLimits, stand: Stand, named = 0): Merged {
  const { protects, ...changes } = changesOf(before, list, named)
  const heldFor = stand === 'confirmed' ? [] : reasonsOf(before, list, limits, changes)
  const held = stand === 'held' || heldFor.length > 0
  const ends = list.mode === 'full' && !held
  return { ...changes, held, heldFor, roster: rosterAfter(before, list, ends, protects) }
}

interface Changes extends Omit<Merged, 'roster' | 'held' | 'heldFor'> {
  /** Whether the list protects the person, who stands in the roster before from one place up to another. */
  readonly protects: Protects
}

type Protects = (from: number, to: number) => boolean

function changesOf(before: Roster, list: ParsedList, named: number): Changes {
  const count = { active: 0, began: 0, kept: 0, ending: 0, protected: 0 }
  const who: Endings = { began: [], ended: [], protected: [], renumbered: [] }
  const name = (to: string[], roster: Roster, at: number) => {
    if (to.length < named) to.push(personAt(roster, at))
  }
  const isFull = list.mode === 'full'
  const newcomers = before.length > 0 && isFull ? newcomersByName(before, list) : new Map<number, number>()
  const protects = protection(before, list, newcomers)
  const { entries } = list
  eachPerson(before, entries, (from, to, listFrom, listTo) => {
    const was = isIn(before, from, to)
    const is = isIn(entries, listFrom, listTo)
    if (was) count.active++
    if (was && is) count.kept++
    else if (is) {
      count.began++
      name(who.began, entries, listFrom)
    } else if (was && isFull) {
      const came = cameFor(before, from, to, newcomers)
      if (came !== undefined && who.renumbered.length < named)
        who.renumbered.push({ came: personAt(entries, came), kept: personAt(before, from) })
      const isProtected = protects(from, to)
      count[isProtected ? 'protected' : 'ending']++
      name(isProtected ? who.protected : who.ended, before, from)
    }
  })
  return { ...count, who, protects }
}

function reasonsOf(
  before: Roster,
  { doubts, nameless }: ParsedList,
  limits: HeldLimits,
  { active, ending }: Pick<Changes, 'active' | 'ending'>,
): HeldReason[] {
  const holds = (reason: HeldReason) => {
    if (reason === 'nil-return') return active > 0
    return !IF_IT_ENDS.has(reason) || ending > 0
  }
  return [
    ...(ending > limits.persons && ending * 100 > active * limits.percent ? (['many-ended'] as const) : []),
    ...(ending >= HALF_AT_LEAST && ending * 2 > active ? (['half-ended'] as const) : []),
    ...(ending > 0 && nameless.some((key) => key === undefined || !knows(before, key))
      ? (['nameless-row'] as const)
      : []),
    ...doubts.filter(holds),
  ]
}

/**
 * What the list says of a person replaces what was said before, by slot. What it leaves out stays where it ends nobody
 * or protects the person; a mark of an earlier register is worth nothing beside an accepted row.
 */
function rosterAfter(before: Roster, { mode, entries }: ParsedList, ends: boolean, protects: Protects): Roster {
  // The first list is the roster: a register of a million is not held twice.
  if (before.length === 0) return entries
  const out = Buffer.allocUnsafe(before.length + entries.length)
  let length = 0
  const copy = (roster: Roster, at: number) => {
    out.set(roster.subarray(at, at + ENTRY), length)
    length += ENTRY
  }
  eachPerson(before, entries, (from, to, listFrom, listTo) => {
    const is = isIn(entries, listFrom, listTo)
    let stays: boolean | undefined
    const isLeft = (at: number) => {
      if (mode === 'full' && is && before[at + KEY - 1] === REJECTION_FLAG) return false
      stays ??= !ends || protects(from, to)
      return stays
    }
    let [a, b] = [from, listFrom]
    while (a < to || b < listTo) {
      const [slot, listSlot] = [a < to ? before[a + KEY - 1]! : 256, b < listTo ? entries[b + KEY - 1]! : 256]
      if (listSlot <= slot) {
        copy(entries, b)
        b += ENTRY
        if (listSlot === slot) keepLaterPeriod(before, a, out, length - ENTRY)
      } else if (isLeft(a)) copy(before, a)
      if (slot <= listSlot) a += ENTRY
    }
  })
  return out.subarray(0, length)
}

/** A list of an earlier period says what the row is, and not that nobody later has named the person. */
function keepLaterPeriod(before: Roster, at: number, out: Buffer, outAt: number): void {
  const period = periodAt(before, at)
  if (period > periodAt(out, outAt)) out.writeUInt16BE(period, outAt + PERIOD_AT)
}

/** Whom a full list never ends (docs/rules.md#whom-a-full-list-never-ends). */
function protection(before: Roster, list: ParsedList, newcomers: ReadonlyMap<number, number>): Protects {
  const { returnedKeys, returnedNames, period } = list
  return (from, to) => {
    if (returnedKeys.size > 0 && returnedKeys.has(personAt(before, from))) return true
    for (let at = from; at < to; at += ENTRY) {
      if (periodAt(before, at) > period) return true
      if (returnedNames.size > 0 && returnedNames.has(hex(before, at + NAME_AT, at + PERIOD_AT))) return true
    }
    return cameFor(before, from, to, newcomers) !== undefined
  }
}

/** Where in the list another number stands under this person's name, as it did not before. */
function cameFor(before: Roster, from: number, to: number, newcomers: ReadonlyMap<number, number>): number | undefined {
  if (newcomers.size === 0) return undefined
  for (let at = from; at < to && before[at + KEY - 1] !== REJECTION_FLAG; at += ENTRY) {
    const came = newcomers.get(nameAt(before, at))
    if (came !== undefined) return came
  }
  return undefined
}

/**
 * By name, where somebody stands in the list who was not active before it under that name. A number that was active
 * under another name counts too: a row with somebody else's number is a slip as a row with nobody's is.
 */
function newcomersByName(before: Roster, { entries }: ParsedList): Map<number, number> {
  const byName = new Map<number, number>()
  const names = new Set<number>()
  eachPerson(before, entries, (from, to, listFrom, listTo) => {
    names.clear()
    for (let at = from; at < to; at += ENTRY) names.add(nameAt(before, at))
    for (let at = listFrom; at < listTo && entries[at + KEY - 1] !== REJECTION_FLAG; at += ENTRY) {
      const name = nameAt(entries, at)
      if (!names.has(name) && !byName.has(name)) byName.set(name, at)
    }
  })
  return byName
}

/** A mark alone is nobody's place in a register; it stands behind all schemes. */
function isIn(roster: Roster, from: number, to: number): boolean {
  return from < to && roster[from + KEY - 1] !== REJECTION_FLAG
}

/** Whether the person with this key is active. */
function knows(roster: Roster, key: string): boolean {
  const wanted = viewOf(Buffer.from(`${key}00`, 'hex'))
  const view = viewOf(roster)
  let [low, high] = [0, roster.length / ENTRY]
  while (low < high) {
    const middle = (low + high) >> 1
    if (comparePersons(view, middle * ENTRY, wanted, 0) < 0) low = middle + 1
    else high = middle
  }
  const at = low * ENTRY
  return at < roster.length && comparePersons(view, at, wanted, 0) === 0 && isIn(roster, at, at + ENTRY)
}

/** Walks two sorted runs together, person by person; both ends of a run are the same where it lacks the person. */
function eachPerson(
  left: Roster,
  right: Roster,
  visit: (leftFrom: number, leftTo: number, rightFrom: number, rightTo: number) => void,
): void {
  const [a, b] = [viewOf(left), viewOf(right)]
  const endOf = (view: DataView, from: number) => {
    let at = from + ENTRY
    while (at < view.byteLength && comparePersons(view, from, view, at) === 0) at += ENTRY
    return at
  }
  let [i, j] = [0, 0]
  while (i < left.length || j < right.length) {
    const order = i >= left.length ? 1 : j >= right.length ? -1 : comparePersons(a, i, b, j)
    const [iEnd, jEnd] = [order <= 0 ? endOf(a, i) : i, order >= 0 ? endOf(b, j) : j]
    visit(i, iEnd, j, jEnd)
    i = iEnd
    j = jEnd
  }
}

const personAt = (roster: Roster, at: number) => hex(roster, at, at + KEY - 1)
const nameAt = (roster: Roster, at: number) =>
  ((roster[at + NAME_AT]! << 16) | (roster[at + NAME_AT + 1]! << 8) | roster[at + NAME_AT + 2]!) * 2 ** 24 +
  ((roster[at + NAME_AT + 3]! << 16) | (roster[at + NAME_AT + 4]! << 8) | roster[at + NAME_AT + 5]!)
const periodAt = (roster: Roster, at: number) => (roster[at + PERIOD_AT]! << 8) | roster[at + PERIOD_AT + 1]!
