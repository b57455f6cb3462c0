/** Whom a county lists, as its rosters say, and whether the persons' items say the same. */

import { standing } from '../../rules/determine.ts'
import { ENTRY, KEY } from '../../rules/entries.ts'
import type { KeyedHash } from '../../rules/keyed-hash.ts'
import { keyAt, type Roster } from '../../rules/roster.ts'
import { RowText } from '../../rules/row-text.ts'
import { LISTING, MARK, schemeOfSlot } from '../../rules/slots.ts'
import type { Person } from '../../schemas/person.ts'
import type { Policy } from '../../schemas/policy.ts'
import type { SnapshotDeps } from './deps.ts'

/** What the rosters expect of a person: by fact, the digest of its row. */
export type Expected = Map<string, { key: string; slot: number; head: string; digest: string }[]>

/** Everyone on one of the county's lists, with what its lists and its register say of them. */
export async function listedBy(
  { heads, outbox }: Pick<SnapshotDeps, 'heads' | 'outbox'>,
  county: string,
  policy: Policy,
): Promise<Expected> {
  const rosterOf = async (name: string): Promise<{ head: string; roster: Roster }> => {
    const head = await heads.get(`${county}#${name}`)
    return { head: head.head, roster: head.roster ? await outbox.get(head.roster) : Buffer.alloc(0) }
  }
  const lists = await Promise.all(policy.categories.map(({ code }) => rosterOf(code)))
  const expected: Expected = new Map()
  for (const { head, roster } of lists)
    each(head, roster, (fact) => {
      const known = expected.get(fact.key)
      if (known) known.push(fact)
      else expected.set(fact.key, [fact])
    })
  const register = await rosterOf('register')
  each(register.head, register.roster, (fact) => expected.get(fact.key)?.push(fact))
  return expected
}

function each(
  head: string,
  roster: Roster,
  visit: (fact: { key: string; slot: number; head: string; digest: string }) => void,
): void {
  for (let at = 0; at < roster.length; at += ENTRY) {
    const { person, slot } = keyAt(roster, at)
    visit({
      key: person,
      slot,
      head,
      digest: Buffer.from(roster.buffer, roster.byteOffset + at + KEY, 8).toString('hex'),
    })
  }
}

const text = new RowText()

/** Whether every fact that the rosters expect stands on the person with just that row. */
export function saysAsExpected(
  person: Person | undefined,
  facts: readonly { slot: number; head: string; digest: string }[],
  hash: KeyedHash,
): boolean {
  if (!person) return false
  const digest = Buffer.alloc(8)
  return facts.every(({ slot, head, digest: expected }) => {
    const county = head.slice(0, head.indexOf('#'))
    if (slot === MARK) return standing(person.marks[county]) !== undefined
    const listing = slot === LISTING ? standing(person.lists[head]) : undefined
    const row = slot === LISTING ? undefined : standing(person.register[`${county}#${schemeOfSlot(slot)}`])
    if (!listing && !row) return false
    hash.digest(listing ? text.listing(listing) : text.register(row!), digest, 0)
    return digest.toString('hex') === expected
  })
}
