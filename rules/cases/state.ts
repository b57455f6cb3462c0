/** What a case is: a function of outcome, answers and results (docs/cases.md#case-states). */
import { present } from '../../schemas/present.ts'
import type { PaymentClaim } from '../../schemas/records/batch.ts'
import type { CaseRow, CaseState, Standing } from '../../schemas/records/case.ts'
import type { Decision } from '../../schemas/records/person.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { lastPaymentDay } from '../payments/amount.ts'
import { areMaterialsComplete, findingIn, type MaterialsFacts } from './materials.ts'
import { inFlight, isPaid, latest, latestRow, type Row, resultsOf } from './rows.ts'
import { isHeld, isTransferring, resumedAfter, resumedByTwoAfter } from './settlement-log.ts'

export interface CaseFacts extends MaterialsFacts {
  readonly policy: Policy
  /** In the county, on the day. */
  readonly decision: Decision | undefined
  /** By an active listing of the county, set aside or not. */
  readonly isListed: boolean
  /** A settlement `elsewhere` is in force. */
  readonly isSetAside: boolean
  /** For the year of the case, whichever county's. */
  readonly claim: PaymentClaim | undefined
  /** For the pension, whichever county's. */
  readonly benefit: PaymentClaim | undefined
  /** In a prepared batch that nobody approved yet. */
  readonly isPrepared: boolean
}

type CurrentRow = Omit<CaseRow, 'close'>

/** A reason, or true where the line has none. */
type When = (row: CurrentRow, facts: CaseFacts) => string | boolean | undefined

interface Line {
  readonly line: number
  readonly state: CaseState
  readonly contribution: When
  readonly claim: When
}

const never: When = () => false
const both = (when: When) => ({ contribution: when, claim: when })
const own = ({ cases, county }: CaseFacts) => cases[county] ?? {}
const decided = ({ decision }: CaseFacts) => present(decision, 'the decision about a listed person')

/** In the order of docs/cases.md#case-states: the first line that holds decides. */
export const LINES: readonly Line[] = [
  {
    line: 1,
    state: 'paid',
    contribution: (row, facts) => isPaid(row, own(facts)),
    claim: never,
  },
  {
    line: 2,
    state: 'in-flight',
    ...both((row, facts) => {
      const payment = paymentOf(row, facts)
      return payment?.county === facts.county && inFlight(payment, facts.cases)
    }),
  },
  { line: 3, state: 'in-batch', ...both((_, { isPrepared }) => isPrepared) },
  {
    line: 4,
    state: 'ended',
    ...both((_, { isListed, isSetAside }) => {
      if (!isListed) return 'left-lists'
      return isSetAside && 'elsewhere'
    }),
  },
  {
    line: 5,
    state: 'registered',
    contribution: never,
    claim: (_, facts) => {
      const last = latestRow(own(facts), 'claim')
      return decided(facts).outcome === 'claim' && last?.result === '00' && !hasDrawnSince(last, facts)
    },
  },
  {
    line: 6,
    state: 'ended',
    contribution: (_, facts) => unlessAmong(['pay', 'enrol', 'review'], facts),
    claim: (_, facts) => unlessAmong(['claim', 'review'], facts),
  },
  {
    line: 7,
    state: 'under-review',
    ...both((_, facts) => {
      const decision = decided(facts)
      if (decision.outcome !== 'review') return undefined
      return isTransferring(facts.county, own(facts), decision) ? 'transferring' : (decision.reason ?? true)
    }),
  },
  {
    line: 8,
    state: 'waiting',
    contribution: (_, facts) => isTakenElsewhere(facts.claim, facts) && 'other-county',
    claim: (_, facts) => (isTakenElsewhere(facts.benefit, facts) || isDoneElsewhere(facts)) && 'other-county',
  },
  {
    line: 9,
    state: 'ended',
    contribution: ({ year }, facts) => {
      const { materials } = own(facts)
      return materials?.collected === 'given-up' && yearOfNumber(materials.case) === year && 'given-up'
    },
    claim: ({ begunAt }, facts) => {
      const { materials } = own(facts)
      const last = latestRow(own(facts), 'claim')
      const isNew = (at: string) => at > begunAt && (!last || at > last.approvedAt)
      return materials?.collected === 'given-up' && isNew(materials.at) && 'given-up'
    },
  },
  { line: 10, state: 'paused', ...both((_, facts) => findingIn(own(facts)) ?? (isHeld(own(facts)) && 'held')) },
  { line: 11, state: 'failed', ...both(standingFailure) },
  {
    line: 12,
    state: 'collecting',
    contribution: (row, facts) => decided(facts).outcome === 'enrol' && !areMaterialsComplete(row, facts),
    claim: (row, facts) => !areMaterialsComplete(row, facts),
  },
  { line: 13, state: 'ready', ...both(() => true) },
]

