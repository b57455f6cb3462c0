/** What was known of a person on an earlier day: the present, with everything undone that came later (docs/records.md#person). */
import type { CountyFacts, Settlement } from '../../schemas/records/case.ts'
import type { Person, PersonEvent, Undo } from '../../schemas/records/person.ts'

/** Against `after`, what it takes to have `before` again. */
export function undoOf(before: Person, after: Person): Undo {
  const cases = countyUndos(before.cases ?? {}, after.cases ?? {})
  return {
    ...named('lists', changes(before.lists, after.lists)),
    ...named('register', changes(before.register, after.register)),
    ...(same(before.rejectionFlags, after.rejectionFlags) ? {} : { rejectionFlags: before.rejectionFlags }),
    ...(same(before.unread, after.unread) ? {} : { unread: before.unread ?? {} }),
    ...named('decisions', changes(before.decisions, after.decisions)),
    ...named('cases', cases),
  }
}

export const isNothing = (undo: Undo): boolean => Object.keys(undo).length === 0

export function undone(person: Person, undo: Undo): Person {
  const cases = Object.entries({ ...person.cases })
    .map(([county, facts]) => [county, withoutLater(facts, undo.cases?.[county])] as const)
    .filter(([, facts]) => Object.keys(facts).length > 0)
  const { cases: _, unread: known, ...rest } = person
  const unread = undo.unread ?? known
  return {
    ...rest,
    lists: restored(person.lists, undo.lists),
    register: restored(person.register, undo.register),
    rejectionFlags: undo.rejectionFlags ?? person.rejectionFlags,
    decisions: restored(person.decisions, undo.decisions),
    ...(unread && Object.keys(unread).length > 0 && { unread }),
    ...(cases.length > 0 && { cases: Object.fromEntries(cases) }),
  }
}

/** What was merged later is known no earlier than what was merged before it. */
export function inOrder<E extends Pick<PersonEvent, 'day' | 'mergedAt' | 'nth'>>(events: readonly E[]): E[] {
  const sorted = [...events].sort((a, b) =>
    a.mergedAt === b.mergedAt ? a.nth - b.nth : a.mergedAt < b.mergedAt ? -1 : 1,
  )
  let last = ''
  return sorted.map((event) => {
    if (event.day > last) last = event.day
    return event.day === last ? event : { ...event, day: last }
  })
}

/** The end of the day is meant. */
export function personAsOf(person: Person, events: readonly PersonEvent[], day: string): Person {
  return inOrder(events)
    .filter((event) => event.day > day)
    .reduceRight((then, { undo }) => undone(then, undo), person)
}

type Map<T> = Readonly<Record<string, T>>

function changes<T>(before: Map<T>, after: Map<T>): Record<string, T | null> {
  const changed: Record<string, T | null> = {}
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
    if (!same(before[key], after[key])) changed[key] = before[key] ?? null
  return changed
}

function restored<T>(now: Map<T>, changed: Map<T | null> = {}): Record<string, T> {
  const then: Record<string, T> = { ...now }
  for (const [key, value] of Object.entries(changed))
    if (value === null) delete then[key]
    else then[key] = value
  return then
}

function countyUndos(before: Map<CountyFacts>, after: Map<CountyFacts>): NonNullable<Undo['cases']> {
  const undos: NonNullable<Undo['cases']> = {}
  for (const county of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [then, now] = [before[county] ?? {}, after[county] ?? {}]
    if (then === now) continue
    const undo = {
      ...(same(then.materials, now.materials) ? {} : { materials: then.materials ?? null }),
      ...named('settlements', changes(byOrder(then), byOrder(now))),
      ...named('results', changes(then.results ?? {}, now.results ?? {})),
    }
    if (Object.keys(undo).length > 0) undos[county] = undo
  }
  return undos
}

function withoutLater(now: CountyFacts, undo: NonNullable<Undo['cases']>[string] = {}): CountyFacts {
  const materials = undo.materials === undefined ? now.materials : (undo.materials ?? undefined)
  const settlements = Object.values(restored(byOrder(now), undo.settlements)).sort((a, b) =>
    a.order < b.order ? -1 : 1,
  )
  const results = restored(now.results ?? {}, undo.results)
  return {
    ...(materials && { materials }),
    ...(settlements.length > 0 && { settlements }),
    ...(Object.keys(results).length > 0 && { results }),
  }
}

const byOrder = ({ settlements = [] }: CountyFacts): Record<string, Settlement> =>
  Object.fromEntries(settlements.map((one) => [one.order, one]))

const named = <N extends string, T extends object>(name: N, what: T): { [K in N]?: T } =>
  (Object.keys(what).length > 0 ? { [name]: what } : {}) as { [K in N]?: T }

/** What did not change is mostly the same object. */
const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)
