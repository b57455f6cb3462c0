/** The determination (docs/rules.md#determination), a pure function. */

import { type Outcome, type Reason, Scheme } from '../../schemas/codes.ts'
import { Fault } from '../../schemas/fault.ts'
import { present } from '../../schemas/present.ts'
import type { Decision, Listing, Person, RegisterRow } from '../../schemas/records/person.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { type Enrolment, hasSettlements, type Matter, type Settled, setAside, settledIn } from '../cases/settlements.ts'
import { ageOn } from '../days.ts'
import { birthDateOf } from '../rows/id-number.ts'
import { type ActiveListing, activeListings } from './listings.ts'

export interface Circumstances {
  readonly day: string
  readonly policy: Policy
  readonly hasRegister: (county: string) => boolean
  /** In a returned row without a number of its own (docs/rules.md#registers). */
  readonly isNameReturned: (county: string, name: string, scheme: Scheme) => boolean
}

interface Case {
  readonly county: string
  readonly age: number
  readonly year: number
  readonly listings: readonly (readonly [key: string, county: string, row: Listing])[]
  readonly rows: readonly Enrolment[]
  readonly registerMissing: boolean
  readonly rowReturned: readonly string[]
  /** Registers of any county whose rows could not be read. */
  readonly unread: readonly string[]
  /** Results of the bank that say that this year is paid for. */
  readonly confirmed: readonly [key: string][]
  readonly settled: Settled | undefined
  /** Settlements because of which other counties' listings are not looked at. */
  readonly aside: readonly string[]
}

type Finding = { outcome: Outcome; reason?: Reason; facts: string[] }
interface Rule {
  readonly line: number
  readonly name: string
  /** Of the notice; the hub's own checks have none. */
  readonly articles?: string
  readonly find: (c: Case) => Finding | undefined
}

const keysOf = (items: readonly (readonly [string, ...unknown[]])[]) => items.map(([key]) => key)
const resident = (c: Case) => c.rows.filter(([, , scheme]) => scheme === 'resident')
const residentInForce = (c: Case) =>
  c.settled?.enrolments ?? resident(c).filter(([, , , row]) => row.enrolment !== 'ended')
const contributed = (c: Case, how: RegisterRow['contribution']) =>
  resident(c).filter(([, , , row]) => row.contribution === how && row.year === c.year)

