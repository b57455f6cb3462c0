import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { compareKeys, ENTRY, EntryTable, KEY, sameRow, viewOf } from '../../formats/entries.ts'
import fc from '../fc.ts'

/** Keys of few values a byte, so that they share beginnings and meet again. */
const key = fc
  .tuple(fc.uint8Array({ minLength: 4, maxLength: 4, max: 1 }), fc.nat(1), fc.nat(2), fc.constantFrom(0, 1, 255))
  .map(([head, at4, tail, slot]) => {
    const bytes = Buffer.alloc(KEY)
    bytes.set(head)
    bytes[4] = at4 * 255
    bytes[KEY - 2] = tail
    bytes[KEY - 1] = slot
    return bytes
  })

function keysOf(run: Uint8Array): string[] {
  const bytes = Buffer.from(run)
  return Array.from({ length: run.length / ENTRY }, (_, i) => bytes.toString('hex', i * ENTRY, i * ENTRY + KEY))
}

describe('entries', () => {
  test('finds every earlier entry of a key, and sorts as text of the keys would sort', () => {
    fc.assert(
      fc.property(fc.array(key, { maxLength: 120 }), (keys) => {
        const table = new EntryTable()
        const seen = new Map<string, number>()
        for (const k of keys) {
          const hex = k.toString('hex')
          const known = seen.get(hex)
          expect(table.add(k)).toBe(known === undefined ? seen.size : -1 - known)
          if (known === undefined) seen.set(hex, seen.size)
        }
        expect(table.count).toBe(seen.size)
        expect(keysOf(table.sorted())).toEqual([...seen.keys()].sort())
      }),
      { numRuns: 300 },
    )
  })

  test('sorts only what is kept, each with its own digests', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(key, { maxLength: 60, selector: (k) => k.toString('hex') }),
        fc.infiniteStream(fc.nat(1)),
        (keys, keep) => {
          const table = new EntryTable()
          for (const [i, k] of keys.entries()) {
            table.add(k)
            table.bytes.writeUInt32BE(i, i * ENTRY + KEY)
            table.bytes.writeUInt32BE(~i >>> 0, i * ENTRY + ENTRY - 4)
          }
          const kept = Uint8Array.from(keys, () => keep.next().value as number)
          const run = Buffer.from(table.sorted(kept))
          const expected = keys.map((k, i) => ({ hex: k.toString('hex'), i })).filter(({ i }) => kept[i] === 1)
          expected.sort((a, b) => (a.hex < b.hex ? -1 : 1))
          expect(keysOf(run)).toEqual(expected.map(({ hex }) => hex))
          for (const [n, { i }] of expected.entries()) {
            expect(run.readUInt32BE(n * ENTRY + KEY)).toBe(i)
            expect(run.readUInt32BE(n * ENTRY + ENTRY - 4)).toBe(~i >>> 0)
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  test('100,000 keys that share beginnings: every duplicate found, sorted', () => {
    const table = new EntryTable()
    const seen = new Map<string, number>()
    const heads = Array.from({ length: 2000 }, () => randomBytes(12))
    for (let i = 0; i < 100_000; i++) {
      // 50 a head, of which 5 come a second time.
      const k = Buffer.concat([heads[i % 2000]!, Buffer.from([0, 0, (Math.trunc(i / 2000) * 7) % 45, 1])])
      const hex = k.toString('hex')
      const known = seen.get(hex)
      const index = table.add(k)
      if (index !== (known === undefined ? seen.size : -1 - known)) expect.fail(`key ${i}: ${index}`)
      if (known === undefined) seen.set(hex, seen.size)
    }
    expect(table.count).toBe(90_000)
    expect(keysOf(table.sorted())).toEqual([...seen.keys()].sort())
  })

  test('persons of every slot, whose places in the table run into each other: none is taken for another', () => {
    const table = new EntryTable()
    const k = Buffer.alloc(KEY, 7)
    for (let person = 0; person < 60; person++)
      for (let slot = 0; slot < 256; slot++) {
        k[5] = person
        k[KEY - 1] = slot
        const index = person * 256 + slot
        if (table.add(k) !== index) expect.fail(`person ${person}, slot ${slot}`)
      }
    expect(table.add(k)).toBe(-60 * 256)
  })

  test('is not touched by a key that its caller writes over', () => {
    const table = new EntryTable()
    const shared = Buffer.alloc(KEY)
    table.add(shared)
    shared[3] = 9
    expect(table.add(shared)).toBe(1)
    shared[3] = 0
    expect(table.add(shared)).toBe(-1)
  })

  test('keys compare as their bytes do', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: KEY, maxLength: KEY }),
        fc.nat(KEY - 1),
        fc.nat(255),
        (bytes, at, value) => {
          const a = Buffer.concat([Buffer.alloc(ENTRY), bytes, Buffer.alloc(KEY)])
          const b = Buffer.from(a)
          b[ENTRY + at] = value
          expect(Math.sign(compareKeys(viewOf(a), ENTRY, viewOf(b), ENTRY))).toBe(Buffer.compare(a, b))
        },
      ),
    )
  })

  test('two rows are the same when all 8 bytes of their digest are; key and name do not matter', () => {
    const a = randomBytes(ENTRY)
    for (let at = 0; at < ENTRY; at++) {
      const b = Buffer.from(a)
      b[at]! ^= 1
      expect(sameRow(viewOf(a), 0, viewOf(b), 0)).toBe(at < KEY || at >= KEY + 8)
    }
  })
})
