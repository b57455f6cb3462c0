/** What rosters and items say of persons, to be held against each other (ADR 9). */
import { ENTRY, KEY, viewOf } from '../../../formats/entries.ts'
import type { KeyedHash } from '../../../formats/keyed-hash.ts'
import { keyAt, type Roster } from '../../../formats/roster.ts'
import { RowText } from '../../../formats/row-text.ts'
import { flagOfScheme, LISTING, schemeOfSlot, slotOfScheme } from '../../../formats/slots.ts'
import { inForce } from '../../../rules/determination/listings.ts'
import { Scheme } from '../../../schemas/codes.ts'
import type { Person } from '../../../schemas/records/person.ts'
import type { Objects } from '../../../stores/objects/objects.ts'
import type { Heads } from '../../../stores/people/heads.ts'
import { goOnWithout } from '../stages/unreadable.ts'

export type Facts = Map<string, string>

/** Empty for a person who was listed and is not any more. */
export type Expected = Map<string, Facts>

export const factName = (head: string, slot: number) => `${head} ${slot}`
export const isOfRegister = (name: string): boolean => headOfFact(name).endsWith('#register')
export const headOfFact = (name: string): string => name.slice(0, name.indexOf(' '))

export async function rosterAt({ outbox }: { outbox: Pick<Objects, 'get'> }, key: string | undefined): Promise<Roster> {
  return key ? outbox.get(key) : Buffer.alloc(0)
}

export function factsOf(expected: Expected, key: string): Facts {
  const known = expected.get(key)
  if (known) return known
  const facts: Facts = new Map()
  expected.set(key, facts)
  return facts
}

/** @param persons keys of whom entries are wanted; a few of others come too */
export function eachEntry(
  roster: Roster,
  visit: (key: string, slot: number, digest: string) => void,
  persons?: Iterable<string>,
): void {
  // Of twenty registered persons one is listed, and no string is made of the others.
  const firsts = persons && new Set(Array.from(persons, (key) => Number.parseInt(key.slice(0, 8), 16)))
  const view = viewOf(roster)
  for (let at = 0; at < roster.length; at += ENTRY) {
    if (firsts && !firsts.has(view.getUint32(at))) continue
    const { person, slot } = keyAt(roster, at)
    visit(person, slot, Buffer.from(roster.buffer, roster.byteOffset + at + KEY, 8).toString('hex'))
  }
}

const text = new RowText()
const SLOTS = Scheme.options.map(slotOfScheme)

export interface Where {
  readonly county: string
  readonly categories: readonly string[]
  readonly hash: KeyedHash
}

/** @param isListed whether the item is kept up to date with the county's register */
export function disagreements(
  person: Person | undefined,
  expected: Facts,
  { county, categories, hash }: Where,
  isListed = expected.size > 0,
): string[] {
  const present = person ? factsOfPerson(person, county, { categories, isListed }, hash) : new Map<string, string>()
  const wrong = [...present.keys()].filter((name) => !expected.has(name))
  for (const [name, digest] of expected) {
    const own = present.get(name)
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
  for (const scheme of Scheme.options)
    if (person.rejectionFlags.includes(`${county}#${scheme}`))
      facts.set(factName(`${county}#register`, flagOfScheme(scheme)), '')
  return facts
}

interface Deps {
  readonly heads: Pick<Heads, 'all'>
  readonly outbox: Pick<Objects, 'get'>
}

/** Listed persons who do not say what this county's rosters say: all of them where a roster cannot be read. */
export async function personsBehind(
  deps: Deps,
  persons: ReadonlyMap<string, Person>,
  where: Where,
): Promise<ReadonlySet<string>> {
  const { county, categories } = where
  const expected: Expected = new Map()
  try {
    const names = [...categories, 'register'].map((name) => `${county}#${name}`)
    for (const { head, roster } of await deps.heads.all(names)) {
      eachEntry(await rosterAt(deps, roster), (key, slot, digest) => {
        if (persons.has(key)) factsOf(expected, key).set(factName(head, slot), digest)
      })
    }
  } catch (error) {
    goOnWithout(error, county)
    return new Set(persons.keys())
  }
  const isBehind = ([key, person]: [string, Person]) =>
    disagreements(person, expected.get(key) ?? new Map(), where, true).length > 0
  return new Set([...persons].filter(isBehind).map(([key]) => key))
}
