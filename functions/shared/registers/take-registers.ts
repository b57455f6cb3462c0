/**
 * Listed persons' register rows are read after the own head has moved, so that list and register see each other (ADR
 * 16).
 */
import { ENTRY, NAME_AT, PERIOD_AT } from '../../../formats/entries.ts'
import type { FoundRow } from '../../../formats/register-table.ts'
import { hex, PERSON, type Roster, shardOf } from '../../../formats/roster.ts'
import { isFlag, REGISTERS, schemeOfFlag, schemeOfSlot } from '../../../formats/slots.ts'
import { UnitLines, unitLine } from '../../../formats/unit-lines.ts'
import { present } from '../../../schemas/present.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { UnitObject } from '../../../schemas/records/work-units.ts'
import type { Objects } from '../../../stores/objects/objects.ts'
import type { Heads } from '../../../stores/people/heads.ts'
import { goOnWithout, goOnWithoutRoster } from '../stages/unreadable.ts'
import { markOf } from '../work/marks.ts'
import type { RegisterTables } from './register-tables.ts'
import { digestsIn, type ReturnedNames } from './registers.ts'

const TOGETHER = 20_000

export interface TakeDeps {
  readonly heads: Heads
  readonly outbox: Objects
  readonly tables: RegisterTables
  readonly shards: number
}

/** Lines, and the registers' versions that they hold for. */
export interface Taken {
  readonly units: UnitObject
  readonly registers: Record<string, number>
  /** Registers of which some persons' rows could not be read. */
  readonly unread: readonly Unread[]
}

export interface Unread {
  readonly county: string
  readonly version: number
  readonly error: unknown
}

export const tableKey = (roster: string): string => `${roster}.rows`

/** @param persons sorted keys of 15 bytes */
export async function takeForBegun(
  deps: TakeDeps,
  persons: readonly Uint8Array[],
  counties: readonly string[],
  key: string,
): Promise<Taken | undefined> {
  if (persons.length === 0) return undefined
  const heads = await deps.heads.all(counties.map((county) => `${county}#register`))
  const registers = heads.flatMap(({ head, version, roster }) =>
    roster ? [{ county: head.slice(0, head.indexOf('#')), version, roster }] : [],
  )
  if (registers.length === 0) return undefined
  return writeLines(deps, persons, registers, key, (register, some, error) => rowsUnread(deps, register, some, error))
}

export interface RegisterChange {
  readonly persons: Buffer
  readonly names: ReturnedNames
}

interface Register {
  readonly county: string
  readonly version: number
  readonly roster: string
}

/** Of listed persons with changed rows or returned names; lists that cannot be read are marked. */
export async function takeForListed(
  deps: TakeDeps,
  register: Register,
  change: RegisterChange,
  policy: Policy,
  key: string,
): Promise<Taken | undefined> {
  const listed = await listedAmong(deps, register, change, policy)
  if (listed.length === 0) return undefined
  return writeLines(deps, listed, [register], key, (_register, _some, error) => {
    throw error
  })
}

interface Found {
  readonly register: Register
  readonly rows: ReadonlyMap<string, FoundRow[]>
  /** Persons of whom the register may have rows that nobody can read. */
  readonly unread: ReadonlySet<string>
}

async function writeLines(
  { outbox, tables, shards }: TakeDeps,
  persons: readonly Uint8Array[],
  registers: readonly Register[],
  key: string,
  without: (register: Register, persons: readonly Uint8Array[], error: unknown) => Promise<ReadonlySet<string>>,
): Promise<Taken> {
  const lines = new UnitLines(shards)
  const unread = new Map<string, Unread>()
  const find = async (register: Register, some: readonly Uint8Array[]): Promise<Found> => {
    try {
      return { register, rows: await tables.rowsOf(tableKey(register.roster), some), unread: new Set() }
    } catch (error) {
      const uncertain = await without(register, some, error)
      const { county, version } = register
      if (uncertain.size > 0) unread.set(county, { county, version, error })
      return { register, rows: new Map(), unread: uncertain }
    }
  }
  for (let from = 0; from < persons.length; from += TOGETHER) {
    const some = persons.slice(from, from + TOGETHER)
    const found: Found[] = []
    for (const register of registers) found.push(await find(register, some))
    for (const person of some) {
      const own = hex(person, 0, person.length)
      lines.add(
        shardOf(present(person[0], 'the first byte of a key'), shards),
        unitLine(own, REGISTERS, '=', stateText(own, found)),
      )
    }
  }
  const { parts, ranges } = lines.parts()
  await outbox.putParts(key, parts)
  return {
    units: { key, ranges },
    registers: Object.fromEntries(registers.map(({ county, version }) => [county, version])),
    unread: [...unread.values()],
  }
}

