/** Finds persons' rows in a register's table by its index (ADR 16). */
import {
  BLOCK_ROWS,
  type FoundRow,
  foundRow,
  indexBytes,
  RegisterTable,
  rowsOfTable,
  TABLE_HEAD,
  type TableBlock,
} from '../../../formats/register-table.ts'
import { hex, PERSON } from '../../../formats/roster.ts'
import type { Objects } from '../../../stores/objects/objects.ts'

/** Bytes; a city of 6 million rows has 36 MB. */
const KEPT = 48 * 2 ** 20
const FIRST_READING = 512 * 1024
/** Bytes; whole blocks of a seal. */
const PIECE = 2 ** 20
/** The tables of a city of 600,000 rows have 40 pieces. */
const KEPT_PIECES = 48
/** Lists of a county look into nearly all blocks of its register: 235 of 60,000 rows, 40 KB each. */
const KEPT_BLOCKS = 400

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
  const bytesOf = piecesOf(outbox)
  const blocks = latest<TableBlock>(KEPT_BLOCKS)
  return {
    async rowsOf(object, persons) {
      const table = await indexOf(object)
      const found = new Map<string, FoundRow[]>()
      let next = 0
      let block: TableBlock | undefined
      let number = -1
      for (const row of table.rowsOf(persons)) {
        const at = row % BLOCK_ROWS
        if (!block || number !== (row - at) / BLOCK_ROWS) {
          number = (row - at) / BLOCK_ROWS
          const { start, end } = table.rangeOf(number)
          const read = async () => table.readBlock((row - at) / BLOCK_ROWS, await bytesOf(object, start, end))
          block = await blocks(`${number} ${object}`, read)
        }
        const key = block.keyAt(at)
        const order = () => key.compare(persons[next] ?? key, 0, PERSON, 0, PERSON)
        while (order() > 0) next++
        if (next === persons.length || order() < 0) continue
        const own = hex(key, 0, PERSON)
        const rows = found.get(own) ?? []
        found.set(own, rows)
        rows.push(foundRow(key.readUInt8(PERSON), block.textAt(at)))
      }
      return found
    },
  }
}

/** Lists of a county ask for the same, and tables do not change. */
function latest<T>(most: number): (name: string, read: () => Promise<T>) => Promise<T> {
  const known = new Map<string, T>()
  return async (name, read) => {
    const found = known.get(name) ?? (await read())
    known.delete(name)
    known.set(name, found)
    const [oldest] = known.keys()
    if (known.size > most && oldest !== undefined) known.delete(oldest)
    return found
  }
}

function piecesOf(outbox: Objects): (key: string, start: number, end: number) => Promise<Buffer> {
  const pieces = latest<Buffer>(KEPT_PIECES)
  const pieceOf = (key: string, number: number) =>
    pieces(`${number} ${key}`, () => outbox.range(key, number * PIECE, (number + 1) * PIECE))
  return async (key, start, end) => {
    const parts: Buffer[] = []
    for (let number = Math.trunc(start / PIECE); number * PIECE < end; number++) {
      const piece = await pieceOf(key, number)
      parts.push(piece.subarray(Math.max(0, start - number * PIECE), end - number * PIECE))
    }
    return parts.length === 1 ? parts[0]! : Buffer.concat(parts)
  }
}