/** In the order of docs/rules.md#determination: the first rule that finds something decides. */
export const RULES: readonly Rule[] = [
  {
    line: 1,
    name: 'name-conflict',
    find: (c) => {
      const names = new Set([...c.listings.map(([, , row]) => row.name), ...c.rows.map(([, , , row]) => row.name)])
      return names.size > 1
        ? { outcome: 'review', reason: 'name-conflict', facts: [...keysOf(c.listings), ...keysOf(c.rows)] }
        : undefined
    },
  },
  {
    line: 2,
    name: 'deceased',
    find: (c) =>
      found(
        c.rows.filter(([, , , row]) => row.enrolment === 'deceased'),
        'deceased',
      ),
  },
  {
    line: 3,
    name: 'register-incomplete',
    find: (c) =>
      c.registerMissing || c.rowReturned.length > 0 || c.unread.length > 0
        ? { outcome: 'review', reason: 'register-incomplete', facts: [...c.rowReturned, ...c.unread] }
        : undefined,
  },
  {
    line: 4,
    name: 'two-counties',
    find: (c) =>
      new Set(c.listings.map(([, county]) => county)).size > 1
        ? { outcome: 'review', reason: 'two-counties', facts: keysOf(c.listings) }
        : undefined,
  },
  {
    line: 5,
    name: 'duplicate-enrolment',
    find: (c) => {
      const rows = residentInForce(c)
      return new Set(rows.map(([, county]) => county)).size > 1
        ? { outcome: 'review', reason: 'duplicate-enrolment', facts: keysOf(rows) }
        : undefined
    },
  },
  {
    line: 6,
    name: 'enrolled-elsewhere',
    find: (c) =>
      found(
        residentInForce(c).filter(([, county]) => county !== c.county),
        'review',
        'enrolled-elsewhere',
      ),
  },
  {
    line: 7,
    name: 'under-16',
    find: (c) => (c.age < 16 ? { outcome: 'under-16', facts: [] } : undefined),
  },
  {
    line: 8,
    name: 'other-scheme',
    find: (c) =>
      found(
        c.rows.filter(
          ([, , scheme, row]) => scheme !== 'resident' && (row.enrolment === 'active' || row.benefit === 'drawing'),
        ),
        'other-scheme',
      ),
  },
  {
    line: 9,
    name: 'drawing',
    articles: '2(8)',
    find: (c) =>
      c.age >= 60
        ? found(
            residentInForce(c).filter(([, , , row]) => row.benefit === 'drawing'),
            'drawing',
          )
        : undefined,
  },
  {
    line: 10,
    name: 'claim',
    articles: '2(8)',
    find: (c) => {
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
  },
  {
    // A row that is 终止 still shows a payment.
    line: 11,
    name: 'sponsored',
    articles: '1, 2(8)',
    find: (c) => found([...contributed(c, 'sponsored'), ...c.confirmed], 'sponsored'),
  },
  {
    line: 12,
    name: 'self-paid',
    articles: '1, 2(8)',
    find: (c) => found(contributed(c, 'self'), 'self-paid'),
  },
  {
    line: 13,
    name: 'student',
    articles: '1, 2(8)',
    find: (c) =>
      found(
        c.rows.filter(([, , , row]) => row.student === true),
        'student',
      ),
  },
  {
    line: 14,
    name: 'pay',
    articles: '1, 2(8)',
    find: (c) => found(residentInForce(c), 'pay'),
  },
  {
    line: 15,
    name: 'enrol',
    articles: '1, 2(8)',
    find: (c) => ({ outcome: 'enrol', facts: keysOf(resident(c)) }),
  },
]

function found(
  items: readonly (readonly [string, ...unknown[]])[],
  outcome: Outcome,
  reason?: Reason,
): Finding | undefined {
  return items.length > 0 ? { outcome, ...(reason ? { reason } : {}), facts: keysOf(items) } : undefined
}

/** A late message decides for the latest day decided. */
export function decisionDay({ decisions }: Person, day: string): string {
  let last = day
  for (const decision of Object.values(decisions)) if (decision.day > last) last = decision.day
  return last
}

export function determine(person: Person, circumstances: Circumstances): Record<string, Decision> {
  const { day, policy, hasRegister } = circumstances
  const active = activeListings(person, policy, day)
  const decisions: Record<string, Decision> = {}
  if (active.length === 0) return decisions
  const rows: [string, string, string, RegisterRow][] = []
  for (const [key, row] of Object.entries(person.register)) {
    const [county, scheme] = key.split('#') as [string, string]
    rows.push([`register.${key}`, county, scheme, row])
  }
  const age = ageOn(present(birthDateOf(person.id), 'the birth date of a listed person'), day)
  const year = Number(day.slice(0, 4))
  const returned = (county: string) => returnedRows(person, active, county, circumstances)
  const matter = hasSettlements(person) ? matterOf(person, circumstances) : undefined
  const confirmed = confirmedBy(person, year)
  const aside = setAside(person, active)
  const listings = active.flatMap(([key, county, , row]) => (aside.has(county) ? [] : [[key, county, row] as const]))
  for (const county of new Set(listings.map(([, of]) => of))) {
    const settled = matter && settledIn(county, matter)
    decisions[county] = decide(
      {
        ...{ county, age, year, listings, rows, settled },
        registerMissing: !hasRegister(county),
        rowReturned: unsettledRows(returned(county), settled),
        unread: Object.keys(person.unread ?? {}).map((of) => `unread.${of}`),
        confirmed,
        aside: [...aside.values()],
      },
      policy.version,
      day,
    )
  }
  return decisions
}

export function matterOf(person: Person, circumstances: Circumstances): Matter {
  const active = activeListings(person, circumstances.policy, circumstances.day)
  const returned = (county: string) => returnedRows(person, active, county, circumstances).map(([, scheme]) => scheme)
  return { person, active, returned }
}

/** A row counts for its own scheme only. */
function returnedRows(
  person: Person,
  active: readonly ActiveListing[],
  county: string,
  { isNameReturned }: Circumstances,
): [key: string, scheme: Scheme][] {
  const listings = active.filter(([, of]) => of === county)
  return Scheme.options.flatMap((scheme) => {
    const fact = `${county}#${scheme}`
    if (fact in person.register) return []
    const named = listings.filter(([, , , { name }]) => isNameReturned(county, name, scheme))
    const flagged = person.rejectionFlags.includes(fact) ? [`rejectionFlags.${fact}`] : []
    return [...flagged, ...keysOf(named)].map((key): [string, Scheme] => [key, scheme])
  })
}

function unsettledRows(returned: readonly (readonly [string, Scheme])[], settled: Settled | undefined): string[] {
  const left = returned.filter(([, scheme]) => !settled?.schemes.includes(scheme))
  return [...new Set(keysOf(left))]
}

/** Whichever county paid. */
function confirmedBy({ cases = {} }: Person, year: number): [key: string][] {
  return Object.entries(cases).flatMap(([county, { results = {} }]) =>
    Object.entries(results).flatMap(([batch, row]): [string][] =>
      row.kind === 'contribution' && row.year === year && row.result === '00' ? [[`results.${county}.${batch}`]] : [],
    ),
  )
}

function decide(c: Case, policy: number, day: string): Decision {
  const used: string[] = [...c.aside]
  for (const { line, name, find } of RULES) {
    const finding = find(c)
    const settled = c.settled?.reviews.get(name)
    if (settled && (finding || settled.effect === 'narrows')) used.push(settled.key)
    if (!finding || settled?.effect === 'passes') continue
    // Stored facts have no order; sorted ones compare equal.
    return { line, ...finding, facts: [...new Set([...finding.facts, ...used])].sort(), policy, day }
  }
  throw new Fault('impossible', 'line 15 holds for everybody')
}

/** The day and the policy's version alone make no new decision. */
export function sameDecision(a: Decision | undefined, b: Decision | undefined): boolean {
  if (!a || !b) return a === b
  return a.line === b.line && a.outcome === b.outcome && a.reason === b.reason && a.facts.join() === b.facts.join()
}