const UNPAID: Standing = { state: 'ended', reason: 'unpaid-at-year-end' }

export function caseState(row: CaseRow, facts: CaseFacts): Standing {
  if (isPast(row, facts.day)) return firstLine(row, facts, 2)?.standing ?? pastState(row.close)
  const { state, reason } = currentState(row, facts)
  return { state, ...(reason && { reason }) }
}

/** Of a year that goes on, and of a claim. */
export function currentState(row: CurrentRow, facts: CaseFacts): Standing & { readonly beforeYearEnd?: Standing } {
  const { line, standing } = present(firstLine(row, facts, LINES.length), 'line 13, which holds for everybody')
  const isOver = row.kind === 'contribution' && line >= 7 && facts.day > lastPaymentDay(facts.policy, row.year)
  return isOver ? { ...UNPAID, beforeYearEnd: standing } : standing
}

/**
 * What `hold`, `resume` and answers meet: until a year's first close the state of the last one.
 * @param closedOn the day of the county's last close
 */
export function stateForAnswers(row: CaseRow, facts: CaseFacts, closedOn: string): Standing {
  if (!isPast(row, facts.day) || isPast(row, closedOn)) return caseState(row, facts)
  const { state, reason } = row.close
  return firstLine(row, facts, 2)?.standing ?? { state, ...(reason && { reason }) }
}

export function isPast({ kind, year }: Pick<CaseRow, 'kind' | 'year'>, day: string): boolean {
  return kind === 'contribution' && year < Number(day.slice(0, 4))
}

/** Nothing is asked about it any more: the bank alone may still have it. */
export const isLongPast = ({ kind, year }: Pick<CaseRow, 'kind' | 'year'>, day: string): boolean =>
  kind === 'contribution' && year < Number(day.slice(0, 4)) - 1

/** Without a result since, as its year's last close left it: lines 4 and 6 ended it for good. */
export function pastState({ state, reason }: Standing): Standing {
  return state === 'ended' && reason && reason !== 'given-up' ? { state, reason } : UNPAID
}

function firstLine(row: CurrentRow, facts: CaseFacts, upTo: number) {
  for (const { line, state, [row.kind]: when } of LINES.slice(0, upTo)) {
    const found = when(row, facts)
    if (found) return { line, standing: typeof found === 'string' ? { state, reason: found } : { state } }
  }
  return undefined
}

function paymentOf({ kind }: CurrentRow, { claim, benefit }: CaseFacts) {
  return kind === 'contribution' ? claim : benefit
}

function unlessAmong(outcomes: readonly string[], facts: CaseFacts) {
  const { outcome } = decided(facts)
  return !outcomes.includes(outcome) && outcome
}

function isTakenElsewhere(payment: PaymentClaim | undefined, { county, cases }: CaseFacts): boolean {
  return payment !== undefined && payment.county !== county && inFlight(payment, cases) !== undefined
}

/** A claim of the county's own is `registered` by then. */
function isDoneElsewhere(facts: CaseFacts): boolean {
  return Object.values(facts.cases).some((theirs) => {
    const last = latestRow(theirs, 'claim')
    if (last?.result !== '00') return false
    return !hasDrawnSince(last, facts) && !resumedAfter(own(facts), last.order)
  })
}

/** Another claim follows only a close that found the person drawing, or a county that resumed before it claimed. */
function hasDrawnSince({ batch, order, approvedAt }: Row, { benefit, cases }: CaseFacts): boolean {
  if (!benefit) return false
  const theirs = cases[benefit.county] ?? {}
  if (benefit.state === 'released' && theirs.results?.[benefit.batch]?.result === '00') return true
  if (benefit.batch === batch) return false
  const claims = resultsOf(theirs, 'claim').flatMap((row) => (row.approvedAt > approvedAt ? [row.approvedAt] : []))
  return !resumedAfter(theirs, order, claims.sort()[0])
}

const MENDED_BY_MATERIALS: readonly string[] = ['01', '02', '03']

function standingFailure(row: CurrentRow, facts: CaseFacts) {
  const last = latest(resultsOf(own(facts), row.kind), ({ order }) => order)
  if (!last || last.result === '00' || last.result === '90') return undefined
  const { materials } = own(facts)
  const isResumed = last.result === '04' ? resumedByTwoAfter : resumedAfter
  const isMended =
    isResumed(own(facts), last.order) ||
    (MENDED_BY_MATERIALS.includes(last.result) && areMaterialsComplete(row, facts) && materials!.order > last.order)
  return isMended ? undefined : last.result
}

const yearOfNumber = (number: string) => Number(number.split('-')[1])
