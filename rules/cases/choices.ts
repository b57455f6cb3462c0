/** Which settlements fit a case at a moment, and what a new one is about (docs/cases.md#settlements). */
import { FOUND_DEAD, type Reason } from '../../schemas/codes.ts'
import type { Signature } from '../../schemas/records/account.ts'
import type { BatchRow, PaymentClaim } from '../../schemas/records/batch.ts'
import {
  CaseKind,
  Choice,
  type CountyFacts,
  MOST_SETTLEMENTS,
  type Settlement,
  type Standing,
} from '../../schemas/records/case.ts'
import type { Decision, Person } from '../../schemas/records/person.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { type Circumstances, determine, matterOf } from '../determination/determine.ts'
import { findingIn } from './materials.ts'
import { mergeAnswer } from './merge-answer.ts'
import { inFlight, latest, resultsOf } from './rows.ts'
import { notEnded, resumedByTwoAfter, SETTLES, waitingIn } from './settlement-log.ts'
import { countiesListing, enrollingCounties, type Matter, namesOnRecord, setAside, standing } from './settlements.ts'

export interface Moment {
  readonly county: string
  /** With what earlier rows and files said. */
  readonly person: Person
  readonly circumstances: Circumstances
  /** The person's cases in the county. */
  readonly cases: readonly { readonly kind: CaseKind; readonly standing: Standing }[]
  readonly benefit: PaymentClaim | undefined
  /** Orders of settlements that rows of approved batches rest on, whichever county's. */
  readonly restedOn: ReadonlySet<string>
}

export interface Said {
  readonly choice: Choice
  /** Where 复核原因 names a review. */
  readonly reason?: Reason | undefined
  /** 正确姓名, normalised. */
  readonly name?: string | undefined
}

export type SettlementCode = 'choice-unfit' | 'name-unknown' | 'settled-elsewhere'

/** In the order of the list of choices. */
export function choicesFor(moment: Moment): Choice[] {
  const known = knownAt(moment)
  return Choice.options.filter((choice) => fits(choice, known) && !isSettledElsewhere(choice, known))
}

export function settlementCodes({ choice, reason, name }: Said, moment: Moment): SettlementCode[] {
  const known = knownAt(moment)
  const namesAnother = reason !== undefined && reason !== known.review
  const isUnknown = choice === 'name' && !(name && namesOnRecord(moment.person, known.matter.active).has(name))
  return [
    ...(namesAnother || !fits(choice, known) ? (['choice-unfit'] as const) : []),
    ...(isUnknown ? (['name-unknown'] as const) : []),
    ...(isSettledElsewhere(choice, known) ? (['settled-elsewhere'] as const) : []),
  ]
}

export type About = Pick<Settlement, 'reason' | 'basis' | 'keeps' | 'withdraws' | 'waits'>

/** What is kept with a choice that fits. */
export function aboutOf(choice: Choice, moment: Moment): About {
  const { secondPerson } = moment.circumstances.policy.cases
  return { ...whatAbout(choice, moment), ...(secondPerson && { waits: true as const }) }
}

function whatAbout(choice: Choice, moment: Moment): About {
  const { matter, own, county } = knownAt(moment)
  const reason = SETTLES[choice]
  if (choice === 'withdraw') return { basis: {}, ...lastOf(standing(county, matter)) }
  if (reason === undefined) return { basis: {}, ...(choice === 'resume' && isGrave(own) && { waits: true as const }) }
  const keeps = notEnded(own)
    .filter((one) => SETTLES[one.choice] === reason && moment.restedOn.has(one.order))
    .map(({ order }) => order)
  return { reason, basis: basisOf(reason, county, matter), ...(keeps.length > 0 && { keeps }) }
}

const lastOf = (standing: readonly Settlement[]) => {
  const last = standing.at(-1)
  return last && { withdraws: last.order }
}

function basisOf(reason: Reason, county: string, matter: Matter): Settlement['basis'] {
  if (reason === 'name-conflict') return { names: [...namesOnRecord(matter.person, matter.active)].sort() }
  if (reason === 'register-incomplete') return { schemes: [...new Set(matter.returned(county))] }
  const counties = reason === 'two-counties' ? countiesListing(matter.active) : enrollingCounties(county, matter)
  return { counties: [...counties].sort() }
}

/** The orders of what a row rests on, whose batch is approved in these circumstances. */
export function restsOn(person: Person, county: string, circumstances: Circumstances): string[] {
  const matter = matterOf(person, circumstances)
  return [county, ...others(person, county)].flatMap((of) =>
    standing(of, matter)
      .filter(({ choice }) => (of === county ? choice !== 'hold' : choice === 'name' || choice === 'elsewhere'))
      .map(({ order }) => order),
  )
}

/** @param unanswered rows of approved batches that have no result yet */
export function restedOn({ cases = {} }: Person, unanswered: readonly Pick<BatchRow, 'restsOn'>[]): Set<string> {
  const answered = Object.values(cases).flatMap(({ results = {} }) => Object.values(results))
  return new Set([...answered, ...unanswered].flatMap(({ restsOn = [] }) => restsOn))
}

