/** Which state of a record follows which, and by what (docs/states.md). Stores take no other step. */
import type { BatchState, PaymentClaim } from './records/batch.ts'
import type { DeterminationRun } from './records/determination-run.ts'

export interface Step<State extends string> {
  /** `[*]` where there is no record yet. */
  readonly from: State | '[*]'
  readonly to: State
  readonly by: string
}

export const BATCH_STEPS: readonly Step<BatchState>[] = [
  { from: '[*]', to: 'preparing', by: 'prepare' },
  { from: 'preparing', to: 'prepared', by: 'rows written' },
  { from: 'preparing', to: 'empty', by: 'nobody to pay' },
  { from: 'prepared', to: 'approving', by: 'approve' },
  { from: 'prepared', to: 'returned', by: 'send back' },
  { from: 'approving', to: 'frozen', by: 'claims made' },
  { from: 'approving', to: 'empty', by: 'all excluded' },
  { from: 'approving', to: 'returned', by: 'amounts changed' },
  { from: 'frozen', to: 'published', by: 'bank and finance told' },
  { from: 'empty', to: 'preparing', by: 'number used again' },
]

/** A claim is made once a person and year; only one given back or failed is made again. */
export const CLAIM_STEPS: readonly Step<PaymentClaim['state']>[] = [
  { from: '[*]', to: 'approved', by: 'claim' },
  { from: 'approved', to: 'released', by: 'give back' },
  { from: 'released', to: 'approved', by: 'claim' },
  { from: 'failed', to: 'approved', by: 'claim' },
]

export const RUN_STEPS: readonly Step<DeterminationRun['state']>[] = [
  { from: '[*]', to: 'open', by: 'close or redetermine' },
  { from: 'open', to: 'done', by: 'outputs written' },
]

export function isStep<State extends string>(steps: readonly Step<State>[], from: State, to: State): boolean {
  return steps.some((step) => step.from === from && step.to === to)
}

/** The states that a step leads from, to one state. */
export function before<State extends string>(steps: readonly Step<State>[], to: State): State[] {
  return steps.flatMap(({ from, to: next }) => (next === to && from !== '[*]' ? [from] : []))
}
