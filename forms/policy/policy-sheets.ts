/** The sheets of the policy workbook (docs/forms.md#policy). */

import { BANK_RESULTS } from '../../schemas/codes.ts'
import type { Contact } from '../../schemas/records/contact.ts'
import type { CalendarOverride, DeadlinePolicy } from '../../schemas/records/deadline-policy.ts'
import type { CategoryPolicy, Policy } from '../../schemas/records/policy.ts'
import { OFFICE_NAMES } from '../../wording/offices.ts'

/** The items of 期限 that have rows. */
export interface DeadlineSettings
  extends Partial<
    Pick<DeadlinePolicy, 'listDay' | 'holiday' | 'statisticsWorkday' | 'consolidatedWorkdays' | 'unusedDays'>
  > {
  /** Set to undefined: nothing is shared yet. */
  readonly sharedFrom?: string | undefined
  readonly asked?: Partial<DeadlinePolicy['asked']>
  readonly cases?: Partial<DeadlinePolicy['cases']>
  /** Years that the hub's calendar lacks. */
  readonly published?: readonly number[]
}

export interface PolicyWorkbook {
  readonly policy: Policy
  readonly contacts: readonly Contact[]
  readonly calendar: readonly CalendarOverride[]
  readonly deadlines?: DeadlineSettings
}

/** Headings whose changes the preview explains. */
export const WATCHED = { from: '起始日期', until: '截止日期', email: '电子邮箱' } as const

export const SHEETS = {
  tiers: '缴费档次',
  amounts: '代缴标准',
  categories: '人员类别',
  contacts: '单位联系',
  calendar: '工作日调整',
  deadlines: '期限',
  lastPaymentDays: '年度缴费截止',
  bankCodes: '银行代码',
  payees: '收款账户',
  officeNames: '单位名称',
  retention: '保存期限',
  cases: '案件办理',
  signIn: '登录',
  places: '行政区划',
} as const
export type PolicySheet = keyof typeof SHEETS

export interface PolicyColumn {
  readonly heading: string
  readonly required?: true
  readonly width: number
  readonly choices?: readonly string[]
  readonly format?: string
}

export const FORM_NAMES: Record<CategoryPolicy['form'], string> = {
  'registered-poor': '附表1',
  dibao: '附表2',
  tekun: '附表3',
  disabled: '附表4',
}
export const YES_NO = ['是', '否'] as const
export const WORK_REST = ['上班', '休息'] as const

export const COLUMNS: Record<PolicySheet, readonly PolicyColumn[]> = {
  tiers: [
    { heading: '起始年度', required: true, width: 12, format: '0' },
    { heading: '最低缴费档次（元）', required: true, width: 22, format: '0.00' },
    { heading: '待确认', width: 10, choices: YES_NO },
  ],
  amounts: [
    { heading: '起始年度', required: true, width: 12, format: '0' },
    { heading: '县（市、区）', width: 18 },
    { heading: '类别代码', width: 20 },
    { heading: '代缴金额（元）', required: true, width: 18, format: '0.00' },
    { heading: '依据文件', width: 50 },
  ],
  categories: [
    { heading: '类别代码', required: true, width: 20 },
    { heading: '类别名称', required: true, width: 36 },
    { heading: '表样', required: true, width: 10, choices: Object.values(FORM_NAMES) },
    { heading: '报送单位', required: true, width: 26, choices: Object.values(OFFICE_NAMES) },
    { heading: WATCHED.from, width: 14, format: 'yyyy-mm-dd' },
    { heading: WATCHED.until, width: 14, format: 'yyyy-mm-dd' },
  ],
  contacts: [
    { heading: '区划代码', required: true, width: 14 },
    { heading: '区划名称', width: 18 },
    { heading: '单位', required: true, width: 34, choices: Object.values(OFFICE_NAMES) },
    { heading: WATCHED.email, required: true, width: 34 },
    { heading: '联系人', width: 14 },
    { heading: '联系电话', width: 18 },
  ],
  calendar: [
    { heading: '日期', required: true, width: 14, format: 'yyyy-mm-dd' },
    { heading: '类型', required: true, width: 10, choices: WORK_REST },
    { heading: '备注', width: 40 },
  ],
  deadlines: [
    { heading: '项目', required: true, width: 26 },
    { heading: '值', width: 16 },
    { heading: '说明', width: 70 },
  ],
  lastPaymentDays: [
    { heading: '年度', required: true, width: 12, format: '0' },
    { heading: '最后缴费日', required: true, width: 16, format: 'yyyy-mm-dd' },
  ],
  bankCodes: [
    { heading: '银行代码', required: true, width: 14 },
    { heading: '含义代码', required: true, width: 14, choices: BANK_RESULTS },
    { heading: '含义', width: 40 },
  ],
  payees: [
    { heading: '县（市、区）', required: true, width: 18 },
    { heading: '收款单位', required: true, width: 36 },
    { heading: '开户银行', required: true, width: 36 },
    { heading: '账号', required: true, width: 30 },
  ],
  officeNames: [
    { heading: '区划代码', required: true, width: 14 },
    { heading: '区划名称', width: 18 },
    { heading: '单位', required: true, width: 34, choices: Object.values(OFFICE_NAMES) },
    { heading: '单位全称', required: true, width: 44 },
  ],
  retention: [
    { heading: '项目', required: true, width: 26 },
    { heading: '保存月数', required: true, width: 14, format: '0' },
    { heading: '说明', width: 70 },
  ],
  cases: [
    { heading: '项目', required: true, width: 26 },
    { heading: '值', required: true, width: 14 },
    { heading: '说明', width: 70 },
  ],
  signIn: [
    { heading: '项目', required: true, width: 26 },
    { heading: '值', required: true, width: 14, format: '0' },
    { heading: '说明', width: 70 },
  ],
  places: [
    { heading: '区划代码', required: true, width: 14 },
    { heading: '区划名称', required: true, width: 24 },
  ],
}

export const HINTS: Record<PolicySheet, string> = {
  tiers: '每一行从“起始年度”起有效，直到下一行的年度为止。',
  amounts:
    '县、类别留空表示都适用；县和类别写得越具体的行越优先。低于当年最低缴费档次的，必须在“依据文件”栏写明保留该标准的文件。',
  categories: '自上而下的顺序就是同一人属于几个类别时的优先顺序。日期留空表示不限。',
  contacts: '没有邮箱的行不用删除，会被跳过。同一单位可以有几行。',
  calendar: '只填与国务院办公厅放假安排不同的日子，一般为空。',
  deadlines: '只改“值”这一栏。没有的项目保持原来的设置。',
  lastPaymentDays: '某年度最后一天可以缴费的日期。没有填写的年度为12月31日。',
  bankCodes: '银行回盘的处理结果代码，各代表什么。表中没有的代码按“待查”处理。',
  payees: '代缴资金申请表上的收款账户，每县（市、区）一行。',
  officeNames: '打印和信件中的单位全称。留空的，按“区划名称＋单位”称呼。',
  retention: '只改“保存月数”这一栏。到期的由平台每日自动删除，删除情况记入审计记录。没有的项目保持原来的设置。',
  cases: '只改“值”这一栏。没有的项目保持原来的设置。',
  signIn: '只改“值”这一栏。没有的项目保持原来的设置。',
  places: '市、县（市、区）6位，乡镇（街道）9位。更名只改名称；已经报送过名单的县和其中的乡镇不能删除。',
}
