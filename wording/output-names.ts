/** Names of produced files, on the page and when saved. */

import type { Output } from '../schemas/records/output.ts'
import type { Policy } from '../schemas/records/policy.ts'
import { periodName } from './dates.ts'
import { RECONCILIATION, yearName } from './money.ts'
import { divisionName, townshipName } from './offices.ts'

export const FOLDER_NAMES: Record<Output['folder'], string> = {
  township: '申报材料收集通知',
  review: '复核清单',
  unpaid: '应代缴未代缴名单',
  bank: '缴费登记名单',
  finance: '代缴资金申请表',
  ledger: '台账',
  statistics: '统计表',
}

export function outputName({ division, folder, name }: Output, policy: Policy): string {
  const stem = name.replace(/\.xlsx$/, '')
  if (folder === 'township') return townshipName(division, stem, policy)
  if (folder === 'review') return FOLDER_NAMES.review
  if (folder === 'unpaid') return `${stem}年`
  if (stem === 'total') return '合计'
  return policy.categories.find((category) => category.code === stem)?.name ?? stem
}

/** `武江区2018年5月台账-特困人员.xlsx` */
export function outputFileName(output: Output, policy: Policy): string {
  const { division, period, folder } = output
  return `${divisionName(division, policy)}${periodName(period)}${FOLDER_NAMES[folder]}-${outputName(output, policy)}.xlsx`
}

export const returnedFileName = (fileName: string) => `${fileName.replace(/\.[^.]*$/, '')}-退回.xlsx`

export const endingsFileName = (division: string, period: string, list: string) =>
  `${division}${period}${list}-人员变动.xlsx`

export const timelinessFileName = (year: number) => `${year}年报送及时情况.xlsx`

/** `始兴县2018年度对账表.xlsx` */
export const reconciliationFileName = (county: string, year: number) =>
  `${county}${yearName(year)}${RECONCILIATION}.xlsx`
