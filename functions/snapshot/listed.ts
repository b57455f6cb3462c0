/** A county's rosters against persons' items: missing facts, and facts that no roster has any more (ADR 9). */
import * as z from 'zod'
import { ENTRY, KEY } from '../../formats/entries.ts'
import type { KeyedHash } from '../../formats/keyed-hash.ts'
import { keyAt, type Roster } from '../../formats/roster.ts'
import { RowText } from '../../formats/row-text.ts'
import { LISTING, REJECTION_FLAG, schemeOfSlot, slotOfScheme } from '../../formats/slots.ts'
import { inForce } from '../../rules/determination/determine.ts'
import { Scheme } from '../../schemas/codes.ts'
import { Endings } from '../../schemas/records/endings.ts'
import type { Head } from '../../schemas/records/head.ts'
import { type Person, PersonKey } from '../../schemas/records/person.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { thaw } from '../frozen.ts'
import type { SnapshotDeps } from './deps.ts'

type Facts = Map<string, string>

/** Empty for a person who was listed and is not any more. */
export type Expected = Map<string, Facts>

type Deps = Pick<SnapshotDeps, 'heads' | 'outbox' | 'runs' | 'uploads'>

/** More uploads than a county's rosters remember. */
export const UPLOADS = 400

const factName = (head: string, slot: number) => `${head} ${slot}`
export const isOfRegister = (name: string): boolean => headOfFact(name).endsWith('#register')
export const headOfFact = (name: string): string => name.slice(0, name.indexOf(' '))

export async function listedBy(deps: Deps, county: string, policy: Policy): Promise<Expected> {
  const expected: Expected = new Map()
  const heads = await deps.heads.all(policy.categories.map(({ code }) => `${county}#${code}`))
  for (const head of heads) {
    const roster = await rosterAt(deps, head.roster)
    eachEntry(roster, (key, slot, digest) => factsOf(expected, key).set(factName(head.head, slot), digest))
  }
  for await (const key of formerly(deps, county, heads)) factsOf(expected, key)
  await addRegister(deps, county, expected)
  return expected
}

/** Items of persons who are not listed are not kept up to date. */
async function addRegister(deps: Deps, county: string, expected: Expected): Promise<void> {
  const { head, roster } = await deps.heads.get(`${county}#register`)
  const listed = new Map([...expected].filter(([, facts]) => facts.size > 0))
  eachEntry(await rosterAt(deps, roster), (key, slot, digest) => {
    listed.get(key)?.set(factName(head, slot), digest)
  })
}

async function* formerly(deps: Deps, county: string, heads: readonly Head[]): AsyncGenerator<string> {
  const closes = (await deps.runs.closes(county)).flatMap(({ at, snapshot }) => (snapshot ? [{ at, snapshot }] : []))
  const last = closes.reduce<(typeof closes)[number] | undefined>((a, b) => (a && a.at > b.at ? a : b), undefined)
  if (last) for (const { key } of await thaw(deps.outbox, last.snapshot, z.object({ key: PersonKey }))) yield key
  for (const before of new Set(heads.flatMap(({ lists }) => lists.map((list) => list.before)))) {
    const keys: string[] = []
    eachEntry(await rosterAt(deps, before), (key) => keys.push(key))
    yield* keys
  }
  for (const { state, endingsKey } of await deps.uploads.list(county, UPLOADS))
    if (state === 'withdrawn' && endingsKey)
      yield* Endings.parse(JSON.parse((await deps.outbox.get(endingsKey)).toString())).began
}

async function rosterAt({ outbox }: Deps, key: string | undefined): Promise<Roster> {
  return key ? outbox.get(key) : Buffer.alloc(0)
}

function factsOf(expected: Expected, key: string): Facts {
  const known = expected.get(key)
  if (known) return known
  const facts: Facts = new Map()
  expected.set(key, facts)
  return facts
}

function eachEntry(roster: Roster, visit: (key: string, slot: number, digest: string) => void): void {
  for (let at = 0; at < roster.length; at += ENTRY) {
    const { person, slot } = keyAt(roster, at)
    visit(person, slot, Buffer.from(roster.buffer, roster.byteOffset + at + KEY, 8).toString('hex'))
  }
}

const text = new RowText()
const SLOTS = Scheme.options.map(slotOfScheme)

export function disagreements(
  person: Person | undefined,
  expected: Facts,
  { county, categories, hash }: { county: string; categories: readonly string[]; hash: KeyedHash },
): string[] {
  const isListed = expected.size > 0
  const said = person ? factsOfPerson(person, county, { categories, isListed }, hash) : new Map<string, string>()
  const wrong = [...said.keys()].filter((name) => !expected.has(name))
  for (const [name, digest] of expected) {
    const own = said.get(name)
    if (own === undefined || (own !== '' && own !== digest)) wrong.push(name)
  }
  return wrong
}

/** A rejection flag has no row, and so no digest. */
function factsOfPerson(
  person: Person,
  county: string,
  { categories, isListed }: { categories: readonly string[]; isListed: boolean },
  hash: KeyedHash,
): Facts {
  const facts: Facts = new Map()
  const digestOf = (bytes: Uint8Array): string => {
    const digest = Buffer.alloc(8)
    hash.digest(bytes, digest, 0)
    return digest.toString('hex')
  }
  for (const code of categories) {
    const row = inForce(person.lists[`${county}#${code}`])
    if (row) facts.set(factName(`${county}#${code}`, LISTING), digestOf(text.listing(row)))
  }
  if (!isListed) return facts
  for (const slot of SLOTS) {
    const row = person.register[`${county}#${schemeOfSlot(slot)}`]
    if (row) facts.set(factName(`${county}#register`, slot), digestOf(text.register(row)))
  }
  if (person.rejectionFlags.includes(county)) facts.set(factName(`${county}#register`, REJECTION_FLAG), '')
  return facts
}
