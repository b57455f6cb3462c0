/** Persons whose cases may stand otherwise than the county's last close left them: a list need not read the others again. */
import type { Outcome } from '../../schemas/codes.ts'
import type { CountyFacts, RowResult } from '../../schemas/records/case.ts'
import type { Decision, Person } from '../../schemas/records/person.ts'
import { inForce } from '../determination/listings.ts'

/** A case is open by these alone. */
const OPEN: ReadonlySet<Outcome | undefined> = new Set(['pay', 'enrol', 'claim', 'review'])

/** Counties in which; whom the bank has paid is not among them: whoever was open at the close is looked at anyway. */
export function stirredIn(before: Person, after: Person): string[] {
  const hasFailed = haveOtherResults(before, after)
  const counties = new Set([
    ...[before.decisions, after.decisions, after.cases ?? {}].flatMap(Object.keys),
    ...Object.keys(after.lists).map(countyOf),
  ])
  return [...counties].filter(
    (county) =>
      hasFailed ||
      isListed(before, county) !== isListed(after, county) ||
      isAnsweredAnew(before.cases?.[county], after.cases?.[county]) ||
      isDecidedAnew(before.decisions[county], after.decisions[county]),
  )
}

const countyOf = (head: string) => head.slice(0, head.indexOf('#'))
const isListed = ({ lists }: Person, county: string) =>
  Object.entries(lists).some(([head, fact]) => countyOf(head) === county && inForce(fact) !== undefined)

function isAnsweredAnew(before: CountyFacts = {}, after: CountyFacts = {}): boolean {
  return before.materials !== after.materials || before.settlements !== after.settlements
}

/** What is done ends a case, in whichever county; anything else may open one in each. */
function haveOtherResults(before: Person, after: Person): boolean {
  return Object.entries(after.cases ?? {}).some(([county, { results = {} }]) => {
    const known: Readonly<Record<string, RowResult>> = before.cases?.[county]?.results ?? {}
    return Object.entries(results).some(([batch, { result }]) => result !== '00' && result !== known[batch]?.result)
  })
}

function isDecidedAnew(before: Decision | undefined, after: Decision | undefined): boolean {
  if (before?.outcome === after?.outcome && before?.reason === after?.reason) return false
  const isPaid = after?.outcome === 'sponsored' && OPEN.has(before?.outcome)
  return !isPaid && !isOfNewYear(before, after)
}

/** Whoever was paid for is to be paid for again: everybody, in January, whose case of the year begins with its first close. */
function isOfNewYear(before: Decision | undefined, after: Decision | undefined): boolean {
  const isContribution = after?.outcome === 'pay' || after?.outcome === 'enrol'
  if (!before || OPEN.has(before.outcome) || !isContribution) return false
  return before.day.slice(0, 4) < after.day.slice(0, 4)
}
