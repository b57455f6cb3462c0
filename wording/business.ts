/** What the bank is to do for a person. */
import type { BatchRow } from '../schemas/records/batch.ts'

/** 新参保: the register did not have the person as enrolled. */
export const BUSINESS_NAMES: Record<BatchRow['business'], string> = {
  'first-enrolment': '新参保',
  renewal: '续缴',
  claim: '待遇申领',
}
