/** Accounts of a chain's division and of its townships, by whose names an auditor looks for entries. */
import type { Acted } from '../../../../pages/access/audit/audit-table.tsx'
import type { ApiKey } from '../../../../schemas/records/api-key.ts'
import { keyName } from '../../../../wording/keys.ts'
import type { WebDeps } from '../../deps.ts'

/** More accounts than this are looked for by the rest of the search. */
const MOST = 500

type Deps = Pick<WebDeps, 'accounts' | 'apiKeys'>

export async function accountsOf({ accounts, apiKeys }: Deps, division: string): Promise<Acted[]> {
  const [persons, keys] = await Promise.all([accounts.inCounty(division), apiKeys.list(division)])
  return [...persons.slice(0, MOST), ...keys.map(named)]
}

/** Also a key that was revoked. */
export async function accountOf({ accounts, apiKeys }: Deps, id: string): Promise<Acted | undefined> {
  const [person, key] = await Promise.all([accounts.get(id), apiKeys.get(id)])
  return person ?? (key && named(key))
}

const named = (key: ApiKey): Acted => ({ ...key, name: keyName(key) })
