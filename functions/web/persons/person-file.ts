/** The person's file, gathered for one county as of a day (docs/cases.md#the-persons-file). */
import { nextOf } from '../../../rules/cases/awaited.ts'
import { notEnded } from '../../../rules/cases/settlement-log.ts'
import { enrollingCounties, standing as standingSettlements } from '../../../rules/cases/settlements.ts'
import { caseState } from '../../../rules/cases/state.ts'
import { shanghaiDay } from '../../../rules/deadlines/day-steps.ts'
import { cityCalendar } from '../../../rules/deadlines/work-calendar.ts'
import { matterOf } from '../../../rules/determination/determine.ts'
import { activeListings } from '../../../rules/determination/listings.ts'
import { ownOf } from '../../../rules/person-file/timeline.ts'
import type { PersonFile } from '../../../schemas/api/person-file.ts'
import { FOUND_DEAD, type Scheme } from '../../../schemas/codes.ts'
import type { CaseRow, Settlement } from '../../../schemas/records/case.ts'
import { DEFAULT_DEADLINES } from '../../../schemas/records/deadline-policy.ts'
import type { Person } from '../../../schemas/records/person.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { casesOf, gatherFacts } from '../../shared/cases/case-facts.ts'
import { decidedToday, heardRegisters } from '../../shared/cases/heard-registers.ts'
import type { WebDeps } from '../deps.ts'
import type { Acting } from '../http/caller.ts'
import { broughtBy } from './brought.ts'
import { decisionShown, entriesOf } from './entries.ts'
import { lettersOf } from './letters.ts'
import { looksOf } from './looks.ts'
import { personMoney } from './person-money.ts'
import { type PersonAsked, type PersonThen, personThen } from './person-then.ts'

/** @throws 404 for a person of no list of the county, 400 for a day without history */
export async function personFile(deps: WebDeps, asked: PersonAsked, actor: Acting): Promise<PersonFile> {
  const { county } = asked
  const [policy, then] = await Promise.all([deps.policies.inForce(), personThen(deps, asked)])
  const { person, day } = then
  const [money, brought, looks, registers] = await Promise.all([
    personMoney(deps, county, then),
    broughtBy(
      deps,
      then.happened.flatMap(({ event: { upload } }) => upload ?? []),
    ),
    looksOf(deps, county, person.key, policy),
    registersOf(deps, person),
  ])
  const cases = await casesThen(deps, { county, policy, then, claims: money.claims })
  const matter = matterOf(person, { day, policy, ...registers })
  const decision = person.decisions[county]
  const own = person.cases?.[county] ?? {}
  return {
    ...{ county, person: person.key, asOf: day, from: then.from, id: isKnown(person, county) ? person.id : '' },
    names: namesOf(person, county),
    listings: listingsOf(then, county, policy, brought),
    register: Object.entries(ownOf(person.register, county)).map(([scheme, row]) => ({
      ...row,
      scheme: scheme as Scheme,
    })),
    others: actor.office === 'social-insurance' ? othersOf(person, county, matter) : [],
    warnings: warningsOf(person, county),
    ...(decision && { decision: decisionShown(decision, county) }),
    cases,
    ...(own.materials && { materials: own.materials }),
    settlements: inForceMarked(own.settlements ?? [], [
      ...standingSettlements(county, matter),
      ...notEnded(own).filter(({ choice }) => choice === 'resume' || choice === 'hold'),
    ]),
    money: money.money,
    letters: lettersOf({ county, day, policy, cases: await rowsOf(deps, county, then), money: money.money }),
    looks,
    timeline: entriesOf(then.happened, { county, policy, brought, money: money.money }),
  }
}

async function registersOf(deps: WebDeps, person: Person) {
  const registers = heardRegisters(deps)
  await registers.load(Object.keys(person.lists).map((head) => head.slice(0, head.indexOf('#'))))
  return registers.of(person)
}

const isKnown = ({ lists, cases }: Person, county: string) =>
  cases?.[county] !== undefined || Object.keys(ownOf(lists, county)).length > 0

/** The one that counts first; lists before registers. */
export function namesOf({ lists, register, cases = {} }: Person, county: string): string[] {
  const chosen = (cases[county]?.settlements ?? []).flatMap(({ choice, name }) =>
    choice === 'name' && name ? [name] : [],
  )
  const listed = Object.values(ownOf(lists, county)).flatMap(({ row }) => row?.name ?? [])
  const registered = Object.values(ownOf(register, county)).map(({ name }) => name)
  return [...new Set([...chosen.slice(-1), ...listed, ...registered])]
}

