/**
 * Listed persons' register rows are read after the own head has moved, so that list and register see each other (ADR
 * 16).
 */
import { ENTRY, NAME_AT, PERIOD_AT } from '../formats/entries.ts'
import type { FoundRow } from '../formats/register-table.ts'
import { hex, PERSON, type Roster, shardOf } from '../formats/roster.ts'
import { REGISTERS, REJECTION_FLAG, schemeOfSlot } from '../formats/slots.ts'
import { UnitLines, unitLine } from '../formats/unit-lines.ts'
import { present } from '../schemas/present.ts'
import type { Policy } from '../schemas/records/policy.ts'
import type { UnitObject } from '../schemas/records/work-units.ts'
import type { Objects } from '../stores/objects/objects.ts'
import type { Heads } from '../stores/people/heads.ts'
import type { RegisterTables } from './register-tables.ts'
import type { NameDigests } from './registers.ts'

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
}

export const tableKey = (roster: string): string => `${roster}.rows`

/** Sorted keys of 15 bytes. */
export async function takeForBegun(
  deps: TakeDeps,
  persons: readonly Uint8Array[],
  { counties }: Policy,
  key: string,
): Promise<Taken | undefined> {
  if (persons.length === 0) return undefined
  const heads = await deps.heads.all(counties.map(({ code }) => `${code}#register`))
  const tables = heads.flatMap(({ head, version, roster }) =>
    roster ? [{ county: head.slice(0, head.indexOf('#')), version, table: tableKey(roster) }] : [],
  )
  return tables.length > 0 ? writeLines(deps, persons, tables, key) : undefined
}

export interface RegisterChange {
  readonly persons: Buffer
  readonly names: NameDigests
}

/** Of listed persons with changed rows or returned names. */
export async function takeForListed(
  deps: TakeDeps,
  { county, version, roster }: { county: string; version: number; roster: string },
  change: RegisterChange,
  policy: Policy,
  key: string,
): Promise<Taken | undefined> {
  const listed = await listedAmong(deps, county, change, policy)
  if (listed.length === 0) return undefined
  return writeLines(deps, listed, [{ county, version, table: tableKey(roster) }], key)
}

async function writeLines(
  { outbox, tables: rows, shards }: TakeDeps,
  persons: readonly Uint8Array[],
  tables: readonly { county: string; version: number; table: string }[],
  key: string,
): Promise<Taken> {
  const lines = new UnitLines(shards)
  for (let from = 0; from < persons.length; from += TOGETHER) {
    const some = persons.slice(from, from + TOGETHER)
    const found: { county: string; of: Map<string, FoundRow[]> }[] = []
    for (const { county, table } of tables) found.push({ county, of: await rows.rowsOf(table, some) })
    for (const person of some) {
      const own = hex(person, 0, person.length)
      const states = found.flatMap(({ county, of }) => (of.get(own) ?? []).map((row) => ({ county, row })))
      lines.add(
        shardOf(present(person[0], 'the first byte of a key'), shards),
        unitLine(own, REGISTERS, '=', stateText(states)),
      )
    }
  }
  const { parts, ranges } = lines.parts()
  await outbox.putParts(key, parts)
  return {
    units: { key, ranges },
    registers: Object.fromEntries(tables.map(({ county, version }) => [county, version])),
  }
}

function stateText(found: readonly { county: string; row: FoundRow }[]): string {
  const rows = found.flatMap(({ county, row: { slot, row } }) =>
    slot === REJECTION_FLAG ? [] : [`"${county}#${schemeOfSlot(slot)}":${row}`],
  )
  const rejectionFlags = found.flatMap(({ county, row }) => (row.slot === REJECTION_FLAG ? [`"${county}"`] : []))
  return `{"rows":{${rows.join()}},"rejectionFlags":[${rejectionFlags.join()}]}`
}

async function listedAmong(
  { heads, outbox }: TakeDeps,
  county: string,
  { persons, names }: RegisterChange,
  { counties, categories }: Policy,
): Promise<Uint8Array[]> {
  if (persons.length === 0 && names.size === 0) return []
  const listed = new Set<string>()
  const lists = counties.flatMap(({ code }) => categories.map((category) => `${code}#${category.code}`))
  for (const { head: name, roster: key } of await heads.all(lists)) {
    const roster: Roster = key ? await outbox.get(key) : Buffer.alloc(0)
    const isNamed = (at: number) => names.has(hex(roster, at + NAME_AT, at + PERIOD_AT))
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
