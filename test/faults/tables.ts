/**
 * The invariant of ADR 16, looked at from outside: everyone on a list has, of every county, just the rows and marks of
 * the county's current table, and waits for the agency just where its row may be a returned one. Rosters, tables, returned
 * names and items are read here byte by byte; nothing is shared with the stages.
 */
import { inflateRawSync } from 'node:zlib'
import { expect } from 'vitest'
import { headsOf, personsOf } from './state.ts'
import type { World } from './world.ts'

interface Registered {
  rows: Record<string, unknown>
  rejectionFlags: string[]
}

/** What one county lists and registers: names as digests of 12 hex digits. */
interface County {
  readonly listed: Map<string, string[]>
  returned: string
  hasRegister: boolean
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

const isIn = (name: string, returned: string) =>
  Array.from({ length: returned.length / 14 }, (_, i) => returned.slice(i * 14, i * 14 + 14)).includes(name)

/** @returns how many persons are on a list, and how many rows they have */
export async function expectTablesOnItems(world: World): Promise<{ listed: number; rows: number }> {
  const heads = (await headsOf(world)).filter(({ roster }) => roster)
  const listed = new Set<string>()
  const counties = new Map<string, County>()
  const countyOf = (code: string) => {
    const known = counties.get(code) ?? { listed: new Map(), returned: '', hasRegister: false }
    counties.set(code, known)
    return known
  }
  const said = new Map<string, Registered>()
  const of = (person: string) => {
    const known = said.get(person) ?? { rows: {}, rejectionFlags: [] }
    said.set(person, known)
    return known
  }
  for (const { head, roster, pending, lists } of heads) {
    expect(pending).toBeUndefined()
    const [county = '', what] = head.split('#')
    const entries = await world.intake.outbox.get(roster!)
    if (what !== 'register') {
      for (let at = 0; at < entries.length; at += 32) {
        const person = entries.toString('hex', at, at + 15)
        listed.add(person)
        const of = countyOf(county).listed
        of.set(person, [...(of.get(person) ?? []), entries.toString('hex', at + 24, at + 30)])
      }
      continue
    }
    countyOf(county).hasRegister = lists.length > 0
    countyOf(county).returned = (await world.intake.outbox.get(`${roster}.names`)).toString('hex')
    for (const [person, rows] of readTable(await world.intake.outbox.get(`${roster}.rows`)))
      for (const { slot, json } of rows)
        if (slot > 250) of(person).rejectionFlags.push(`${county}#${SCHEMES[slot - 250]}`)
        else of(person).rows[`${county}#${SCHEMES[slot]}`] = JSON.parse(json)
  }
  const items = new Map((await personsOf(world)).map((person) => [person.key, person]))
  let rows = 0
  for (const person of listed) {
    const item = items.get(person)
    const expected = said.get(person) ?? { rows: {}, rejectionFlags: [] }
    expect({ rows: item?.register, rejectionFlags: item?.rejectionFlags }).toEqual({
      ...expected,
      rejectionFlags: expected.rejectionFlags.sort(),
    })
    rows += Object.keys(expected.rows).length
  }
  for (const [code, county] of counties)
    for (const [person, names] of county.listed) {
      const { rejectionFlags, rows: all } = said.get(person) ?? { rejectionFlags: [], rows: {} }
      const decision = items.get(person)?.decisions[code]
      // Two lines come before that one.
      if (decision && decision.line < 3) continue
      const isUnknown = ([slot, scheme]: [string, string]) => {
        const isReturned =
          rejectionFlags.includes(`${code}#${scheme}`) || names.some((name) => isIn(`${name}0${slot}`, county.returned))
        return isReturned && !(`${code}#${scheme}` in all)
      }
      expect({ code, person, waits: decision?.reason === 'register-incomplete' }).toEqual({
        ...{ code, person },
        waits: !county.hasRegister || Object.entries(SCHEMES).some(isUnknown),
      })
    }
  return { listed: listed.size, rows }
}
