/** Why somebody who was prepared is not in the approved batch (docs/cases.md#why-a-person-leaves-a-batch). */
import { Outcome } from '../schemas/codes.ts'
import type { ExclusionReason } from '../schemas/records/batch.ts'
import { OUTCOME_NAMES } from './outcomes.ts'
import { CASE_STATE_NAMES, ENDINGS } from './standings.ts'

const { paused, failed, collecting } = CASE_STATE_NAMES

const EXCLUSIONS: Record<Exclude<ExclusionReason, Outcome>, string> = {
  ...{ paused, failed, collecting },
  unlisted: ENDINGS['left-lists'],
  elsewhere: ENDINGS.elsewhere,
  'given-up': ENDINGS['given-up'],
  'unpaid-at-year-end': ENDINGS['unpaid-at-year-end'],
  'in-flight': '已在其他批次办理',
  'amount-changed': '代缴标准已调整，须重新生成批次',
}

export function exclusionName(reason: ExclusionReason): string {
  const { data: outcome } = Outcome.safeParse(reason)
  return outcome ? `现认定为“${OUTCOME_NAMES[outcome]}”` : EXCLUSIONS[reason as keyof typeof EXCLUSIONS]
}
