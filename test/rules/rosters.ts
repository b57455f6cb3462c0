/** Rosters of small keys, and the same as plain maps: a model that is easy to believe. */
import fc from 'fast-check'
import { ENTRY, KEY, NAME_AT } from '../../rules/entries.ts'
import type { ParsedList, Roster } from '../../rules/roster.ts'

/** What an entry says: its row and its name, each a number. */
export interface Entry {
  readonly row: number
  readonly name: number
}
/** By `<person>.<slot>`. */
export type Model = ReadonlyMap<string, Entry>

/** A person's key as 30 hex digits: `p` for the first byte, so that persons fall into all shards. */
export const personHex = (p: number) => Buffer.from([p, ...Array(KEY - 2).fill(p % 3)]).toString('hex')
const nameHex = (n: number) => n.toString(16).padStart(16, '0')

export function rosterOf(model: Model): Roster {
  const entries = [...model].map(([key, { row, name }]) => {
    const [person, slot] = key.split('.').map(Number) as [number, number]
    const bytes = Buffer.alloc(ENTRY)
    bytes.write(personHex(person), 'hex')
    bytes[KEY - 1] = slot
    bytes.writeUInt32BE(row, KEY + 4)
    bytes.write(nameHex(name), NAME_AT, 'hex')
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
      name: Number.parseInt(bytes.toString('hex', at + NAME_AT, at + ENTRY), 16),
    })
  return new Map([...model].sort(([a], [b]) => (a < b ? -1 : 1)))
}

export interface ModelList {
  readonly mode: 'full' | 'new'
  readonly entries: Model
  readonly guardPersons: ReadonlySet<number>
  readonly guardNames: ReadonlySet<number>
}

export const listOf = ({ mode, entries, guardPersons, guardNames }: ModelList): ParsedList => ({
  mode,
  entries: rosterOf(entries),
  returnedKeys: new Set([...guardPersons].map(personHex)),
  returnedNames: new Set([...guardNames].map(nameHex)),
  nameless: [],
})

/** Persons 0 to 29 with bytes all over, slots as a list or a register has them. */
const persons = Array.from({ length: 30 }, (_, i) => (i * 67) % 256)
const person = fc.constantFrom(...persons)
export const model = (slots: readonly number[] = [0]): fc.Arbitrary<Model> =>
  fc
    .uniqueArray(fc.tuple(person, fc.constantFrom(...slots), fc.nat(2), fc.nat(6)), {
      maxLength: 30,
      selector: ([p, slot]) => `${p}.${slot}`,
    })
    .map((all) => new Map(all.map(([p, slot, row, name]) => [`${p}.${slot}`, { row, name }])))

export const modelList = (slots: readonly number[] = [0]): fc.Arbitrary<ModelList> =>
  fc.record({
    mode: fc.constantFrom('full' as const, 'new' as const),
    entries: model(slots),
    guardPersons: fc.array(person, { maxLength: 3 }).map((all) => new Set(all)),
    guardNames: fc.array(fc.nat(6), { maxLength: 2 }).map((all) => new Set(all)),
  })
