/** A case that is ready for a batch: tests change one thing in it. */
import { defaultPolicy } from '../../../local/hub/default-policy.ts'
import { type CaseFacts, caseState } from '../../../rules/cases/state.ts'
import type { Outcome, Reason } from '../../../schemas/codes.ts'
import type { PaymentClaim } from '../../../schemas/records/batch.ts'
import type {
  CaseKind,
  CaseRow,
  Choice,
  CountyFacts,
  MaterialsAnswer,
  RowResult,
  Settlement,
  Standing,
} from '../../../schemas/records/case.ts'
import type { Decision } from '../../../schemas/records/person.ts'

const policy = defaultPolicy()
export const HERE = '440222'
export const THERE = '440229'
export const THIRD = '440224'
export const DAY = '2018-11-05'
export const KEY = '0'.repeat(30)

/** An instant of November 2018, and the order of an answer of then; the case begins at 10. */
export const at = (n: number) => `2018-11-01T${String(n).padStart(2, '0')}:00:00.000Z`
export const order = (n: number) => `${at(n)}#u#0000001`
const BEGUN = 10

export const caseRow = (kind: CaseKind, changes: Partial<CaseRow> = {}): CaseRow => ({
  number: `${HERE}-2018-00001`,
  key: KEY,
  kind,
  year: 2018,
  begunAt: at(BEGUN),
  close: { state: 'collecting', at: at(BEGUN), day: DAY, since: DAY },
  ...changes,
})

/** A row as the year's last close left it. */
export const wasAtClose = (state: Standing['state'], reason?: string, before?: Standing): Partial<CaseRow> => ({
  close: {
    ...{ state, at: at(BEGUN), day: '2018-12-31', since: '2018-12-31' },
    ...(reason && { reason }),
    ...(before && { beforeYearEnd: before }),
  },
})

const answered = (n: number) => ({ order: order(n), case: `${HERE}-2018-00001`, at: at(n), day: DAY })

export const materials = (n: number, changes: Partial<MaterialsAnswer> = {}): CountyFacts => ({
  materials: { ...answered(n), collected: 'complete', isVerified: true, verifiedOn: DAY, ...changes },
})

export const settled = (...choices: readonly [n: number, Choice, Partial<Settlement>?][]): CountyFacts => ({
  settlements: choices.map(([n, choice, changes]) => ({
    ...answered(n),
    choice,
    grounds: '依据说明',
    basis: {},
    ...changes,
  })),
})

type Row = readonly [batch: string, n: number, result: RowResult['result'], changes?: Partial<RowResult>]
/** Rows approved an hour before their result of hour `n`. */
export const results = (kind: CaseKind, ...rows: readonly Row[]): CountyFacts => ({
  results: Object.fromEntries(
    rows.map(([batch, n, result, changes]) => [
      batch,
      {
        ...{ order: order(n), row: 1, kind, year: 2018, fen: 12_000, result, day: DAY, at: at(n) },
        ...{ approvedAt: at(n - 1), ...changes },
      },
    ]),
  ),
})

export const decision = (outcome: Outcome, reason?: Reason, facts: string[] = []): Decision => ({
  ...{ line: 14, outcome, facts, policy: 1, day: DAY },
  ...(reason && { reason }),
})

const READY: Record<CaseKind, Pick<CaseFacts, 'decision' | 'cases'>> = {
  contribution: { decision: decision('pay'), cases: {} },
  claim: { decision: decision('claim', 'enrolled'), cases: { [HERE]: materials(BEGUN + 1) } },
}

/** What the county knows goes on top of what makes the case ready. */
export interface Changes extends Partial<CaseFacts> {
  readonly row?: Partial<CaseRow>
  readonly own?: CountyFacts
}

export function caseFacts(kind: CaseKind, { row: _, own, cases, ...changes }: Changes = {}): CaseFacts {
  const ready = READY[kind]
  return {
    day: DAY,
    policy,
    county: HERE,
    isListed: true,
    isSetAside: false,
    claim: undefined,
    benefit: undefined,
    isPrepared: false,
    ...ready,
    ...changes,
    cases: { ...ready.cases, [HERE]: { ...ready.cases[HERE], ...own }, ...cases },
  }
}

/** As `failed 01`. */
export function stateOf(kind: CaseKind, changes: Changes = {}): string {
  const { state, reason } = caseState(caseRow(kind, changes.row), caseFacts(kind, changes))
  return reason === undefined ? state : `${state} ${reason}`
}

/** What `stateOf` says of the changes. */
export type Case = readonly [state: string, when: string, changes: Changes]
export const FAILURES = ['01', '02', '03', '04', '05', '99'] as const
export const approved = (batch: string, county = HERE): PaymentClaim => ({ state: 'approved', county, batch })
export const released = (batch: string, county = HERE): PaymentClaim => ({ state: 'released', county, batch })
export const failed = (batch: string, county = HERE): PaymentClaim => ({ state: 'failed', county, batch })
export const BY = { account: '0123456789abcdef', name: '甲', division: HERE }
export const BY_TWO = { waits: true, confirmed: { at: at(14), by: BY } } as const
export const GIVEN_UP = { collected: 'given-up', isVerified: false } as const
