/** How a report that is owed stands in time: on the page, in the workbook, in letters. */
import type { Standing } from '../schemas/records/obligation.ts'

export const TIMELINESS: Record<Standing['state'], string> = {
  missing: '逾期未报',
  late: '迟报',
  'on-time': '按时',
  open: '未到期',
}
