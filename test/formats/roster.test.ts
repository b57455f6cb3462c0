import { describe, expect, test } from 'vitest'
import { changedPersons, diff, keyAt, merge, PERSON, shardOf } from '../../formats/roster.ts'
import fc from '../fc.ts'
import { type Entry, model, personHex, rosterOf } from './rosters.ts'

describe('properties', () => {
  const slots = fc.constantFrom([0], [1, 2, 3, 255])

  test('diff names each key that is new or says something else, and each that is gone', () => {
    fc.assert(
      fc.property(
        slots.chain((s) => fc.tuple(model(s), model(s))),
        ([a, b]) => {
          const [before, after] = [rosterOf(a), rosterOf(b)]
          const [set, gone]: [string[], string[]] = [[], []]
          const name = (roster: Uint8Array, at: number) => `${roster[at]}.${keyAt(roster, at).slot}`
          diff(
            before,
            after,
            (at) => set.push(name(after, at)),
            (at) => gone.push(name(before, at)),
          )
          // The name is a part of the row: no row digest stays when it changes.
          const differs = ([key, entry]: [string, Entry]) => a.get(key)?.row !== entry.row
          expect(set.sort()).toEqual(
            [...b]
              .filter(differs)
              .map(([key]) => key)
              .sort(),
          )
          expect(gone.sort()).toEqual([...a.keys()].filter((key) => !b.has(key)).sort())
        },
      ),
      { numRuns: 500 },
    )
  })

  test('the persons of whom two rosters say anything else, each once and in order', () => {
    fc.assert(
      fc.property(model([1, 2, 3, 255]), model([1, 2, 3, 255]), (a, b) => {
        const changed = changedPersons(rosterOf(a), rosterOf(b)).toString('hex')
        const keys = [...new Set([...a.keys(), ...b.keys()])].filter((key) => a.get(key)?.row !== b.get(key)?.row)
        const persons = new Set(keys.map((key) => personHex(Number.parseInt(key, 10))))
        expect(changed).toBe([...persons].sort().join(''))
        expect(changed.length % (PERSON * 2)).toBe(0)
      }),
    )
  })

  test('merge visits every key of both once, in order, where each stands', () => {
    fc.assert(
      fc.property(model([0, 1]), model([0, 1]), (a, b) => {
        const [left, right] = [rosterOf(a), rosterOf(b)]
        const visited: string[] = []
        merge(left, right, (i, j) => {
          const at = i < 0 ? keyAt(right, j) : keyAt(left, i)
          if (i >= 0 && j >= 0) expect(keyAt(right, j)).toEqual(at)
          visited.push(`${at.person}${at.slot}`)
          const person = Number.parseInt(at.person.slice(0, 2), 16)
          expect([i >= 0, j >= 0]).toEqual([a.has(`${person}.${at.slot}`), b.has(`${person}.${at.slot}`)])
        })
        expect(visited).toEqual([...visited].sort())
        expect(visited).toHaveLength(new Set([...a.keys(), ...b.keys()]).size)
      }),
    )
  })
})

describe('keys and shards', () => {
  test('the person and the slot of an entry', () => {
    const roster = rosterOf(
      new Map([
        ['7.2', { row: 0, name: 0, period: 0 }],
        ['9.255', { row: 0, name: 0, period: 0 }],
      ]),
    )
    expect(keyAt(roster, 0)).toEqual({ person: personHex(7), slot: 2 })
    expect(keyAt(roster, 32)).toEqual({ person: personHex(9), slot: 255 })
  })

  test.each([1, 2, 16, 100, 256])('%d shards: each a run of the sorted keys, all of them used', (shards) => {
    const all = Array.from({ length: 256 }, (_, first) => shardOf(first, shards))
    expect(all).toEqual([...all].sort((a, b) => a - b))
    expect(new Set(all)).toEqual(new Set(Array.from({ length: shards }, (_, i) => i)))
  })
})
