/** Steps of records from state to state (docs/states.md). Stores take no other. */
import type { UploadState } from './codes.ts'
import type { BatchState, PaymentClaim } from './records/batch.ts'
import type { DeterminationRun } from './records/determination-run.ts'
import type { ReturnState } from './records/month-return.ts'

export interface Step<State extends string> {
  /** `[*]` is no record yet. */
  readonly from: State | '[*]'
  readonly to: State
  readonly by: string
}

/** One attempt may refuse what a later one reads: the roster's order stands. */
export const UPLOAD_STEPS: readonly Step<UploadState>[] = [
  { from: '[*]', to: 'requested', by: 'URL or nil return asked for' },
  { from: 'requested', to: 'accepted', by: 'read and merged' },
  { from: 'requested', to: 'held', by: 'would end many' },
  { from: 'requested', to: 'refused', by: 'cannot be read' },
  { from: 'requested', to: 'withdrawn', by: 'taken back' },
  { from: 'refused', to: 'accepted', by: 'merged by another attempt' },
  { from: 'refused', to: 'held', by: 'merged by another attempt' },
  { from: 'accepted', to: 'held', by: 'would end many, since an earlier list came late' },
  { from: 'accepted', to: 'withdrawn', by: 'taken back' },
  { from: 'held', to: 'accepted', by: 'confirmed by a second person' },
  { from: 'held', to: 'withdrawn', by: 'taken back or sent back' },
]

export const BATCH_STEPS: readonly Step<BatchState>[] = [
  { from: '[*]', to: 'preparing', by: 'prepare' },
  { from: '[*]', to: 'frozen', by: 'found again after a restore' },
  { from: 'preparing', to: 'prepared', by: 'rows written' },
  { from: 'preparing', to: 'empty', by: 'nobody to pay' },
  { from: 'prepared', to: 'approving', by: 'approve' },
  { from: 'prepared', to: 'returned', by: 'send back' },
  { from: 'approving', to: 'frozen', by: 'claims made' },
  { from: 'approving', to: 'empty', by: 'all excluded' },
  { from: 'approving', to: 'returned', by: 'amounts changed' },
  { from: 'frozen', to: 'published', by: 'bank and finance notified' },
  { from: 'empty', to: 'preparing', by: 'number used again' },
]

/** Only a claim given back or failed is made again; a pension also after its end. */
export const CLAIM_STEPS: readonly Step<PaymentClaim['state']>[] = [
  { from: '[*]', to: 'approved', by: 'claim' },
  { from: 'approved', to: 'released', by: 'give back' },
  { from: 'released', to: 'approved', by: 'claim' },
  { from: 'failed', to: 'approved', by: 'claim' },
  { from: 'approved', to: 'failed', by: 'failed or reversed by the bank' },
  { from: 'failed', to: 'approved', by: 'corrected by the bank' },
  { from: 'released', to: 'approved', by: 'corrected by the bank' },
  { from: 'approved', to: 'released', by: 'pension drawn or resumed' },
]

export const RUN_STEPS: readonly Step<DeterminationRun['state']>[] = [
  { from: '[*]', to: 'open', by: 'close or redetermine' },
  { from: 'open', to: 'done', by: 'outputs written' },
]

/** A city's return is not closed: it is submitted as counties' returns are there. */
export const RETURN_STEPS: readonly Step<ReturnState>[] = [
  { from: '[*]', to: 'closing', by: 'close asked for' },
  { from: 'closing', to: 'closed', by: 'figures drawn' },
  { from: 'closed', to: 'closing', by: 'closed again' },
  { from: 'closed', to: 'submitted', by: 'submit' },
  { from: 'submitted', to: 'sent-back', by: 'sent back by the city' },
  { from: 'sent-back', to: 'submitted', by: 'submit' },
  { from: 'sent-back', to: 'closing', by: 'closed again' },
]

export function isStep<State extends string>(steps: readonly Step<State>[], from: State, to: State): boolean {
  return steps.some((step) => step.from === from && step.to === to)
}

/** The states that a step leads from, to one state. */
export function before<State extends string>(steps: readonly Step<State>[], to: State): State[] {
  return [...new Set(steps.flatMap(({ from, to: next }) => (next === to && from !== '[*]' ? [from] : [])))]
}
