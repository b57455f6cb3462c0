/** Persons who have signed in at routes that stand on a test's own stores, without a hub. */

import { entryAfter } from '../formats/audit-chain.ts'
import { type Identity, identities } from '../local/hub/identities.ts'
import type { Session } from '../schemas/records/account.ts'
import type { AuditEntry, AuditEvent } from '../schemas/records/audit.ts'
import type { Audit } from '../stores/access/audit.ts'
import type { Sessions } from '../stores/access/sessions.ts'

type Requested = (path: string, init?: RequestInit) => Response | Promise<Response>

export function signedIn() {
  const kept = new Map<string, Session>()
  const sessions: Sessions = {
    begin: async ({ hash }, session) => void kept.set(hash, session),
    get: async ({ hash }) => kept.get(hash),
    use: async () => {},
    say: async ({ hash }, purposes) => {
      const session = kept.get(hash)
      if (session) kept.set(hash, { ...session, purposes })
    },
    list: async () => [],
    end: async ({ hash }) => void kept.delete(hash),
  }
  const entries: AuditEntry[] = []
  const audit: Pick<Audit, 'write' | 'doneTo'> = {
    doneTo: async () => [],
    async write(event: AuditEvent) {
      const entry = entryAfter(entries.at(-1), event)
      entries.push(entry)
      return entry
    },
  }
  const as = identities({ sessions })
  return {
    sessions,
    audit,
    accounts: { get: async () => undefined },
    /** What the audit was told. */
    entries,
    /** @returns what asks the routes as that person */
    asking:
      (web: { readonly request: Requested }, identity: Identity) =>
      async (path: string, { headers, ...init }: RequestInit = {}) =>
        web.request(path, { ...init, headers: { ...(headers as object), ...(await as(identity)) } }),
  }
}
