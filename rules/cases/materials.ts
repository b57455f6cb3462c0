/** Whether the papers of a case are all there (docs/cases.md#complete-materials). */
import { AS_SAID, FOUND_DEAD } from '../../schemas/codes.ts'
import type { CaseRow, CaseState, CountyFacts, MaterialsAnswer } from '../../schemas/records/case.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { monthsBefore } from '../days.ts'
import { latestRow } from './rows.ts'
import { resumedAfter, resumedByTwoAfter } from './settlement-log.ts'

export interface MaterialsFacts {
  readonly day: string
  readonly county: string
  readonly policy: Pick<Policy, 'cases'>
  /** By county. */
  readonly cases: Readonly<Record<string, CountyFacts>>
}

export function areMaterialsComplete(row: Pick<CaseRow, 'kind' | 'begunAt'>, facts: MaterialsFacts): boolean {
  const own = facts.cases[facts.county] ?? {}
  const { materials } = own
  if (materials?.collected !== 'complete' || !materials.isVerified || findingIn(own)) return false
  if (!materials.verifiedOn || materials.verifiedOn < monthsBefore(facts.day, facts.policy.cases.verifiedMonths))
    return false
  return row.kind === 'contribution' || areForThisClaim(materials, row.begunAt, own)
}

/** Papers for a contribution are none for a pension. */
function areForThisClaim({ at, order }: MaterialsAnswer, begunAt: string, own: CountyFacts): boolean {
  const last = latestRow(own, 'claim')
  return at > begunAt && (last?.result !== '00' || order > last.order)
}

/** A finding that nobody resumed after. */
export function findingIn(own: CountyFacts): string | undefined {
  const { materials } = own
  if (!materials?.finding || materials.finding === AS_SAID) return undefined
  const isResumed = materials.finding === FOUND_DEAD ? resumedByTwoAfter : resumedAfter
  return isResumed(own, materials.order) ? undefined : materials.finding
}

const UNDER_WAY: ReadonlySet<CaseState> = new Set(['paid', 'in-flight', 'registered'])

/** A finding about somebody paid, or about to be, changes no state and is the agency's task (docs/cases.md#materials). */
export const isFoundUnderWay = (state: CaseState, own: CountyFacts): boolean =>
  UNDER_WAY.has(state) && findingIn(own) !== undefined
