/** A case's state, by the outcome that opened it. */

import type { Outcome } from '../schemas/codes.ts'
import { OUTCOME_NAMES } from './outcomes.ts'

export const CASE_STATES: Partial<Record<Outcome, string>> = {
  review: OUTCOME_NAMES.review,
  pay: '待审批付款',
  enrol: '待收材料',
  claim: '待收材料',
}
