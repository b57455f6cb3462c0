/** Merges a list onto its roster (docs/rules.md#listings). */

import { comparePersons, ENTRY, KEY, NAME_AT, PERIOD_AT, viewOf } from '../../formats/entries.ts'
import { hex, type ParsedList, type Roster } from '../../formats/roster.ts'
import { isFlag } from '../../formats/slots.ts'
import type { HeldReason } from '../../schemas/codes.ts'
import type { Endings } from '../../schemas/records/endings.ts'

/** A list is held beyond both limits. */
export interface HeldLimits {
  readonly percent: number
  readonly persons: number
}

export type Stand = 'judged' | 'held' | 'confirmed'

export interface Merged {
  readonly roster: Roster
  readonly active: number
  readonly began: number
  readonly kept: number
  /** Persons it ends, or would end once confirmed. */
  readonly ending: number
  readonly protected: number
  readonly held: boolean
  /** Empty once the reasons are gone. */
  readonly heldFor: readonly HeldReason[]
  readonly who: Endings
}

/** Behind every slot of an entry. */
const NO_SLOT = 256
const HALF_AT_LEAST = 3
/** Doubts that matter only where somebody would end. */
const IF_IT_ENDS: ReadonlySet<HeldReason> = new Set(['unread-sheet', 'no-line-end', 'most-returned'])

/** @param named how many persons of each kind `who` names */
export function mergeList(before: Roster, list: ParsedList, limits: HeldLimits, stand: Stand, named = 0): Merged {
  const { protects, ...changes } = changesOf(before, list, named)
  const heldFor = stand === 'confirmed' ? [] : reasonsOf(before, list, limits, changes)
  const held = stand === 'held' || heldFor.length > 0
  const ends = list.mode === 'full' && !held
  return { ...changes, held, heldFor, roster: rosterAfter(before, list, ends, protects) }
}

interface Changes extends Omit<Merged, 'roster' | 'held' | 'heldFor'> {
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

/** Accepted rows remove earlier rejection flags, but for those of a held list. */
function rosterAfter(before: Roster, { mode, entries }: ParsedList, ends: boolean, protects: Protects): Roster {
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
      if (mode === 'full' && is && isFlag(before[at + KEY - 1]!)) return !ends
      stays ??= !ends || protects(from, to)
      return stays
    }
    let [a, b] = [from, listFrom]
    while (a < to || b < listTo) {
      const slot = (a < to ? before[a + KEY - 1] : undefined) ?? NO_SLOT
      const listSlot = (b < listTo ? entries[b + KEY - 1] : undefined) ?? NO_SLOT
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

/** A later period keeps protecting its person. */
function keepLaterPeriod(before: Roster, at: number, out: Buffer, outAt: number): void {
  const period = periodAt(before, at)
  if (period > periodAt(out, outAt)) out.writeUInt16BE(period, outAt + PERIOD_AT)
}

/** (docs/rules.md#whom-a-full-list-never-ends) */
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

function cameFor(before: Roster, from: number, to: number, newcomers: ReadonlyMap<number, number>): number | undefined {
  if (newcomers.size === 0) return undefined
  for (let at = from; at < to && !isFlag(before[at + KEY - 1]!); at += ENTRY) {
    const came = newcomers.get(nameAt(before, at))
    if (came !== undefined) return came
  }
  return undefined
}

/** A number that bore another name may be a slip as well. */
function newcomersByName(before: Roster, { entries }: ParsedList): Map<number, number> {
  const byName = new Map<number, number>()
  const names = new Set<number>()
  eachPerson(before, entries, (from, to, listFrom, listTo) => {
    names.clear()
    for (let at = from; at < to; at += ENTRY) names.add(nameAt(before, at))
    for (let at = listFrom; at < listTo && !isFlag(entries[at + KEY - 1]!); at += ENTRY) {
      const name = nameAt(entries, at)
      if (!names.has(name) && !byName.has(name)) byName.set(name, at)
    }
  })
  return byName
}

/** Rejection flags, behind all schemes, are no place in a register. */
function isIn(roster: Roster, from: number, to: number): boolean {
  return from < to && !isFlag(roster[from + KEY - 1]!)
}

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

/** An empty range means that the roster lacks the person. */
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
