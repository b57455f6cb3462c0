/** Finds persons' rows in a register's table by its index (ADR 16). */
import { KEY } from '../formats/entries.ts'
import {
  type FoundRow,
  foundRow,
  indexBytes,
  RegisterTable,
  rowsOfTable,
  TABLE_HEAD,
} from '../formats/register-table.ts'
import type { Objects } from '../stores/objects/objects.ts'

/** Bytes; a city of 6 million rows has 36 MB. */
const KEPT = 48 * 2 ** 20
const FIRST_READING = 512 * 1024
const GAP = 1
const READING = 4 * 2 ** 20

export interface RegisterTables {
  /**
   * @param persons sorted keys of 15 bytes
   * @returns rows by key in hex
   */
  rowsOf(key: string, persons: readonly Uint8Array[]): Promise<Map<string, FoundRow[]>>
}

export function registerTables(outbox: Objects): RegisterTables {
  const indexes = new Map<string, RegisterTable>()
  let kept = 0
  const indexOf = async (key: string): Promise<RegisterTable> => {
    const known = indexes.get(key)
    if (known) {
      // The latest used stands last.
      indexes.delete(key)
      indexes.set(key, known)
      return known
    }
    const first = await outbox.range(key, 0, FIRST_READING)
    const length = indexBytes(rowsOfTable(first.subarray(0, TABLE_HEAD)))
    const rest = length > first.length ? [await outbox.range(key, first.length, length)] : []
    const table = new RegisterTable(Buffer.concat([first, ...rest], length))
    indexes.set(key, table)
    kept += table.size
    for (const [oldest, { size }] of indexes) {
      if (kept <= KEPT || oldest === key) break
      indexes.delete(oldest)
      kept -= size
    }
    return table
  }
  return {
    async rowsOf(key, persons) {
      const table = await indexOf(key)
      const found = new Map<string, FoundRow[]>()
      const seeker = { persons, at: 0 }
      for (const [first, last] of readings(table, table.blocksOf(persons))) {
        const { start } = table.rangeOf(first)
        const bytes = await outbox.range(key, start, table.rangeOf(last).end)
        for (let block = first; block <= last; block++) {
          const range = table.rangeOf(block)
          collect(table.readBlock(block, bytes.subarray(range.start - start, range.end - start)), seeker, found)
        }
      }
      return found
    },
  }
}

function readings(table: RegisterTable, blocks: readonly number[]): [first: number, last: number][] {
  const runs: [number, number][] = []
  for (const block of blocks) {
    const run = runs.at(-1)
    const bytes = run ? table.rangeOf(block).end - table.rangeOf(run[0]).start : 0
    if (run && block - run[1] <= GAP + 1 && bytes <= READING) run[1] = block
    else runs.push([block, block])
  }
  return runs
}

function collect(
  { keys, texts }: { keys: Buffer; texts: readonly Buffer[] },
  seeker: { readonly persons: readonly Uint8Array[]; at: number },
  found: Map<string, FoundRow[]>,
): void {
  const { persons } = seeker
  for (const [row, text] of texts.entries()) {
    const key = keys.subarray(row * KEY, row * KEY + KEY - 1)
    let wanted = persons[seeker.at]
    while (wanted && Buffer.compare(wanted, key) < 0) wanted = persons[++seeker.at]
    if (!wanted) return
    if (Buffer.compare(wanted, key) !== 0) continue
    const person = key.toString('hex')
    const rows = found.get(person) ?? []
    found.set(person, rows)
    rows.push(foundRow(keys.readUInt8(row * KEY + KEY - 1), text))
  }
}
