/** Words of an allocation short of its request. */
import { yuan } from '../rules/payments/amount.ts'

export const SHORT_ALLOCATION = '拨款不足'

export const shortAllocation = (missingFen: number) =>
  `拨款比申请少${yuan(missingFen)}元，已通知财政局、社保经办机构和人社局。补足以后，请按累计拨付金额再报一次。`
