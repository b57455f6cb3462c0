/** Words of 问题清单 and 督办单. */
import type { OrderAct, OrderState } from '../schemas/records/supervision.ts'
import type { StateWords } from './upload-state.ts'

export const ORDER_STATES: Readonly<Record<OrderState, StateWords>> = {
  open: { words: '待答复', tone: 'wait', moving: false },
  answered: { words: '已答复，待审核', tone: 'moving', moving: false },
  returned: { words: '答复被退回', tone: 'bad', moving: false },
  closed: { words: '已办结督办', tone: 'good', moving: false },
}

/** Of a problem about which there is no order. */
export const NOT_ORDERED: StateWords = { words: '未督办', tone: 'plain', moving: false }

export const NO_PROBLEMS =
  '没有逾期或者有争议的事项。各单位有逾期未报、案件超过期限或者两县意见不一致的，列在这里，可以发出督办单。'

export const ORDER_ACTS: Readonly<Record<OrderAct['act'], string>> = {
  issue: '发出督办单',
  answer: '答复督办',
  return: '退回答复',
  close: '督办办结',
}

/** `督440200-2018-001` is said on the telephone. */
export const orderName = (id: string): string => `督${id}`
