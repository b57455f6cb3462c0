/** The bank's task for a person. */
import type { BatchRow } from '../schemas/records/batch.ts'

export const BUSINESS_NAMES: Record<BatchRow['business'], string> = {
  'first-enrolment': '新参保',
  renewal: '续缴',
  claim: '待遇申领',
}
