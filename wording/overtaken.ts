/** What the sender of a list reads that a later full list had overtaken: receipt, letter and receipts.csv say the same. */
export const OVERTAKEN =
  '在它之前，已接收更晚申请报送的全部名单，现行人员以那一份为准；这一份上有而那一份上没有的人员，不在现行名单上。'
