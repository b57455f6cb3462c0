import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { ENTRY, KEY } from '../../../../formats/entries.ts'
import { textOf } from '../../../../formats/register-rows.ts'
import { indexBytes, RegisterTable, rowsOfTable } from '../../../../formats/register-table.ts'
import { RowSpool } from '../../../../functions/intake/reader/row-spool.ts'
import { writeTable } from '../../../../functions/intake/roster/write-table.ts'
import { registerTables } from '../../../../functions/shared/registers/register-tables.ts'
import type { Objects } from '../../../../stores/objects/objects.ts'
import fc from '../../../fc.ts'

interface ModelRow {
  readonly key: Buffer
  readonly json: string
}

const folder = mkdtempSync(join(tmpdir(), 'write-table-'))
afterAll(() => rmSync(folder, { recursive: true }))
const objects = new Map<string, Buffer>()
beforeEach(() => objects.clear())
const outbox = {
  putFile: async (key: string, file: string) => void objects.set(key, readFileSync(file)),
  range: async (key: string, start: number, end: number) => objects.get(key)!.subarray(start, end),
} as unknown as Objects

/** Entries as a roster has them; the digest is made of the text. */
const rosterOf = (rows: readonly ModelRow[]): Buffer =>
  Buffer.concat(
    rows
      .toSorted((a, b) => Buffer.compare(a.key, b.key))
      .map(({ key, json }) => {
        const entry = Buffer.alloc(ENTRY)
        key.copy(entry)
        entry.writeBigUInt64BE(BigInt.asUintN(64, BigInt(json.length * 7919 + json.charCodeAt(9))), KEY)
        return entry
      }),
  )

let spools = 0
function spoolOf(rows: readonly ModelRow[]): RowSpool & { readonly path: string } {
  const path = join(folder, `${++spools}.register`)
  const spool = Object.assign(new RowSpool(path), { path })
  for (const { key, json } of rows) spool.add(key, '', Buffer.from(json))
  spool.end(rosterOf(rows))
  return spool
}

let written = 0
/** The table of all the rows, of which the file says some; a new one each time, for tables are known by their key. */
async function tableOf(all: readonly ModelRow[], said: readonly ModelRow[], before?: string): Promise<string> {
  const key = `t${++written}`
  const file = spoolOf(said)
  try {
    await writeTable({ outbox, tables: registerTables(outbox) }, key, rosterOf(all), { file, before })
  } finally {
    file.dispose()
  }
  return key
}

const person = fc.oneof(
  fc.uint8Array({ minLength: 15, maxLength: 15 }),
  // Several rows of one person, and persons whose keys begin alike.
  fc.nat(60).map((n) => new Uint8Array(15).fill(n)),
  fc.nat(60).map((n) => new Uint8Array(15).fill(7).fill(n, 14)),
)

/** Persons with one to four rows, their keys all over or all in one bucket; line ends may stand in a key. */
const rows = fc
  .tuple(
    fc.option(fc.nat(255)),
    fc.uniqueArray(fc.tuple(person, fc.constantFrom(1, 2, 3, 255)), {
      selector: ([person, slot]) => `${Buffer.from(person.subarray(1)).toString('hex')}${slot}`,
      maxLength: 700,
      size: 'max',
    }),
  )
  .map(([bucket, keys]) =>
    keys.map(([person, slot], i): ModelRow => {
      const key = Buffer.from([...person, slot])
      if (bucket !== null) key[0] = bucket
      return { key, json: `{"name":"人${i}","n":${i % 90}}` }
    }),
  )

const damaged = expect.objectContaining({ code: 'table-damaged' })
const sorted = (rows: readonly ModelRow[]) => rows.toSorted((a, b) => Buffer.compare(a.key, b.key))

/** Every row of the object, block by block. */
function contents(key: string): ModelRow[] {
  const bytes = objects.get(key)!
  const table = new RegisterTable(bytes.subarray(0, indexBytes(rowsOfTable(bytes))))
  return Array.from({ length: table.blocks }, (_, number) => {
    const { start, end } = table.rangeOf(number)
    const block = table.readBlock(number, bytes.subarray(start, end))
    return Array.from({ length: block.rows }, (_, i) => ({
      key: block.keyAt(i),
      json: block.textAt(i).toString('utf8', 18),
    }))
  }).flat()
}

