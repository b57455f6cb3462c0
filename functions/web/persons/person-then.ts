/** A person as the hub knew them on a day, for one county; whom the county has never listed it does not have. */

import { shanghaiDay } from '../../../rules/deadlines/day-steps.ts'
import { inOrder, personAsOf } from '../../../rules/person-file/history.ts'
import { type Happened, isOfCounty, timeline } from '../../../rules/person-file/timeline.ts'
import { endsBefore } from '../../../rules/retention.ts'
import type { Person } from '../../../schemas/records/person.ts'
import type { WebDeps } from '../deps.ts'
import { found, refuse } from '../http/refuse.ts'

export interface PersonAsked {
  readonly county: string
  readonly person: string
  readonly asOf?: string | undefined
}

export interface PersonThen {
  readonly person: Person
  /** As it is now. */
  readonly now: Person
  readonly day: string
  readonly today: string
  /** Days before it have no history any more. */
  readonly from: string
  readonly happened: readonly Happened[]
}

/** @throws 404 for a person of no list of the county, 400 for a day without history */
export async function personThen(deps: WebDeps, { county, person: key, asOf }: PersonAsked): Promise<PersonThen> {
  const now = found((await deps.people.get([key], 'eventual')).get(key))
  if (!isOfCounty(now, county)) throw refuse('not-found')
  const today = deps.dayOf(deps.now())
  const { retention } = await deps.policies.inForce()
  const from = shanghaiDay(endsBefore(today, retention).events)
  const day = asOf ?? today
  if (day > today || day < from) throw refuse('as-of-unfit', from, today)
  const events = await deps.events.of(key)
  const then = personAsOf(now, events, day)
  const come = inOrder(events).filter((event) => event.day <= day)
  return { person: then, now, day, today, from, happened: timeline(then, come, county) }
}
