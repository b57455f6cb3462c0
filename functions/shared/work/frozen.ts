/** Frozen objects are written once, and read only with their recorded SHA-256 (ADR 13). */
import { createHash } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import type * as z from 'zod'
import type { Objects } from '../../../stores/objects/objects.ts'

/** Attempts with other rows have other keys. */
export async function freeze(
  outbox: Objects,
  folder: string,
  rows: readonly object[],
): Promise<{ key: string; sha256: string; rows: number }> {
  const bytes = gzipSync(Buffer.concat([...pagesOf(rows)]), { level: 6 })
  const digest = sha256(bytes)
  const key = `${folder}/${digest}.ndjson.gz`
  await outbox.put(key, bytes)
  return { key, sha256: digest, rows: rows.length }
}

export async function thaw<T>(
  outbox: Pick<Objects, 'get'>,
  frozen: { key: string; sha256: string },
  schema: z.ZodType<T>,
): Promise<T[]> {
  return rowsIn(await outbox.get(frozen.key, frozen.sha256), schema)
}

export function rowsIn<T>(bytes: Uint8Array, schema: z.ZodType<T>): T[] {
  return Array.from(linesOf(gunzipSync(bytes)), (line) => schema.parse(JSON.parse(line)))
}

/** All rows need not fit into one string. */
function* pagesOf(rows: readonly object[]): Generator<Buffer> {
  for (let from = 0; from < rows.length; from += 1000)
    yield Buffer.from(
      rows
        .slice(from, from + 1000)
        .map((row) => `${JSON.stringify(row)}\n`)
        .join(''),
    )
}

function* linesOf(bytes: Buffer): Generator<string> {
  for (let from = 0, end = 0; ; from = end + 1) {
    end = bytes.indexOf('\n', from)
    if (end < 0) return
    yield bytes.toString('utf8', from, end)
  }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