describe('a register table', () => {
  test('every row is found by its person, and nobody else', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (all) => {
        const key = await tableOf(all, all)
        const persons = sorted(all)
          .slice(0, 40)
          .map((row) => row.key.subarray(0, 15))
        const found = await registerTables(outbox).rowsOf(key, [...persons, Buffer.alloc(15, 0xff)])
        for (const person of persons) {
          const own = all.filter((row) => row.key.subarray(0, 15).equals(person))
          const here = found.get(person.toString('hex'))!.map(({ slot, row }) => `${slot} ${row}`)
          expect(here.sort()).toEqual(own.map(({ key: own, json }) => `${own[15]} ${json}`).sort())
        }
        expect(found.size).toBe(new Set(persons.map((person) => person.toString('hex'))).size)
      }),
      { numRuns: 60 },
    )
  })

  test('a table of several pieces: each row is found, and a second look-up asks the bucket for nothing', async () => {
    const all = Array.from({ length: 700 }, (_, i): ModelRow => {
      const key = createHash('md5')
        .update(String(i))
        .digest()
        .fill(1, KEY - 1)
      return { key, json: `{"name":"${randomBytes(3000).toString('base64')}"}` }
    })
    const key = await tableOf(all, all)
    const asked: number[] = []
    const range: Objects['range'] = (key, start, end) => {
      asked.push(start)
      return outbox.range(key, start, end)
    }
    const tables = registerTables({ ...outbox, range })
    const persons = sorted(all).map((row) => row.key.subarray(0, 15))
    const rowsOf = async () => [...(await tables.rowsOf(key, persons)).values()].flat().map(({ row }) => row)
    const expected = sorted(all).map(({ json }) => json)
    expect(await rowsOf()).toEqual(expected)
    // The index, then pieces of 1 MB.
    expect(asked).toEqual([0, 0, 1, 2].map((piece) => piece * 2 ** 20))
    expect(await rowsOf()).toEqual(expected)
    expect(asked).toHaveLength(4)
  })

  test('the next table takes the rows that stay from the one before it, and the file says the others', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.infiniteStream(fc.constantFrom('same', 'gone', 'changed')), async (before, fates) => {
        const kept: ModelRow[] = []
        const file: ModelRow[] = []
        for (const row of before) {
          const fate = fates.next().value
          if (fate === 'same') kept.push(row)
          if (fate === 'changed') file.push({ ...row, json: `{"name":"改","changed":true,"of":${row.json.length}}` })
        }
        const after = [...kept, ...file]
        expect(contents(await tableOf(after, file, await tableOf(before, before)))).toEqual(sorted(after))
      }),
      { numRuns: 60 },
    )
  })

  test('rows that memory does not keep come from the disk, and the table is the same in whatever order they came', async () => {
    const all = Array.from({ length: 600 }, (_, i): ModelRow => {
      const key = Buffer.alloc(KEY, 7)
      key.writeUInt32BE((i * 2_654_435_761) % 2 ** 32, 1)
      key[0] = i % 3
      return { key, json: `{"name":"${'长'.repeat(i % 400)}${i}"}` }
    })
    const spool = spoolOf(all)
    expect(existsSync(spool.path)).toBe(true)
    for (const { key, json } of all.slice(0, 50))
      expect(textOf(spool, key.subarray(0, 15))?.toString('utf8', 18)).toBe(json)
    spool.dispose()
    expect(existsSync(spool.path)).toBe(false)
    const first = await tableOf(all, all)
    expect(contents(first)).toEqual(sorted(all))
    expect(objects.get(await tableOf(all, all.toReversed()))).toEqual(objects.get(first))
  })

  test('an emptied spool has nothing of what was in it', () => {
    const spool = spoolOf(
      Array.from({ length: 9 }, (_, i) => ({ key: Buffer.alloc(KEY, i), json: 'x'.repeat(20_000) })),
    )
    spool.clear()
    spool.add(Buffer.alloc(KEY, 3), '', Buffer.from('{"name":"甲"}'))
    spool.end(rosterOf([{ key: Buffer.alloc(KEY, 3), json: '{"name":"甲"}' }]))
    expect(textOf(spool, Buffer.alloc(15, 3))?.toString('utf8', 18)).toBe('{"name":"甲"}')
    expect(textOf(spool, Buffer.alloc(15, 4))).toBeUndefined()
  })

  test('a row of which the file says something else than the roster comes from the table before', async () => {
    const key = Buffer.alloc(KEY, 4)
    const [before, said] = [
      { key, json: '{"name":"甲"}' },
      { key, json: '{"name":"甲乙丙"}' },
    ]
    expect(contents(await tableOf([before], [said], await tableOf([before], [before])))).toEqual([before])
  })

  test('rows with more text than the disk is for are refused', () => {
    const spool = new RowSpool(join(folder, 'full.register'), 100_000)
    const row = Buffer.from(`{"name":"${'x'.repeat(30_000)}"}`)
    expect(() => {
      for (let i = 0; i < 9; i++) spool.add(Buffer.alloc(KEY, 5), '', row)
    }).toThrow('file-unreadable: too-much')
    spool.dispose()
  })

  test('an empty register has a table, and something else is none', async () => {
    const key = await tableOf([], [])
    expect(contents(key)).toEqual([])
    expect(await registerTables(outbox).rowsOf(key, [Buffer.alloc(15)])).toEqual(new Map())
    expect(() => rowsOfTable(Buffer.from('{"rows":1}'))).toThrow(damaged)
  })

  test('a row without an end is a fault, and nothing is looked for beyond it', () => {
    const [head, index] = [Buffer.from('YBR1\0\0\0\x01'), Buffer.alloc(14)]
    const block = Buffer.concat([Buffer.alloc(KEY, 1), deflateRawSync('{"name":"甲"}')])
    expect(() => new RegisterTable(Buffer.concat([head, index])).readBlock(0, block).textAt(0)).toThrow(damaged)
  })

  test('an entry whose row nobody has is a fault', async () => {
    const row = { key: Buffer.alloc(KEY, 1), json: '{"name":"甲"}' }
    await expect(tableOf([row], [])).rejects.toMatchObject({ code: 'register-rows-missing' })
    await expect(tableOf([row], [], await tableOf([], []))).rejects.toMatchObject({ code: 'register-rows-missing' })
  })
})
