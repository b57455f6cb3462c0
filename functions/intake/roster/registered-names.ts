/** Names of persons whom a register ends or keeps: most are on no list. */
import { type RowSource, textOf } from '../../../formats/register-rows.ts'
import { foundRow } from '../../../formats/register-table.ts'
import type { Endings } from '../../../schemas/records/endings.ts'
import { RegisterRow } from '../../../schemas/records/person.ts'
import type { RegisterTables } from '../../shared/registers/register-tables.ts'
import { tableKey } from '../../shared/registers/take-registers.ts'

export async function registeredNames(
  tables: RegisterTables,
  before: string | undefined,
  file: RowSource,
  { ended, protected: spared, renumbered }: Pick<Endings, 'ended' | 'protected' | 'renumbered'>,
): Promise<NonNullable<Endings['registered']>> {
  const names: NonNullable<Endings['registered']> = {}
  const add = (person: string, rows: readonly { id: string; row: string }[]) => {
    const known = rows.find(({ id }) => id !== '')
    if (known) names[person] = { id: known.id, name: RegisterRow.shape.name.parse(JSON.parse(known.row).name) }
  }
  const were = [...new Set([...ended, ...spared, ...renumbered.map(({ kept }) => kept)])].sort()
  if (before && were.length > 0) {
    const found = await tables.rowsOf(
      tableKey(before),
      were.map((person) => Buffer.from(person, 'hex')),
    )
    for (const [person, rows] of found) add(person, rows)
  }
  for (const { came } of renumbered) {
    const text = textOf(file, Buffer.from(came, 'hex'))
    if (text) add(came, [foundRow(0, Buffer.from(text))])
  }
  return names
}
