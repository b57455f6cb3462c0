/** Frozen objects are written once, and read only with their recorded SHA-256 (ADR 13). */
import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import type * as z from 'zod'
import type { Objects } from '../../../stores/objects/objects.ts'
import type { KnownTables } from './known-tables.ts'

/** Attempts with other rows have other keys. */
export async function freeze(
  outbox: Objects,
  folder: string,
  rows: Iterable<object>,
): Promise<{ key: string; sha256: string; rows: number }> {
  const { text, count } = linesAs(rows)
  const bytes = gzipSync(text, { level: 6 })
  const digest = sha256(bytes)
  const key = `${folder}/${digest}.ndjson.gz`
  await outbox.freeze(key, bytes)
  return { key, sha256: digest, rows: count }
}

/** What is read again and again is parsed once where the outbox remembers it. */
export interface Remembering extends Pick<Objects, 'get'> {
  readonly known?: KnownTables
}

export async function thaw<T>(
  outbox: Remembering,
  frozen: { key: string; sha256: string },
  schema: z.ZodType<T>,
): Promise<readonly T[]> {
  const read = async () => rowsIn(await outbox.get(frozen.key, frozen.sha256), schema)
  return outbox.known ? outbox.known.rows(frozen.key, schema, read) : read()
}

export function rowsIn<T>(bytes: Uint8Array, schema: z.ZodType<T>): T[] {
  return [...new FrozenRows(gunzipSync(bytes), schema)]
}

/** Rows that are parsed when they are asked for: as objects they would take several times the memory of their text. */
export class FrozenRows<T> implements Iterable<T> {
  readonly #text: Buffer
  readonly #schema: z.ZodType<T>
  readonly #ends: Uint32Array
  /** A row is mostly asked for several times in turn. */
  #last: { readonly index: number; readonly row: T } | undefined

  constructor(text: Buffer, schema: z.ZodType<T>) {
    this.#text = text
    this.#schema = schema
    this.#ends = endsOf(text)
  }

  get length(): number {
    return this.#ends.length
  }

  at(index: number): T | undefined {
    if (this.#last?.index === index) return this.#last.row
    const end = this.#ends[index]
    if (end === undefined) return undefined
    const begin = index === 0 ? 0 : this.#ends[index - 1]! + 1
    const row = this.#schema.parse(JSON.parse(this.#text.toString('utf8', begin, end)))
    this.#last = { index, row }
    return row
  }

  *[Symbol.iterator](): Generator<T> {
    for (let index = 0; index < this.length; index++) yield this.at(index)!
  }
}

export async function thawRows<T>(
  outbox: Pick<Objects, 'get'>,
  frozen: { key: string; sha256: string } | undefined,
  schema: z.ZodType<T>,
): Promise<FrozenRows<T>> {
  const { key, sha256 } = frozen ?? {}
  return new FrozenRows(key === undefined ? NOTHING : gunzipSync(await outbox.get(key, sha256)), schema)
}

function endsOf(text: Buffer): Uint32Array {
  let lines = 0
  for (let at = text.indexOf(LF); at >= 0; at = text.indexOf(LF, at + 1)) lines++
  const ends = new Uint32Array(lines)
  for (let at = text.indexOf(LF), line = 0; at >= 0; at = text.indexOf(LF, at + 1)) ends[line++] = at
  return ends
}

const LF = 10
const NOTHING = Buffer.alloc(0)

/** All rows need not fit into one string. */
function linesAs(rows: Iterable<object>): { text: Buffer; count: number } {
  const pages: Buffer[] = []
  let [page, count] = ['', 0]
  for (const row of rows) {
    page += `${JSON.stringify(row)}\n`
    if (++count % 1000 > 0) continue
    pages.push(Buffer.from(page))
    page = ''
  }
  return { text: Buffer.concat([...pages, Buffer.from(page)]), count }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
