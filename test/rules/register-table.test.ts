import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ENTRY, KEY } from '../../rules/entries.ts'
import { buildTable, RowBuckets, tableSource } from '../../rules/register-rows.ts'
import { indexBytes, RegisterTable, rowsOfTable } from '../../rules/register-table.ts'

interface ModelRow {
  readonly key: Buffer
  readonly text: string
}

/** Entries as a roster has them; the digest is made of the text. */
const rosterOf = (rows: readonly ModelRow[]): Buffer =>
  Buffer.concat(
    rows
      .toSorted((a, b) => Buffer.compare(a.key, b.key))
      .map(({ key, text }) => {
        const entry = Buffer.alloc(ENTRY)
        key.copy(entry)
        entry.writeBigUInt64BE(BigInt.asUintN(64, BigInt(text.length * 7919 + text.charCodeAt(9))), KEY)
        return entry
      }),
  )

const bucketsOf = (rows: readonly ModelRow[]) => {
  const buckets = new RowBuckets()
  for (const { key, text } of rows) buckets.add(key, Buffer.from(text))
  return buckets.source(rosterOf(rows))
}

/** Persons with one to three rows, their keys all over; line ends may stand in a key. */
const rows = fc
  .uniqueArray(fc.tuple(fc.uint8Array({ minLength: 15, maxLength: 15 }), fc.constantFrom(1, 2, 3, 255)), {
    selector: ([person, slot]) => `${Buffer.from(person).toString('hex')}${slot}`,
    maxLength: 700,
    size: 'max',
  })
  .map((keys) =>
    keys.map(([person, slot], i) => ({ key: Buffer.from([...person, slot]), text: `{"name":"人${i}","n":${i % 90}}` })),
  )

/** What the table has of a person, by reading only the blocks that its index names. */
function lookUp(bytes: Buffer, person: Uint8Array): string[] {
  const index = bytes.subarray(0, indexBytes(rowsOfTable(bytes)))
  const table = new RegisterTable(index)
  return table.blocksOf([person]).flatMap((block) => {
    const { start, end } = table.rangeOf(block)
    const { keys, texts } = table.readBlock(block, bytes.subarray(start, end))
    return texts.flatMap((text, i) =>
      keys.subarray(i * KEY, i * KEY + 15).equals(person) ? [`${keys[i * KEY + 15]} ${text}`] : [],
    )
  })
}

describe('a register table', () => {
  test('every row is found by its person, and nobody else', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const bytes = Buffer.concat(buildTable(rosterOf(all), [bucketsOf(all)]))
        for (const { key } of all.slice(0, 40)) {
          const person = key.subarray(0, 15)
          const own = all.filter((row) => row.key.subarray(0, 15).equals(person))
          expect(lookUp(bytes, person).sort()).toEqual(own.map((row) => `${row.key[15]} ${row.text}`).sort())
        }
        expect(lookUp(bytes, Buffer.alloc(15, 0xee))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  test('the next table takes the rows that stay from the one before it, and the file says the others', () => {
    fc.assert(
      fc.property(rows, fc.infiniteStream(fc.constantFrom('same', 'gone', 'changed')), (before, fates) => {
        const old = Buffer.concat(buildTable(rosterOf(before), [bucketsOf(before)]))
        const kept: ModelRow[] = []
        const file: ModelRow[] = []
        for (const row of before) {
          const fate = fates.next().value
          if (fate === 'same') kept.push(row)
          if (fate === 'changed') file.push({ ...row, text: `{"name":"改","changed":true,"of":${row.text.length}}` })
        }
        const after = [...kept, ...file]
        const next = buildTable(rosterOf(after), [bucketsOf(file), tableSource(old, rosterOf(before))])
        const whole = tableSource(Buffer.concat(next), rosterOf(after))
        const texts = Array.from({ length: 256 }, (_, bucket) => whole.texts(bucket).map(String)).flat()
        expect(texts).toEqual(after.toSorted((a, b) => Buffer.compare(a.key, b.key)).map(({ text }) => text))
      }),
      { numRuns: 60 },
    )
  })

  test('an empty register has a table, and something else is none', () => {
    const bytes = Buffer.concat(buildTable(Buffer.alloc(0), []))
    expect(new RegisterTable(bytes).blocks).toBe(0)
    expect(lookUp(bytes, Buffer.alloc(15))).toEqual([])
    expect(() => rowsOfTable(Buffer.from('{"rows":1}'))).toThrow('not a register table')
  })

  test('an entry whose row no source has is a fault', () => {
    const row = { key: Buffer.alloc(16, 1), text: '{"name":"甲"}' }
    expect(() => buildTable(rosterOf([row]), [])).toThrow('whose row nobody has')
  })
})
