/** What an agency decided in its review list (docs/cases.md#settlement-files). */
import { judgeSettlement, settlementIn } from '../../../rules/answers/settlement.ts'
import { sentBackListings } from '../../../rules/cases/awaited.ts'
import { aboutOf, confirmedBy, type Said, settlementCodes } from '../../../rules/cases/choices.ts'
import { SETTLES } from '../../../rules/cases/settlement-log.ts'
import { type ActiveListing, activeListings } from '../../../rules/determination/listings.ts'
import type { Reason } from '../../../schemas/codes.ts'
import type { Settlement } from '../../../schemas/records/case.ts'
import type { Person } from '../../../schemas/records/person.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { Call, CallName } from '../../../schemas/records/upload.ts'
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
      settlement ? callsOf(settlement, county, person, activeListings(person, policy, day), policy) : [],
  })
}

/** Other counties, senders of lists, or a second person (docs/cases.md#settlements). */
function callsOf(
  { choice, waits, confirmed, basis: { counties = [] } }: Settlement,
  county: string,
  person: Person,
  active: readonly ActiveListing[],
  { categories }: Policy,
): Omit<Call, 'count'>[] {
  const ofAgency = (what: CallName, of: readonly string[]) =>
    of.map((division) => ({ what, division, office: 'social-insurance' as const }))
  if (choice === 'resume') return waits && !confirmed ? ofAgency('confirm', [county]) : []
  if (choice === 'elsewhere' || choice === 'responsible') {
    const others = counties.filter((of) => of !== county)
    return ofAgency(choice === 'elsewhere' ? 'elsewhere' : 'other-county', others)
  }
  if (choice !== 'correct-list') return []
  const senders = sentBackListings(person, active).flatMap(([, division, code]) => {
    const office = categories.find((category) => category.code === code)?.office
    return office ? [{ what: 'correct-list' as const, division, office }] : []
  })
  // An office with two lists of the person is told of one person.
  return [...new Map(senders.map((one) => [`${one.division} ${one.office}`, one])).values()]
}
