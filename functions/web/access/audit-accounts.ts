/** Accounts of a chain's division and of its townships, by whose names an auditor looks for entries. */
import type { Account } from '../../../schemas/records/account.ts'
import type { WebDeps } from '../deps.ts'

/** More accounts than this are looked for by the rest of the search. */
const MOST = 500

export async function accountsOf({ accounts }: Pick<WebDeps, 'accounts'>, division: string): Promise<Account[]> {
  return (await accounts.inCounty(division)).slice(0, MOST)
}
