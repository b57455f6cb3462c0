/** Accounts of a chain's division and of its townships, by whose names an auditor looks for entries. */
import type { Account } from '../../../schemas/records/account.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { WebDeps } from '../deps.ts'

/** More accounts than this are looked for by the rest of the search. */
const MOST = 500

export async function accountsOf(
  { accounts }: Pick<WebDeps, 'accounts'>,
  policy: Policy,
  division: string,
): Promise<Account[]> {
  const townships = policy.counties.find(({ code }) => code === division)?.townships ?? []
  const places = [division, ...townships.map(({ code }) => code)]
  const ids = (await Promise.all(places.map(accounts.ofDivision))).flat().slice(0, MOST)
  const found = await Promise.all(ids.map(accounts.get))
  return found.flatMap((account) => account ?? [])
}
