/** A county's year tied out, gathered again only where a batch, a list, a register, a claim or the day has changed. */
import { type CountyMoney, type TieOutAsked, type YearTieOut, yearTieOut } from '../../shared/money/tie-out.ts'
import type { WebDeps } from '../deps.ts'
import { batchesVersion, versionOf } from '../readings/batches-version.ts'

export async function knownTieOut(
  deps: WebDeps,
  asked: TieOutAsked & { readonly year: number },
  own: CountyMoney,
): Promise<YearTieOut> {
  const { county, year, policy, day } = asked
  const names = [
    ...policy.categories.map(({ code }) => `${county}#${code}`),
    ...policy.counties.map(({ code }) => `${code}#register`),
  ]
  const [heads, batches, persons] = await Promise.all([
    deps.heads.all(names),
    batchesVersion(deps, policy, year),
    // A failed row gives its claim back after its results are kept, and before its person hears of it.
    deps.personVersions.of(county),
  ])
  const rests = [heads.map(({ head, roster }) => [head, roster]), batches, persons, own, policy.version, day]
  const version = batches === undefined ? undefined : versionOf(rests)
  return deps.tieOuts(`${county} ${year}`, version, () => yearTieOut(deps, asked, own))
}
