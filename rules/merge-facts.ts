/** Merging unit lines into a person, whatever came before, twice or out of order. */
import { type Fact, Listing, type Person, RegisterRow } from '../schemas/person.ts'
import { LISTING, MARK, schemeOfSlot } from './slots.ts'
import type { UnitLine } from './unit-lines.ts'

/** The roster and its revision that the lines come from. */
export interface Source {
  /** `440222#dibao` or `440222#register`. */
  readonly head: string
  readonly rev: number
}

export interface Merged {
  readonly person: Person
  /** Keys of the facts that changed, as decisions name them; empty where the lines said nothing new. */
  readonly changed: string[]
}

export function newPerson(key: string): Person {
  return { key, id: '', lists: {}, register: {}, marks: {}, decisions: {} }
}

/** The person with the lines' facts. `before` is not touched. */
export function mergeFacts(before: Person, lines: readonly UnitLine[], { head, rev }: Source): Merged {
  const person = { ...before, lists: { ...before.lists }, register: { ...before.register }, marks: { ...before.marks } }
  const county = head.slice(0, head.indexOf('#'))
  const changed: string[] = []
  for (const line of lines) {
    if (line.op === '?') continue
    const content = line.op === '=' ? (JSON.parse(line.json) as { id?: string; row: unknown }) : undefined
    person.id ||= content?.id ?? ''
    const apply = (name: 'lists' | 'register' | 'marks', key: string, row: Fact['row']) => {
      const facts = person[name] as Record<string, Fact>
      const after = mergeFact(facts[key], line.op, rev, row)
      if (after === facts[key]) return
      facts[key] = after
      changed.push(`${name}.${key}`)
    }
    if (line.slot === LISTING) apply('lists', head, content && Listing.parse(content.row))
    else if (line.slot === MARK) apply('marks', county, content && {})
    else apply('register', `${county}#${schemeOfSlot(line.slot)}`, content && RegisterRow.parse(content.row))
  }
  return { person, changed }
}

function mergeFact(fact: Fact | undefined, op: UnitLine['op'], rev: number, row: Fact['row']): Fact {
  const isNewer = !fact || fact.rev < rev
  const hasNewRow = op === '=' && (fact?.rowRev ?? 0) < rev
  if (fact && !isNewer && !hasNewRow) return fact
  const ended = isNewer ? op === '-' : fact.ended === true
  const content = hasNewRow ? { row, rowRev: rev } : { row: fact?.row, rowRev: fact?.rowRev }
  return { rev: isNewer ? rev : fact.rev, ...(ended && { ended: true }), ...(content.row && content) } as Fact
}
