/**
 * The determination (docs/rules.md#determination): for each county that lists a person, the first line that holds
 * decides. Pure: the day, the policy and which counties have a register are arguments.
 */

import type { Outcome, Reason } from '../../schemas/codes.ts'
import { Fault } from '../../schemas/fault.ts'
import type { Decision, Listing, ListingFact, Person, RegisterRow } from '../../schemas/records/person.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { ageOn } from '../days.ts'
import { birthDateOf } from '../rows/id-number.ts'

export interface Circumstances {
  /** The determination day, `YYYY-MM-DD`. */
  readonly day: string
  readonly policy: Policy
  /** Whether the county has an accepted register. */
  readonly hasRegister: (county: string) => boolean
  /** Whether the name stands in a row without a number of its own that the county's latest register had returned. */
  readonly isNameReturned: (county: string, name: string) => boolean
}

/** What the lines look at: the person's facts that stand, gathered once. */
interface Case {
  readonly county: string
  readonly age: number
  readonly year: number
  readonly listings: readonly [key: string, county: string, row: Listing][]
  readonly rows: readonly [key: string, county: string, scheme: string, row: RegisterRow][]
  readonly registerMissing: boolean
  /** What of the person shows that a row was returned of which no earlier fact stands. */
  readonly rowReturned: readonly string[]
}

type Finding = { outcome: Outcome; reason?: Reason; facts: string[] }
type Line = (c: Case) => Finding | undefined

const keysOf = (items: readonly (readonly [string, ...unknown[]])[]) => items.map(([key]) => key)
const resident = (c: Case) => c.rows.filter(([, , scheme]) => scheme === 'resident')
/** Resident rows that are not 终止. */
const residentInForce = (c: Case) => resident(c).filter(([, , , row]) => row.enrolment !== 'ended')
const contributed = (c: Case, how: RegisterRow['contribution']) =>
  resident(c).filter(([, , , row]) => row.contribution === how && row.year === c.year)

/** The lines in their order; index + 1 is the number of the line. */
const LINES: readonly Line[] = [
  // 1: names differ between the lists, or between a list and the register.
  (c) => {
    const names = new Set([...c.listings.map(([, , row]) => row.name), ...c.rows.map(([, , , row]) => row.name)])
    return names.size > 1
      ? { outcome: 'review', reason: 'name-conflict', facts: [...keysOf(c.listings), ...keysOf(c.rows)] }
      : undefined
  },
  // 2: any register row has status 死亡.
  (c) =>
    found(
      c.rows.filter(([, , , row]) => row.enrolment === 'deceased'),
      'deceased',
    ),
  // 3: the county has no accepted register, or the person's row in it was returned and no earlier fact stands.
  (c) =>
    c.registerMissing || c.rowReturned.length > 0
      ? { outcome: 'review', reason: 'register-incomplete', facts: [...c.rowReturned] }
      : undefined,
  // 4: active listings in two counties.
  (c) =>
    new Set(c.listings.map(([, county]) => county)).size > 1
      ? { outcome: 'review', reason: 'two-counties', facts: keysOf(c.listings) }
      : undefined,
  // 5: resident rows, not 终止, in two counties.
  (c) => {
    const rows = residentInForce(c)
    return new Set(rows.map(([, county]) => county)).size > 1
      ? { outcome: 'review', reason: 'duplicate-enrolment', facts: keysOf(rows) }
      : undefined
  },
  // 6: the resident row, not 终止, is in another county than the listing.
  (c) =>
    found(
      residentInForce(c).filter(([, county]) => county !== c.county),
      'review',
      'enrolled-elsewhere',
    ),
  // 7
  (c) => (c.age < 16 ? { outcome: 'under-16', facts: [] } : undefined),
  // 8: 企业职工 or 机关事业 with 正常参保 or 正常领取.
  (c) =>
    found(
      c.rows.filter(
        ([, , scheme, row]) => scheme !== 'resident' && (row.enrolment === 'active' || row.benefit === 'drawing'),
      ),
      'other-scheme',
    ),
  // 9
  (c) =>
    c.age >= 60
      ? found(
          residentInForce(c).filter(([, , , row]) => row.benefit === 'drawing'),
          'drawing',
        )
      : undefined,
  // 10: 60 and not drawing: who is not enrolled, or 终止, claims as `not-enrolled`.
  (c) => {
    if (c.age < 60) return undefined
    const rows = residentInForce(c)
    const reason =
      rows.length === 0
        ? 'not-enrolled'
        : rows.some(([, , , row]) => row.benefit === 'suspended')
          ? 'suspended'
          : 'enrolled'
    return { outcome: 'claim', reason, facts: keysOf(rows) }
  },
  // 11: any resident row, 终止 included, says this year's contribution is 政府代缴.
  (c) => found(contributed(c, 'sponsored'), 'sponsored'),
  // 12
  (c) => found(contributed(c, 'self'), 'self-paid'),
  // 13: any register row marks 在校学生.
  (c) =>
    found(
      c.rows.filter(([, , , row]) => row.student === true),
      'student',
    ),
  // 14: enrolled: 正常参保 or 暂停缴费.
  (c) => found(residentInForce(c), 'pay'),
  // 15: not enrolled, or 终止.
  (c) => ({ outcome: 'enrol', facts: keysOf(resident(c)) }),
]

