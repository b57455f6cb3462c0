/** A register's table is written by way of a local file: its index stands first and is known last. */

import { randomUUID } from 'node:crypto'
import { type FileHandle, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ENTRY, KEY } from '../../../formats/entries.ts'
import { FileRows, type RowBytes, type RowSource, TableBlocks } from '../../../formats/register-rows.ts'
import { type FoundRow, withId } from '../../../formats/register-table.ts'
import type { Roster } from '../../../formats/roster.ts'
import { Fault } from '../../../schemas/fault.ts'
import { present } from '../../../schemas/present.ts'
import type { Objects } from '../../../stores/objects/objects.ts'
import type { RegisterTables } from '../../shared/registers/register-tables.ts'

export interface RegisterRows {
  readonly file: RowSource | undefined
  readonly before: string | undefined
}

const TOGETHER = 20_000
const PACKING = 4

/** @throws where neither file nor table before has an entry's row */
export async function writeTable(
  { outbox, tables }: { outbox: Objects; tables: RegisterTables },
  key: string,
  roster: Roster,
  rows: RegisterRows,
): Promise<void> {
  const path = join(tmpdir(), `yingbao-${randomUUID()}.table`)
  const file = await open(path, 'wx')
  try {
    await writeBlocks(file, tables, roster, rows)
    await outbox.putFile(key, path)
  } finally {
    await file.close()
    await rm(path, { force: true })
  }
}

async function writeBlocks(
  file: FileHandle,
  tables: RegisterTables,
  roster: Roster,
  { file: sent, before }: RegisterRows,
): Promise<void> {
  const blocks = new TableBlocks(roster)
  const packing: Promise<Buffer>[] = []
  const writeFirst = async () => {
    const block = await present(packing.shift(), 'a block to be written')
    await file.write(block, 0, block.length, blocks.place(block))
  }
  const fileRows = new FileRows(roster, sent)
  const count = roster.length / ENTRY
  for (let from = 0; from < count; from += TOGETHER) {
    const places = Array.from({ length: Math.min(TOGETHER, count - from) }, (_, i) => fileRows.rowOf(from + i))
    const staying = await stayingRows(tables, before, roster, places, from)
    for (const [i, place] of places.entries()) {
      const block = blocks.add(
        place >= 0 ? present(sent, 'the rows of the file').textAt(place) : rowOf(staying, roster, from + i),
      )
      if (block) packing.push(block)
      if (packing.length > PACKING) await writeFirst()
    }
  }
  while (packing.length > 0) await writeFirst()
  await file.write(blocks.head, 0, blocks.head.length, 0)
}

async function stayingRows(
  tables: RegisterTables,
  before: string | undefined,
  roster: Roster,
  places: readonly number[],
  from: number,
): Promise<ReadonlyMap<string, FoundRow[]>> {
  const persons = places.flatMap((place, i) => (place < 0 ? [personAt(roster, from + i)] : []))
  const each = persons.filter((person, i) => {
    const last = persons[i - 1]
    return !last || Buffer.compare(person, last) !== 0
  })
  return before && each.length > 0 ? tables.rowsOf(before, each) : new Map()
}

function rowOf(found: ReadonlyMap<string, FoundRow[]>, roster: Roster, entry: number): RowBytes {
  const slot = roster[entry * ENTRY + KEY - 1]
  const row = found.get(personAt(roster, entry).toString('hex'))?.find((one) => one.slot === slot)
  if (!row) throw new Fault('register-rows-missing', 'a register has an entry whose row nobody has')
  const bytes = withId(row.id, Buffer.from(row.row))
  return { bytes, start: 0, end: bytes.length }
}

const personAt = (roster: Roster, entry: number) =>
  Buffer.from(roster.buffer, roster.byteOffset + entry * ENTRY, KEY - 1)
