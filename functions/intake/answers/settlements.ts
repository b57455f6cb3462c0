/** What an agency decided in its review list (docs/cases.md#settlement-files). */
import { judgeSettlement, settlementIn } from '../../../rules/answers/settlement.ts'
import { aboutOf, confirmedBy, type Said, settlementCodes } from '../../../rules/cases/choices.ts'
import { callsOf } from '../../../rules/cases/settlement-calls.ts'
import { SETTLES } from '../../../rules/cases/settlement-log.ts'
import { activeListings } from '../../../rules/determination/listings.ts'
import type { Reason } from '../../../schemas/codes.ts'
import { REASON_NAMES } from '../../../wording/outcomes.ts'
import type { IntakeDeps } from '../deps.ts'
import type { Answer, Taken } from './answer.ts'
import { takeOfCases } from './of-cases.ts'

const REVIEWS: ReadonlyMap<string, Reason> = new Map(
  Object.values(SETTLES).flatMap((reason) => (reason ? [[REASON_NAMES[reason], reason]] : [])),
)

export function takeSettlements(deps: IntakeDeps, answer: Answer): Promise<Taken> {
  const { policy } = answer
  const { day, requestedAt: at, sentBy } = answer.upload
  return takeOfCases(deps, answer, {
    judge(row, found, isTwice, cases) {
      const moment = found && cases.moment(found)
      const known = found && moment && { ...found, codesFor: (said: Said) => settlementCodes(said, moment) }
      judgeSettlement(row, { found: known, isTwice, reviews: REVIEWS })
    },
    said(row, found, order, cases) {
      const said = settlementIn(row)
      const moment = cases.moment(found)
      const about = aboutOf(said.choice, moment)
      const own = { ...said, ...about, order, at, day, ...(sentBy && { by: sentBy }) }
      return { settlement: (sentBy && about.waits && confirmedBy(moment, { by: sentBy, at, said })) ?? own }
    },
    calls: ({ county, settlement }, { person }) =>
      settlement ? callsOf(settlement, county, { person, active: activeListings(person, policy, day) }, policy) : [],
  })
}