/**
 * What waits and is mended where a second person says the same: the settlement once more, confirmed.
 * @returns undefined where the person is the first, or nothing waits that mends all there is now
 */
export function confirmedBy(
  moment: Pick<Moment, 'county' | 'person' | 'circumstances'>,
  { by, at, said }: { readonly by: Signature; readonly at: string; readonly said?: Pick<Said, 'choice' | 'name'> },
) {
  const waiting = waitingFor({ ...moment, policy: moment.circumstances.policy }, said)
  if (!waiting?.by || waiting.by.account === by.account) return undefined
  return { ...waiting, confirmed: { at, by } }
}

interface Waits {
  readonly county: string
  readonly person: Person
  readonly policy: Pick<Policy, 'cases'>
}

/** What a second person may confirm; what mends has to mend all there is. */
export function waitingFor(
  { county, person, policy }: Waits,
  said?: Pick<Said, 'choice' | 'name'>,
): Settlement | undefined {
  const own = person.cases?.[county] ?? {}
  const waiting = waitingIn(own, said)
  if (!waiting?.by) return undefined
  if (waiting.choice !== 'resume') return waiting
  if (!isGrave(own)) return policy.cases.secondPerson ? waiting : undefined
  const settlement: Settlement = { ...waiting, confirmed: { at: waiting.at, by: waiting.by } }
  return isGrave(mergeAnswer(own, { id: person.id, county, settlement })) ? undefined : waiting
}

interface Known extends Moment {
  readonly matter: Matter
  readonly own: CountyFacts
  readonly decision: Decision | undefined
  readonly review: Reason | undefined
}

function knownAt(moment: Moment): Known {
  const { person, county, circumstances } = moment
  const decision = determine(person, circumstances)[county]
  const review = decision?.outcome === 'review' ? decision.reason : undefined
  return { ...moment, matter: matterOf(person, circumstances), own: person.cases?.[county] ?? {}, decision, review }
}

const DONE: ReadonlySet<Standing['state']> = new Set(['paid', 'registered', 'in-flight', 'in-batch', 'ended'])

function fits(choice: Choice, known: Known): boolean {
  const { county, cases, matter, circumstances, own } = known
  if ((own.settlements?.length ?? 0) >= MOST_SETTLEMENTS) return false
  if (choice === 'withdraw') return standing(county, matter).length > 0
  if (choice === 'hold') return cases.some((one) => !DONE.has(one.standing.state))
  if (choice === 'resume') return cases.some((one) => isMendable(one, known))
  if (!isAsked(choice, known)) return false
  if (choice === 'elsewhere') return countsElsewhere(county, matter)
  if (SETTLES[choice] !== 'register-incomplete') return true
  return circumstances.hasRegister(county) && matter.returned(county).length > 0
}

/** The review is there, or a settlement of it that nothing rests on yet. */
function isAsked(choice: Choice, known: Known): boolean {
  const { county, matter, review, restedOn } = known
  const reason = SETTLES[choice]
  if (review === reason || (reason === 'name-conflict' && isNamedElsewhere(known))) return true
  const last = standing(county, matter).findLast((one) => SETTLES[one.choice] === reason)
  return last !== undefined && !restedOn.has(last.order)
}

function isNamedElsewhere({ county, matter }: Known): boolean {
  return others(matter.person, county).some((of) => standing(of, matter).some(({ choice }) => choice === 'name'))
}

function isSettledElsewhere(choice: Choice, { county, matter }: Known): boolean {
  const isTheirs = (of: string) => standing(of, matter).some((one) => one.choice === 'responsible')
  return choice === 'responsible' && others(matter.person, county).some(isTheirs)
}

function countsElsewhere(county: string, { person, active }: Matter): boolean {
  const aside = setAside(person, active)
  return [...countiesListing(active)].some((of) => of !== county && !aside.has(of))
}

/** A waiting claim is mended where the other county's bank has done it, not while it may. */
function isMendable({ kind, standing: { state } }: Moment['cases'][number], { benefit, matter }: Known): boolean {
  if (state === 'failed' || state === 'paused') return true
  if (kind !== 'claim' || state !== 'waiting') return false
  return inFlight(benefit, matter.person.cases ?? {}) === undefined
}

/** Resuming might pay somebody dead, or a second time. */
function isGrave(own: CountyFacts): boolean {
  if (findingIn(own) === FOUND_DEAD) return true
  return CaseKind.options.some((kind) => {
    const rows = resultsOf(own, kind)
    const done = latest(
      rows.filter(({ result }) => result === '00'),
      ({ order }) => order,
    )
    const since = (order: string) => !done || order > done.order
    return rows.some(({ result, order }) => result === '04' && since(order) && !resumedByTwoAfter(own, order))
  })
}

const others = ({ cases = {} }: Person, county: string) => Object.keys(cases).filter((of) => of !== county)
