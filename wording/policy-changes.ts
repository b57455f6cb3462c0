/** Effects of a changed policy workbook. */

export const datesChanged = (persons: number) =>
  `名单上现有${persons}人：起止日期以外的日子不再列入，不再代缴。请核对。`

export const listedNowSentence = (persons: number) => `名单上现有${persons}人。`

export const amountChanged = (persons: number) => `涉及名单${persons}人次。已生成、尚未审批的批次，要退回后重新生成。`

export const ADDRESS_REMOVED = '该单位将收不到提醒和通知。'

export const categoryUsed = (name: string, code: string, persons: number) =>
  `类别“${name}”（${code}）已经报送过名单，名单上现有${persons}人，不能删除。不再使用的，请保留这一行并填写“截止日期”。`

export const divisionUsed = (name: string, code: string) =>
  `“${name}”（${code}）所在的县（市、区）已经报送过名单，不能删除。更名的，请只改名称。`

export const noAmount = (year: number) => `没有${year}年适用的通用标准。请补上起始年度不晚于${year}年的一行。`

export const POLICY_FILE_NAME = '参数设置表.xlsx'
