import { type Child, createContext, useContext } from 'hono/jsx'
import { may, type Owner, seesNothing } from '../../rules/access/may.ts'
import type { Action, Resource } from '../../schemas/access.ts'
import type { Actor, Session } from '../../schemas/records/account.ts'

/** Who looks at a page: nobody who has signed in, on a page for anybody. */
export const Viewer = createContext<Actor | undefined>(undefined)
/** What they have said why they look at persons. */
export const Purposes = createContext<Session['purposes']>(undefined)

/** How much waits for them, where it was counted. */
export const Waiting = createContext<number | undefined>(undefined)

interface AllowedProps {
  readonly to: Action
  readonly what: Resource
  readonly of: Owner
  readonly persons?: boolean
  readonly children?: Child
}

/** Inside of what a page renders: whether its reader may. */
export function useMay() {
  const actor = useContext(Viewer)
  return (action: Action, resource: Resource, owner: Owner, persons = false): boolean =>
    actor !== undefined && may(actor, { action, resource, persons }, owner)
}

/** What the reader could only be refused is not offered. */
export function Allowed({ to, what, of, persons = false, children }: AllowedProps) {
  return useMay()(to, what, of, persons) ? children : null
}

/** Months and lists, for whoever sees something of them. */
export function Working({ children }: { readonly children?: Child }) {
  const actor = useContext(Viewer)
  return actor && seesNothing(actor) ? null : children
}
