/** Rosters of small keys, and the same as plain maps: a model that is easy to believe. */

import { ENTRY, KEY, NAME_AT, PERIOD_AT } from '../../formats/entries.ts'
import type { ParsedList, Roster } from '../../formats/roster.ts'
import type { HeldReason } from '../../schemas/codes.ts'
import fc from '../fc.ts'

/** What an entry says: its row and its name, each a number. */
export interface Entry {
  readonly row: number
  readonly name: number
  /** The latest period that named it. */
  readonly period: number
}
/** By `<person>.<slot>`. */
export type Model = ReadonlyMap<string, Entry>

/** A person's key as 30 hex digits: `p` for the first byte, so that persons fall into all shards. */
export const personHex = (p: number) => Buffer.from([p, ...Array(KEY - 2).fill(p % 3)]).toString('hex')
const nameHex = (n: number) => n.toString(16).padStart(12, '0')

export function rosterOf(model: Model): Roster {
  const entries = [...model].map(([key, { row, name, period }]) => {
    const [person, slot] = key.split('.').map(Number) as [number, number]
    const bytes = Buffer.alloc(ENTRY)
    bytes.write(personHex(person), 'hex')
    bytes[KEY - 1] = slot
    bytes.writeUInt32BE(row, KEY + 4)
    bytes.write(nameHex(name), NAME_AT, 'hex')
    bytes.writeUInt16BE(period, PERIOD_AT)
    return bytes
  })
  return Buffer.concat(entries.sort(Buffer.compare))
}

export function modelOf(roster: Roster): Model {
  const bytes = Buffer.from(roster)
  const model = new Map<string, Entry>()
  for (let at = 0; at < bytes.length; at += ENTRY)
    model.set(`${bytes[at]}.${bytes[at + KEY - 1]}`, {
      row: bytes.readUInt32BE(at + KEY + 4),
      name: Number.parseInt(bytes.toString('hex', at + NAME_AT, at + PERIOD_AT), 16),
      period: bytes.readUInt16BE(at + PERIOD_AT),
    })
  return new Map([...model].sort(([a], [b]) => (a < b ? -1 : 1)))
}

export interface ModelList {
  readonly mode: 'full' | 'new'
  readonly period: number
  readonly entries: Model
  readonly returnedPersons: ReadonlySet<number>
  readonly returnedNames: ReadonlySet<number>
  readonly nameless: readonly (number | undefined)[]
  readonly doubts: readonly HeldReason[]
}

export const listOf = (list: ModelList): ParsedList => ({
  mode: list.mode,
  period: list.period,
  entries: rosterOf(list.entries),
  returnedKeys: new Set([...list.returnedPersons].map(personHex)),
  returnedNames: new Set([...list.returnedNames].map(nameHex)),
  unnumbered: new Set(),
  nameless: list.nameless.map((p) => (p === undefined ? p : personHex(p))),
  doubts: list.doubts,
})

/** Persons 0 to 29 with bytes all over, slots as a list or a register has them. */
const persons = Array.from({ length: 30 }, (_, i) => (i * 67) % 256)
const person = fc.constantFrom(...persons)
const name = fc.integer({ min: 1, max: 12 })
const period = fc.integer({ min: 1, max: 3 })
export const MARKED = 251
export const model = (slots: readonly number[] = [0]): fc.Arbitrary<Model> =>
  fc
    .uniqueArray(fc.tuple(person, fc.constantFrom(...slots), fc.nat(2), name, period), {
      maxLength: 30,
      selector: ([p, slot]) => `${p}.${slot}`,
    })
    .map((all) => new Map(all.map(([p, slot, ...says]) => [`${p}.${slot}`, entryOf(slot, says)])))

/** A mark says nothing but that it is there. */
function entryOf(slot: number, [row, of, when]: [number, number, number]): Entry {
  return slot === MARKED ? { row: 0, name: 0, period: 0 } : { row, name: of, period: when }
}

const doubt = fc.constantFrom<HeldReason>(
  'unread-sheet',
  'no-line-end',
  'most-returned',
  'mode-contradicted',
  'nil-return',
)
export const modelList = (slots: readonly number[] = [0]): fc.Arbitrary<ModelList> =>
  fc.record({
    mode: slots.includes(MARKED) ? fc.constant('full' as const) : fc.constantFrom('full' as const, 'new' as const),
    period,
    entries: model(slots),
    returnedPersons: fc.array(person, { maxLength: 3 }).map((all) => new Set(all)),
    returnedNames: fc.array(name, { maxLength: 2 }).map((all) => new Set(all)),
    nameless: fc.array(fc.option(person, { nil: undefined, freq: 8 }), { maxLength: 1 }),
    doubts: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: doubt.map((d) => [d]) }),
  })
