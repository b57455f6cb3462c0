/** Every route passes here before anything is read (docs/access.md#seeing). */
import { may, type Owner } from '../../../rules/access/may.ts'
import type { Action, Does, Resource } from '../../../schemas/access.ts'
import { isPublic } from '../../../schemas/duties.ts'
import type { Signature } from '../../../schemas/records/account.ts'
import type { Acting, Caller } from './caller.ts'
import { refuse } from './refuse.ts'

/** Whose a thing is, and of what kind where only its record tells. */
export interface Thing extends Owner {
  readonly resource?: Resource
  readonly persons?: boolean
}

/** Of whoever has signed in. */
export const sessionOf = ({ session }: Caller): Caller['session'] =>
  session?.stage === 'signed-in' ? session : undefined

export const actorOf = (caller: Caller): Acting | undefined => caller.key ?? sessionOf(caller)?.actor

/** @throws 401 where nobody has signed in */
export function signatureOf(caller: Caller): Signature {
  const actor = actorOf(caller)
  if (!actor) throw refuse('sign-in-missing')
  const { id, name, division, office } = actor
  return { account: id, name, division, ...(office && { office }), ...(caller.key && { byKey: true }) }
}

/** @throws 401 where nobody has signed in */
export function signedIn(does: Does, caller: Caller): void {
  if (!isPublic(does) && !actorOf(caller)) throw refuse('sign-in-missing')
}

/** @throws 404 where the caller may not: exactly as where there is no such thing */
export function allow(does: Does, caller: Caller, thing: Thing | undefined): void {
  if (isPublic(does)) return
  const actor = actorOf(caller)
  const { resource = does.resource, persons = does.persons ?? false } = thing ?? {}
  if (!actor || !thing || !may(actor, { action: does.action, resource, persons }, thing)) throw refuse('not-found')
}

/** For what a page shows of many things: each is asked for. */
export type Permits = (action: Action, resource: Resource, owner: Owner, persons?: boolean) => boolean

export function permitted(caller: Caller): Permits {
  const actor = actorOf(caller)
  // A page asks of hundreds of things whose owners are a few offices.
  const known = new Map<string, boolean>()
  return (action, resource, owner, persons = false) => {
    if (!actor) return false
    const key = `${action} ${resource} ${owner.division} ${owner.office} ${persons}`
    const answer = known.get(key) ?? may(actor, { action, resource, persons }, owner)
    known.set(key, answer)
    return answer
  }
}