function found(
  items: readonly (readonly [string, ...unknown[]])[],
  outcome: Outcome,
  reason?: Reason,
): Finding | undefined {
  return items.length > 0 ? { outcome, ...(reason ? { reason } : {}), facts: keysOf(items) } : undefined
}

/** The person's listings that count on the day: not ended, of a category in force. */
export function activeListings(
  person: Person,
  policy: Policy,
  day: string,
): [key: string, county: string, category: string, row: Listing][] {
  const active: [string, string, string, Listing][] = []
  for (const [key, fact] of Object.entries(person.lists)) {
    const row = inForce(fact)
    if (!row) continue
    const [county, code] = key.split('#') as [string, string]
    const category = policy.categories.find((c) => c.code === code)
    if (category && (category.from ?? day) <= day && day <= (category.until ?? day))
      active.push([`lists.${key}`, county, code, row])
  }
  return active
}

/**
 * The day on which the person is decided where a message names `day`: a message that comes late takes nobody back to
 * its day.
 */
export function decisionDay({ decisions }: Person, day: string): string {
  let last = day
  for (const decision of Object.values(decisions)) if (decision.day > last) last = decision.day
  return last
}

/** Exactly one decision for each county with an active listing; empty for who is not listed. */
export function determine(person: Person, circumstances: Circumstances): Record<string, Decision> {
  const { day, policy, hasRegister, isNameReturned } = circumstances
  const active = activeListings(person, policy, day)
  const decisions: Record<string, Decision> = {}
  if (active.length === 0) return decisions
  const rows: [string, string, string, RegisterRow][] = []
  for (const [key, row] of Object.entries(person.register)) {
    const [county, scheme] = key.split('#') as [string, string]
    rows.push([`register.${key}`, county, scheme, row])
  }
  const listings = active.map(([key, county, , row]) => [key, county, row] as [string, string, Listing])
  const age = ageOn(birthDateOf(person.id)!, day)
  for (const county of new Set(listings.map(([, county]) => county)))
    decisions[county] = decide(
      {
        county,
        age,
        year: Number(day.slice(0, 4)),
        listings,
        rows,
        registerMissing: !hasRegister(county),
        rowReturned: rows.some(([, of]) => of === county)
          ? []
          : [
              ...(person.rejectionFlags.includes(county) ? [`rejectionFlags.${county}`] : []),
              ...keysOf(listings.filter(([, of, { name }]) => of === county && isNameReturned(county, name))),
            ],
      },
      policy.version,
      day,
    )
  return decisions
}

function decide(c: Case, policy: number, day: string): Decision {
  for (const [index, line] of LINES.entries()) {
    const finding = line(c)
    // Sorted, because the item holds its facts in any order: the same facts make the same decision.
    if (finding) return { line: index + 1, ...finding, facts: finding.facts.sort(), policy, day }
  }
  throw new Fault('impossible', 'line 15 holds for everybody')
}

/** What the listing says, while it holds. */
export function inForce(fact: ListingFact | undefined): Listing | undefined {
  return fact && !fact.ended ? fact.row : undefined
}

/** Whether two decisions say the same: the day and the policy's revision alone do not make a new one. */
export function sameDecision(a: Decision | undefined, b: Decision | undefined): boolean {
  if (!a || !b) return a === b
  return a.line === b.line && a.outcome === b.outcome && a.reason === b.reason && a.facts.join() === b.facts.join()
}
