/** Persons who have signed in at routes that stand on a test's own stores, without a hub. */
import { type Identity, identities } from '../local/hub/identities.ts'
import type { Session } from '../schemas/records/account.ts'
import type { Sessions } from '../stores/access/sessions.ts'

type Requested = (path: string, init?: RequestInit) => Response | Promise<Response>

export function signedIn() {
  const kept = new Map<string, Session>()
  const sessions: Sessions = {
    begin: async ({ hash }, session) => void kept.set(hash, session),
    get: async ({ hash }) => kept.get(hash),
    use: async () => {},
    list: async () => [],
    end: async ({ hash }) => void kept.delete(hash),
  }
  const as = identities({ sessions })
  return {
    sessions,
    /** @returns what asks the routes as that person */
    asking:
      (web: { readonly request: Requested }, identity: Identity) =>
      async (path: string, { headers, ...init }: RequestInit = {}) =>
        web.request(path, { ...init, headers: { ...(headers as object), ...(await as(identity)) } }),
  }
}
