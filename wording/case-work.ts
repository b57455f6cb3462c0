/** Work lists of cases: whose turn it is, and what to do (docs/cases.md#never-with-cases). */
import type { Standing } from '../schemas/records/case.ts'

export type WorkList = 'reviews' | 'materials' | 'failures' | 'queries' | 'bank' | 'waiting' | 'paused' | 'batches'

interface Work {
  readonly name: string
  readonly todo: string
}

export const WORK_LISTS: Readonly<Record<WorkList, Work>> = {
  reviews: { name: '待复核', todo: '打开案件，看清双方情况，选择处理意见，写明依据。' },
  failures: { name: '银行未能办理，由经办机构处理', todo: '查明原因，改正以后恢复办理；下一批次重新缴费。' },
  paused: { name: '暂停办理', todo: '核实情况属实的，暂停到名单变更为止；已经查清的，恢复办理。' },
  waiting: { name: '等待外县办理', todo: '外县办结或者退回以后自动继续；不再办理的，恢复办理。' },
  materials: { name: '待乡镇（街道）收齐材料', todo: '乡镇（街道）收齐材料、入户复核以后报送。' },
  queries: { name: '银行待查', todo: '请银行查明是否入账，再报一次回盘。没有结果以前，不会重新缴费。' },
  batches: { name: '待组批、待审批', todo: '生成代缴批次，由另一人审批。' },
  bank: { name: '银行办理中', todo: '银行办理以后报送回盘。' },
}

const BY_STATE: Readonly<Partial<Record<Standing['state'], WorkList>>> = {
  'under-review': 'reviews',
  paused: 'paused',
  waiting: 'waiting',
  collecting: 'materials',
  ready: 'batches',
  'in-batch': 'batches',
}

export function workListOf({ state, reason }: Standing): WorkList | undefined {
  if (state === 'failed') return ['01', '02', '03'].includes(reason ?? '') ? 'materials' : 'failures'
  if (state === 'in-flight') return reason === '90' ? 'queries' : 'bank'
  return BY_STATE[state]
}
