/** Timeliness of reports, in page, workbook and letters. */
import { yuan } from '../rules/payments/amount.ts'
import type { OfficeRequest, Standing, UrgedMatter, UrgedThing } from '../schemas/records/obligation.ts'
import { periodName } from './dates.ts'
import { NIL_RETURN } from './forms.ts'
import { uploadNumber } from './thing-numbers.ts'

export const URGE = '催办'
/** After it. */
export const URGED = '已发出催办信。同一单位、同一种表，一天只发一封。'

/** After that of one thing. */
export const THING_URGED = '已发出催办信。同一件事，一天只发一封。'

const MATTERS: Readonly<Record<UrgedMatter, (ref: string) => string>> = {
  'bank-return': (ref) => `批次${ref}的缴费登记回盘`,
  allocation: (ref) => `资金申请${ref}的拨款`,
  materials: () => '申报材料的收集',
  statistics: (ref) => `${periodName(ref)}统计表的报送`,
  held: (id) => `${uploadNumber({ id })}的确认`,
  case: (ref) => `案件${ref}`,
  approval: (ref) => `代缴批次${ref}的审批`,
}

export const matterName = ({ matter, ref }: Pick<UrgedThing, 'matter' | 'ref'>): string => MATTERS[matter](ref)

export const TIMELINESS: Record<Standing['state'], string> = {
  missing: '逾期未报',
  late: '迟报',
  'on-time': '按时',
  open: '未到期',
}

export type Mark = Standing['state'] | 'nil' | 'held'

export const MARKS: Record<Mark, string> = {
  'on-time': '√',
  nil: '零',
  late: '迟',
  missing: '缺',
  held: '待',
  open: '·',
}

export const LEGEND: Record<Mark, string> = {
  'on-time': TIMELINESS['on-time'],
  nil: `${TIMELINESS['on-time']}${NIL_RETURN}`,
  late: TIMELINESS.late,
  missing: TIMELINESS.missing,
  held: '已收到，待确认',
  open: TIMELINESS.open,
}

export const ON_TIME_RATE = `${TIMELINESS['on-time']}率`
/** Of a year. */
export const nothingDue = (year: number | string) => `${year}年没有应报送的报表。`
/** The year's holidays are not published. */
export const PROVISIONAL = '（暂定）'

/** How much of a request has come: what the bank says is unclear has no result yet. */
export function answeredPart({
  form,
  whole = 0,
  answered = 0,
}: Pick<OfficeRequest, 'form' | 'whole' | 'answered'>): string {
  if (form === 'allocation') return `已拨付${yuan(answered)}元，共${yuan(whole)}元`
  return form === 'materials' ? `已办${answered}件，共${whole}件` : `已有结果${answered}笔，共${whole}笔`
}
