/** Who looked at a person, of the county itself and of the city. */
import type { PersonFile } from '../../../schemas/api/person-file.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { WebDeps } from '../deps.ts'

const MOST = 50

export async function looksOf(
  { audit, accounts }: Pick<WebDeps, 'audit' | 'accounts'>,
  county: string,
  person: string,
  { city }: Policy,
): Promise<PersonFile['looks']> {
  const own = await audit.looksAt(person, [county, city.code], MOST)
  const ids = [...new Set(own.flatMap(({ account }) => account ?? []))]
  const known = (await Promise.all(ids.map(accounts.get))).flatMap((account) => account ?? [])
  const nameOf = new Map(known.map(({ id, name }) => [id, name]))
  return own.map(({ time, kind, office, purpose, outcome, account }) => {
    const name = account && nameOf.get(account)
    return { ...{ time, kind, outcome }, ...(office && { office }), ...(purpose && { purpose }), ...(name && { name }) }
  })
}