function stateText(person: string, found: readonly Found[]): string {
  const states = found.flatMap(({ register: { county }, rows }) =>
    (rows.get(person) ?? []).map((row) => ({ county, row })),
  )
  const rows = states.flatMap(({ county, row: { slot, row } }) =>
    isFlag(slot) ? [] : [`"${county}#${schemeOfSlot(slot)}":${row}`],
  )
  const rejectionFlags = states.flatMap(({ county, row: { slot } }) =>
    isFlag(slot) ? [`"${county}#${schemeOfFlag(slot)}"`] : [],
  )
  const unread = found.flatMap(({ register: { county }, unread }) => (unread.has(person) ? [`"${county}"`] : []))
  const end = unread.length > 0 ? `,"unread":[${unread.join()}]` : ''
  return `{"rows":{${rows.join()}},"rejectionFlags":[${rejectionFlags.join()}]${end}}`
}

/** The roster still tells who is in a register whose table cannot be read. */
async function rowsUnread(
  { heads, outbox }: TakeDeps,
  { county, roster: key }: Register,
  persons: readonly Uint8Array[],
  error: unknown,
): Promise<ReadonlySet<string>> {
  await goOnWithoutRoster(heads, `${county}#register`, key, error)
  const unread = new Set<string>()
  try {
    const sought = Buffer.concat(persons)
    const roster: Roster = await outbox.get(key)
    for (let at = 0; at < roster.length; at += ENTRY)
      if (isAmong(sought, roster, at)) unread.add(hex(roster, at, at + PERSON))
    return unread
  } catch (missing) {
    goOnWithout(missing, county)
    return new Set(persons.map((person) => hex(person, 0, PERSON)))
  }
}

async function listedAmong(
  { heads, outbox }: TakeDeps,
  { county, version }: Register,
  { persons, names }: RegisterChange,
  { counties, categories }: Policy,
): Promise<Uint8Array[]> {
  if (persons.length === 0 && names.size === 0) return []
  const listed = new Set<string>()
  const digests = digestsIn(names)
  const lists = counties.flatMap(({ code }) => categories.map((category) => `${code}#${category.code}`))
  for (const { head: name, roster: key } of await heads.all(lists)) {
    if (!key) continue
    const roster = await outbox.get(key).catch(async (error: unknown): Promise<Roster> => {
      await goOnWithoutRoster(heads, name, key, error)
      await heads.note(name, 'missed', [markOf(county, version)])
      return Buffer.alloc(0)
    })
    const isNamed = (at: number) => digests.has(hex(roster, at + NAME_AT, at + PERIOD_AT))
    const isHere = names.size > 0 && name.startsWith(`${county}#`)
    for (let at = 0; at < roster.length; at += ENTRY) {
      if (isAmong(persons, roster, at) || (isHere && isNamed(at))) listed.add(hex(roster, at, at + PERSON))
    }
  }
  return [...listed].sort().map((key) => Buffer.from(key, 'hex'))
}

function isAmong(persons: Buffer, roster: Roster, at: number): boolean {
  let [low, high] = [0, persons.length / PERSON - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const order = persons.compare(roster, at, at + PERSON, middle * PERSON, (middle + 1) * PERSON)
    if (order === 0) return true
    if (order < 0) low = middle + 1
    else high = middle - 1
  }
  return false
}
