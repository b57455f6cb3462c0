import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { flagOfScheme, LISTING, schemeOfSlot, slotOfScheme } from '../../formats/slots.ts'
import { type Op, readUnitLines, type UnitLine, UnitLines, unitLine } from '../../formats/unit-lines.ts'
import { Scheme } from '../../schemas/codes.ts'
import fc from '../fc.ts'

const line = fc
  .record({
    key: fc.stringMatching(/^[0-9a-f]{30}$/),
    slot: fc.constantFrom(0, 1, 3, 15, 16, 255),
    op: fc.constantFrom<Op>('=', '-', '+', '?'),
    json: fc.string({ unit: 'binary', maxLength: 8 }),
  })
  .map((l) => ({ ...l, json: l.op === '=' ? JSON.stringify({ id: l.json }) : '' }))
const SHARDS = 4
const placed = fc.array(fc.tuple(fc.nat(SHARDS - 1), line), { maxLength: 40 })

const textOf = ({ key, slot, op, json }: UnitLine) => unitLine(key, slot, op, json)
function collected(lines: readonly (readonly [number, UnitLine])[]): UnitLines {
  const units = new UnitLines(SHARDS)
  for (const [shard, l] of lines) units.add(shard, textOf(l))
  return units
}
function read(units: UnitLines): Map<number, UnitLine[]> {
  const { bytes, ranges } = units.finish()
  return new Map(ranges.map(({ shard, start, end }) => [shard, [...readUnitLines(bytes.subarray(start, end))]]))
}
const byShard = (lines: readonly (readonly [number, UnitLine])[]) =>
  new Map(
    [...Map.groupBy(lines, ([shard]) => shard)].sort(([a], [b]) => a - b).map(([s, all]) => [s, all.map(([, l]) => l)]),
  )

describe('unit lines', () => {
  test('every shard reads what it was given, in order; a shard without lines has no range', () => {
    fc.assert(
      fc.property(placed, (lines) => {
        expect(read(collected(lines))).toEqual(byShard(lines))
      }),
      { numRuns: 200 },
    )
  })

  test('ranges cover the object without gap or overlap', () => {
    fc.assert(
      fc.property(placed, (lines) => {
        const { bytes, ranges } = collected(lines).finish()
        let at = 0
        for (const { start, end } of ranges) {
          expect(start).toBe(at)
          expect(end).toBeGreaterThan(start)
          at = end
        }
        expect(at).toBe(bytes.length)
      }),
      { numRuns: 50 },
    )
  })

  test('copies all lines, or those that are wanted, behind what the target has; the source stays whole', () => {
    fc.assert(
      fc.property(placed, placed, fc.option(fc.func(fc.boolean()), { nil: undefined }), (source, first, want) => {
        const from = collected(source)
        const target = collected(first)
        const headOf = (l: UnitLine) => textOf(l).slice(0, 32)
        const wanted = want && new Set(source.map(([, l]) => headOf(l)).filter(want))
        from.copyTo(target, wanted)
        const copied = wanted ? source.filter(([, l]) => wanted.has(headOf(l))) : source
        // The target's own text may stand behind the members that were copied: shards are sets of lines by then.
        const sets = (m: Map<number, UnitLine[]>) => new Map([...m].map(([s, all]) => [s, all.map(textOf).sort()]))
        expect(sets(read(target))).toEqual(sets(byShard([...first, ...copied])))
        expect(read(from)).toEqual(byShard(source))
      }),
      { numRuns: 200 },
    )
  })

  test('more than one member a shard: nothing lost between them', () => {
    const units = new UnitLines(2)
    const json = JSON.stringify({ id: '字'.repeat(500) })
    const keys = Array.from({ length: 1000 }, (_, i) => i.toString(16).padStart(30, '0'))
    for (const key of keys) units.add(1, unitLine(key, 2, '=', json))
    const copy = new UnitLines(2)
    units.copyTo(copy, new Set(keys.filter((_, i) => i % 7 === 0).map((key) => `${key}02`)))
    const { bytes, ranges } = units.finish()
    expect(gunzipSync(bytes).length).toBeGreaterThan(3 * 128 * 1024)
    expect(ranges).toEqual([{ shard: 1, start: 0, end: bytes.length }])
    expect([...readUnitLines(bytes)].map((l) => l.key)).toEqual(keys)
    expect(
      read(copy)
        .get(1)!
        .map((l) => l.key),
    ).toEqual(keys.filter((_, i) => i % 7 === 0))
  })

  test('nothing at all', () => {
    expect(new UnitLines(16).finish()).toEqual({ bytes: Buffer.alloc(0), ranges: [] })
    expect([...readUnitLines(Buffer.alloc(0))]).toEqual([])
  })
})

describe('slots', () => {
  test('each scheme has its own and comes back from it; none is a listing, a mark or an unknown scheme', () => {
    const slots = Scheme.options.map(slotOfScheme)
    expect(slots.map(schemeOfSlot)).toEqual(Scheme.options)
    expect(new Set([...slots, LISTING, ...Scheme.options.map(flagOfScheme)]).size).toBe(7)
    expect(Math.max(...slots)).toBeLessThan(16)
  })

  test.each([LISTING, 4, flagOfScheme('resident')])('%d is no scheme', (slot) => {
    expect(() => schemeOfSlot(slot)).toThrow()
  })
})
