/** Merges lines that may repeat or come out of order. */

import { ANSWERS, LISTING, REGISTERS } from '../../formats/slots.ts'
import type { UnitLine } from '../../formats/unit-lines.ts'
import { Fault } from '../../schemas/fault.ts'
import { AnswerFact } from '../../schemas/records/case.ts'
import { Listing, type ListingFact, type Person, RegisterState } from '../../schemas/records/person.ts'
import { mergeAnswer } from '../cases/merge-answer.ts'

export interface Source {
  /** As `440222#dibao`. */
  readonly head: string
  readonly version: number
  readonly registers?: Readonly<Record<string, number>> | undefined
}

export interface Merged {
  readonly person: Person
  readonly changed: string[]
}

export function newPerson(key: string): Person {
  return { key, id: '', lists: {}, register: {}, rejectionFlags: [], taken: {}, decisions: {} }
}

export function mergeFacts(before: Person, lines: readonly UnitLine[], source: Source): Merged {
  let person = before
  const changed: string[] = []
  for (const line of lines) {
    if (line.op === '?') continue
    if (line.slot === REGISTERS)
      person = withRegisters(person, RegisterState.parse(JSON.parse(line.json)), source, changed)
    else if (line.slot === ANSWERS) person = withAnswer(person, AnswerFact.parse(JSON.parse(line.json)), changed)
    else if (line.slot === LISTING) person = withListing(person, line, source, changed)
    else throw new Fault('impossible', 'a line about nothing that a person has')
  }
  return { person, changed }
}

function withAnswer(person: Person, answer: AnswerFact, changed: string[]): Person {
  const { county } = answer
  const known = person.cases?.[county]
  const after = mergeAnswer(known ?? {}, answer)
  if (after === known || Object.keys(after).length === 0) return person
  changed.push(`cases.${county}`)
  return { ...person, id: person.id || answer.id, cases: { ...person.cases, [county]: after } }
}

function withListing(person: Person, line: UnitLine, { head, version }: Source, changed: string[]): Person {
  const content = line.op === '=' ? (JSON.parse(line.json) as { id: string; row: unknown }) : undefined
  const known = person.lists[head]
  const after = mergeListing(known, line.op, version, content && Listing.parse(content.row))
  const id = person.id || (content?.id ?? '')
  if (after === known && id === person.id) return person
  if (after !== known) changed.push(`lists.${head}`)
  return { ...person, id, lists: { ...person.lists, [head]: after } }
}

function mergeListing(
  fact: ListingFact | undefined,
  op: UnitLine['op'],
  version: number,
  row: Listing | undefined,
): ListingFact {
  const isNewer = !fact || fact.version < version
  const hasNewRow = op === '=' && (fact?.rowVersion ?? 0) < version
  if (fact && !isNewer && !hasNewRow) return fact
  const ended = isNewer ? op === '-' : fact.ended === true
  const kept = hasNewRow ? row : fact?.row
  const rowVersion = hasNewRow ? version : fact?.rowVersion
  return {
    version: isNewer ? version : fact.version,
    ...(ended && { ended: true as const }),
    ...(kept && { row: kept, ...(rowVersion !== undefined && { rowVersion }) }),
  }
}

/** A message holds everything that a register has about the person, or that it could not be read. */
function withRegisters(person: Person, state: RegisterState, source: Source, changed: string[]): Person {
  const isUnread = new Set(state.unread)
  const versions = Object.entries(source.registers ?? {})
  const later = versions.filter(([county, version]) => !isUnread.has(county) && version >= (person.taken[county] ?? 0))
  const before = changed.length
  const unread = unreadAfter(person, versions, isUnread, changed)
  if (later.length === 0) return changed.length === before ? person : { ...person, unread }
  const isLater = new Set(later.map(([county]) => county))
  const register: Person['register'] = {}
  for (const [key, row] of Object.entries(person.register)) if (!isLater.has(countyOf(key))) register[key] = row
  for (const [key, row] of Object.entries(state.rows)) if (isLater.has(countyOf(key))) register[key] = row
  for (const key of new Set([...Object.keys(person.register), ...Object.keys(register)]))
    if (JSON.stringify(person.register[key]) !== JSON.stringify(register[key])) changed.push(`register.${key}`)
  const flagged = [
    ...person.rejectionFlags.filter((flag) => !isLater.has(countyOf(flag))),
    ...state.rejectionFlags.filter((flag) => isLater.has(countyOf(flag))),
  ].sort()
  for (const flag of new Set([...person.rejectionFlags, ...flagged]))
    if (person.rejectionFlags.includes(flag) !== flagged.includes(flag)) changed.push(`rejectionFlags.${flag}`)
  const taken = { ...person.taken, ...Object.fromEntries(later) }
  const isKnown = later.every(([county, version]) => version === person.taken[county])
  return isKnown && changed.length === before ? person : { ...person, register, rejectionFlags: flagged, taken, unread }
}

/** A version that was read says all that an unread one of the same age or before would. */
function unreadAfter(
  person: Person,
  versions: readonly [county: string, version: number][],
  isUnread: ReadonlySet<string>,
  changed: string[],
): Person['unread'] {
  const unread = { ...person.unread }
  for (const [county, version] of versions) {
    const known = unread[county] ?? 0
    if (isUnread.has(county) && version > known && version > (person.taken[county] ?? 0)) unread[county] = version
    else if (!isUnread.has(county) && known > 0 && version >= known) delete unread[county]
    else continue
    changed.push(`unread.${county}`)
  }
  return Object.keys(unread).length > 0 ? unread : undefined
}

const countyOf = (key: string) => key.slice(0, key.indexOf('#'))
