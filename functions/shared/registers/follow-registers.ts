/** Persons of no list as the registers have them now: match keeps listed ones alone up to date. */
import { isFlag, schemeOfFlag, schemeOfSlot } from '../../../formats/slots.ts'
import type { Head } from '../../../schemas/records/head.ts'
import { type Person, RegisterRow } from '../../../schemas/records/person.ts'
import { goOnWithout } from '../stages/unreadable.ts'
import type { RegisterTables } from './register-tables.ts'
import { tableKey } from './take-registers.ts'

interface Deps {
  readonly heads: { all(heads: string[]): Promise<readonly Pick<Head, 'roster'>[]> }
  readonly tables: RegisterTables
}

/** What a register says that cannot be read stays as it was. */
export async function followRegisters(
  { heads, tables }: Deps,
  counties: readonly string[],
  persons: readonly Person[],
): Promise<Person[]> {
  if (persons.length === 0) return []
  const keys = persons.map(({ key }) => Buffer.from(key, 'hex')).sort(Buffer.compare)
  const registers = await heads.all(counties.map((county) => `${county}#register`))
  let followed = [...persons]
  for (const [i, county] of counties.entries()) {
    const roster = registers[i]?.roster
    try {
      const rows = roster ? await tables.rowsOf(tableKey(roster), keys) : new Map<string, []>()
      followed = followed.map((person) => following(person, county, rows.get(person.key) ?? []))
    } catch (error) {
      goOnWithout(error, county)
    }
  }
  return followed
}

type Rows = readonly { readonly slot: number; readonly row: string }[]

function following(person: Person, county: string, rows: Rows): Person {
  const isOther = (fact: string) => !fact.startsWith(`${county}#`)
  const others = Object.entries(person.register).filter(([fact]) => isOther(fact))
  const own = rows.flatMap(({ slot, row }) =>
    isFlag(slot) ? [] : [[`${county}#${schemeOfSlot(slot)}`, RegisterRow.parse(JSON.parse(row))] as const],
  )
  const flags = rows.flatMap(({ slot }) => (isFlag(slot) ? [`${county}#${schemeOfFlag(slot)}`] : []))
  return {
    ...person,
    register: Object.fromEntries([...others, ...own]),
    rejectionFlags: [...person.rejectionFlags.filter(isOther), ...flags],
  }
}
