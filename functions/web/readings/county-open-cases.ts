/** A county's open cases, gathered again only where a person, a batch, a close or the day has changed. */
import type { Policy } from '../../../schemas/records/policy.ts'
import { type OpenCase, openCases } from '../../shared/cases/open-cases.ts'
import type { WebDeps } from '../deps.ts'
import { batchesVersion, versionOf } from './batches-version.ts'

export async function countyOpenCases(deps: WebDeps, policy: Policy, county: string): Promise<readonly OpenCase[]> {
  const day = deps.dayOf(deps.now())
  const year = Number(day.slice(0, 4))
  // Versions are read before what they are of: what comes between is gathered again.
  const [persons, book, batches, deadlines] = await Promise.all([
    deps.personVersions.of(county),
    deps.caseBooks.get(county),
    batchesVersion(deps, policy, year - 1),
    deps.deadlines.policy(),
  ])
  const rests = [persons, book?.version, batches, deadlines, policy.version, day]
  const version = batches === undefined ? undefined : versionOf(rests)
  return deps.openCases(county, version, () => openCases(deps, { county, policy, day, consistency: 'strong' }))
}
