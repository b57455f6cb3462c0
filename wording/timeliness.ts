/** Timeliness of reports, in page, workbook and letters. */
import type { Standing } from '../schemas/records/obligation.ts'
import { NIL_RETURN } from './forms.ts'

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
/** The year's holidays are not published. */
export const PROVISIONAL = '（暂定）'