function listingsOf(
  { person, day, happened }: PersonThen,
  county: string,
  policy: Policy,
  brought: Awaited<ReturnType<typeof broughtBy>>,
): PersonFile['listings'] {
  const active = new Set(
    activeListings(person, policy, day).flatMap(([, of, category]) => (of === county ? [category] : [])),
  )
  return Object.entries(ownOf(person.lists, county)).flatMap(([category, { row }]) => {
    if (!row) return []
    const own = happened.flatMap(({ event, moved }) =>
      moved.flatMap((one) => (one.about === 'listing' && one.of === category ? [{ event, one }] : [])),
    )
    const begun = own.find(({ one }) => !one.before)
    const ended = active.has(category) ? undefined : own.find(({ one }) => !one.after)
    const source = brought(own.find(({ one }) => one.after)?.event.upload)
    return [
      {
        ...row,
        ...{ category, isActive: active.has(category) },
        ...(begun && { begunOn: begun.event.day }),
        ...(ended && { endedOn: ended.event.day }),
        ...(source && { brought: source }),
      },
    ]
  })
}

/** Of another county a name, the number and which county (docs/rules.md#who-sees-what). */
function othersOf(person: Person, county: string, matter: ReturnType<typeof matterOf>): PersonFile['others'] {
  const foreign = new Set([...matter.active.map(([, of]) => of), ...enrollingCounties(county, matter)])
  foreign.delete(county)
  return [...foreign].sort().map((of) => {
    const listed = matter.active.flatMap(([, by, , { name }]) => (by === of ? [name] : []))
    const registered = Object.values(ownOf(person.register, of)).map(({ name }) => name)
    return { county: of, names: [...new Set([...listed, ...registered])] }
  })
}

/** Somebody dead, or paid twice (docs/cases.md#batches). */
function warningsOf({ cases = {} }: Person, county: string): PersonFile['warnings'] {
  return Object.entries(cases).flatMap(([of, { materials, results = {} }]) => {
    if (of === county) return []
    const isDead = materials?.finding === FOUND_DEAD
    const isDouble = Object.values(results).some(({ result }) => result === '04')
    return [
      ...(isDead ? [{ county: of, finding: FOUND_DEAD }] : []),
      ...(isDouble ? [{ county: of, result: '04' as const }] : []),
    ]
  })
}

const inForceMarked = (all: readonly Settlement[], inForce: readonly Settlement[]) => {
  const orders = new Set(inForce.map(({ order }) => order))
  return all.map((one) => ({ ...one, isInForce: orders.has(one.order) }))
}

/** Begun by then: where the hub was told which day it is, by the day of the close. */
async function rowsOf(deps: WebDeps, county: string, { now, day, today }: PersonThen): Promise<CaseRow[]> {
  const rows = (await casesOf(deps, county)).rows.filter(({ key }) => key === now.key)
  if (day === today || rows.length === 0) return rows
  const closes = new Map((await deps.runs.closes(county)).map(({ at, day: of }) => [at, of]))
  return rows.filter(({ begunAt }) => (closes.get(begunAt) ?? shanghaiDay(begunAt)) <= day)
}

interface CasesThen {
  readonly county: string
  readonly policy: Policy
  readonly then: PersonThen
  readonly claims: WebDeps['payments']['get']
}

/** Which cases a batch on its way had is known of today alone. */
async function casesThen(deps: WebDeps, { county, policy, then, claims }: CasesThen): Promise<PersonFile['cases']> {
  const { person, day, today } = then
  const rows = await rowsOf(deps, county, then)
  const batches = day === today ? deps.batches : { ...deps.batches, list: async () => [] }
  const persons = new Map([[person.key, person]])
  const live = await decidedToday(deps, { county, day, policy, persons })
  const decided = day === today ? live : ({ decisions }: Person) => decisions[county]
  const factsOf = await gatherFacts(
    { ...deps, batches, payments: { ...deps.payments, get: claims } },
    { county, day, policy, persons, decided },
    rows,
  )
  const stands = { county, person, active: activeListings(person, policy, day), policy, day }
  const deadlines = (await deps.deadlines.policy()) ?? DEFAULT_DEADLINES
  const clock = { deadlines, calendar: cityCalendar(deadlines.calendar) }
  return rows.map((row) => {
    const { number, kind, year, business } = row
    const standing = caseState(row, factsOf(row))
    const next = day === today ? nextOf(row, standing, stands, clock) : undefined
    return {
      ...{ number, kind, year, standing },
      ...(business && { business }),
      ...(next && { next: { ...next, who: [...next.who] } }),
    }
  })
}
