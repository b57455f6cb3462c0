/**
 * The invariant of ADR 16, looked at from outside: everyone on a list has, of every county, just the rows and marks of
 * the county's current table. Rosters, tables and items are read here byte by byte; nothing is shared with the stages.
 */
import { inflateRawSync } from 'node:zlib'
import { expect } from 'vitest'
import { headsOf, personsOf } from './state.ts'
import type { World } from './world.ts'

interface Registered {
  rows: Record<string, unknown>
  marks: string[]
}

const SCHEMES: Record<number, string> = { 1: 'resident', 2: 'employee', 3: 'public' }

/** By person, all that one table says. */
function readTable(bytes: Buffer): Map<string, { slot: number; json: string }[]> {
  const found = new Map<string, { slot: number; json: string }[]>()
  const rows = bytes.readUInt32BE(4)
  const blocks = Math.ceil(rows / 256)
  const offsets = 8 + rows * 6
  for (let block = 0; block < blocks; block++) {
    const [start, end] = [bytes.readUInt32BE(offsets + block * 4), bytes.readUInt32BE(offsets + block * 4 + 4)]
    const count = Math.min(256, rows - block * 256)
    const texts = inflateRawSync(bytes.subarray(start + count * 16, end))
      .toString()
      .split('\n')
      .slice(0, -1)
    expect(texts).toHaveLength(count)
    for (const [i, text] of texts.entries()) {
      const key = bytes.subarray(start + i * 16, start + (i + 1) * 16)
      const person = key.toString('hex', 0, 15)
      found.set(person, [...(found.get(person) ?? []), { slot: key[15]!, json: text.slice(18) }])
    }
  }
  return found
}

/** @returns how many persons are on a list, and how many rows they have */
export async function expectTablesOnItems(world: World): Promise<{ listed: number; rows: number }> {
  const heads = (await headsOf(world)).filter(({ roster }) => roster)
  const listed = new Set<string>()
  const said = new Map<string, Registered>()
  const of = (person: string) => {
    const known = said.get(person) ?? { rows: {}, marks: [] }
    said.set(person, known)
    return known
  }
  for (const { head, roster, pending } of heads) {
    expect(pending).toBeUndefined()
    const [county = '', what] = head.split('#')
    const entries = await world.intake.outbox.get(roster!)
    if (what !== 'register') {
      for (let at = 0; at < entries.length; at += 32) listed.add(entries.toString('hex', at, at + 15))
      continue
    }
    for (const [person, rows] of readTable(await world.intake.outbox.get(`${roster}.rows`)))
      for (const { slot, json } of rows)
        if (slot === 255) of(person).marks.push(county)
        else of(person).rows[`${county}#${SCHEMES[slot]}`] = JSON.parse(json)
  }
  const items = new Map((await personsOf(world)).map((person) => [person.key, person]))
  let rows = 0
  for (const person of listed) {
    const item = items.get(person)
    const expected = said.get(person) ?? { rows: {}, marks: [] }
    expect({ rows: item?.register, marks: item?.marks }).toEqual({ ...expected, marks: expected.marks.sort() })
    rows += Object.keys(expected.rows).length
  }
  return { listed: listed.size, rows }
}
