/** Words of a batch's state. */
import type { Batch, BatchState, FrozenRows } from '../schemas/records/batch.ts'
import type { StateWords } from './upload-state.ts'

export const BATCH_STATES: Record<BatchState, StateWords> = {
  preparing: { words: '正在生成', tone: 'moving', moving: true },
  empty: { words: '没有可以缴费的人员', tone: 'plain', moving: false },
  prepared: { words: '待审批', tone: 'wait', moving: false },
  returned: { words: '已退回', tone: 'bad', moving: false },
  approving: { words: '正在审批', tone: 'moving', moving: true },
  frozen: { words: '已审批，正在发出', tone: 'moving', moving: true },
  published: { words: '已审批', tone: 'good', moving: false },
}

/** Of a batch that its preparer took back, or another. */
export const batchState = ({ state, returned }: Pick<Batch, 'state' | 'returned'>): StateWords =>
  returned?.withdrawn ? { words: '已撤回', tone: 'bad', moving: false } : BATCH_STATES[state]

/** Before the approval, what would be paid. */
export function totalsOf({ state, frozen, prepared }: Batch): FrozenRows | undefined {
  return frozen ?? (state === 'empty' ? undefined : prepared)
}

/** The bank had it before the tables were restored. */
export const FOUND_AGAIN =
  '这一批在恢复备份以前已经审批发出，由平台找回。代发文件不要再交给银行；银行的回盘请重新上传，财政的拨付情况请重新登记。'

export const PLATFORM = '平台'

export function outsideYear(year: number): string {
  return `这一批是${year}年度的缴费，审批日期不在该年度的缴费期内，不能缴费。请先办结新的月份，再重新生成批次。`
}
