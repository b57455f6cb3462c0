/** What came for a county about a person, from event to event (docs/cases.md#the-persons-file). */
import type { Change } from '../../schemas/api/person-file.ts'
import type { MaterialsAnswer, RowResult, Settlement } from '../../schemas/records/case.ts'
import type { Decision, Listing, Person, PersonEvent, RegisterRow } from '../../schemas/records/person.ts'
import { inForce } from '../determination/listings.ts'
import { inOrder, undone } from './history.ts'

type Both<T> = { readonly before: T | undefined; readonly after: T | undefined }
type Kind = Change['about']

/** One thing that is otherwise than before. */
export type Moved = { readonly of: string } & (
  | ({ readonly about: 'listing' } & Both<Listing>)
  | ({ readonly about: 'register' } & Both<RegisterRow>)
  | ({ readonly about: 'returned-row' | 'unread-register' } & Both<true>)
  | ({ readonly about: 'materials' } & Both<MaterialsAnswer>)
  | ({ readonly about: 'settlement' } & Both<Settlement>)
  | ({ readonly about: 'result' } & Both<RowResult>)
)

export interface Happened {
  readonly event: PersonEvent
  readonly moved: readonly Moved[]
  readonly decision: Both<Decision> | undefined
}

/**
 * The latest first. Of other counties nothing is said: what they report shows where the county's own decision changes.
 * @param person with all that the events have brought
 */
export function timeline(person: Person, events: readonly PersonEvent[], county: string): Happened[] {
  const happened: Happened[] = []
  let after = person
  for (const event of inOrder(events).reverse()) {
    const before = undone(after, event.undo)
    const moved = movedIn(county, before, after)
    const decision = either(before.decisions[county], after.decisions[county])
    if (moved.length > 0 || decision) happened.push({ event, moved, decision })
    after = before
  }
  return happened
}

function movedIn(county: string, before: Person, after: Person): Moved[] {
  const [then, now] = [before.cases?.[county] ?? {}, after.cases?.[county] ?? {}]
  const said = (facts: typeof now) => Object.fromEntries((facts.settlements ?? []).map((one) => [one.order, one]))
  return [
    ...compared('listing', listingsOf(before, county), listingsOf(after, county)),
    ...compared('register', ownOf(before.register, county), ownOf(after.register, county)),
    ...compared('returned-row', flagsOf(before, county), flagsOf(after, county)),
    ...compared('unread-register', unreadOf(before, county), unreadOf(after, county)),
    ...compared('materials', named('', then.materials), named('', now.materials)),
    ...compared('settlement', said(then), said(now)),
    ...compared('result', then.results ?? {}, now.results ?? {}),
  ] as Moved[]
}

type Named<T> = Readonly<Record<string, T>>

function compared<T>(about: Kind, before: Named<T>, after: Named<T>): object[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return keys.flatMap((of) => {
    const both = either(before[of], after[of])
    return both ? [{ about, of, ...both }] : []
  })
}

function either<T>(before: T | undefined, after: T | undefined): Both<T> | undefined {
  return JSON.stringify(before) === JSON.stringify(after) ? undefined : { before, after }
}

const listingsOf = ({ lists }: Person, county: string): Named<Listing> =>
  Object.fromEntries(
    Object.entries(ownOf(lists, county)).flatMap(([category, fact]) => {
      const row = inForce(fact)
      return row ? [[category, row]] : []
    }),
  )

/** Keys as `440222#dibao`, without the county. */
export function ownOf<T>(facts: Named<T>, county: string): Record<string, T> {
  const own = Object.entries(facts).filter(([key]) => key.startsWith(`${county}#`))
  return Object.fromEntries(own.map(([key, fact]) => [key.slice(county.length + 1), fact]))
}

const flagsOf = ({ rejectionFlags }: Person, county: string): Named<true> =>
  ownOf(Object.fromEntries(rejectionFlags.map((flag) => [flag, true as const])), county)

const unreadOf = ({ unread = {} }: Person, county: string): Named<true> => (unread[county] ? { '': true } : {})

const named = <T>(of: string, value: T | undefined): Named<T> => (value === undefined ? {} : { [of]: value })

/** Registers alone make nobody a county's. */
export function isOfCounty({ lists, decisions, cases }: Person, county: string): boolean {
  const isListed = Object.keys(lists).some((head) => head.startsWith(`${county}#`))
  return isListed || decisions[county] !== undefined || cases?.[county] !== undefined
}
