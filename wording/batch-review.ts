/** Words of what an approver weighs. */
import type { BatchRow } from '../schemas/records/batch.ts'
import { BANK_RESULT_NAMES } from './bank-results.ts'
import { OUTCOME_NAMES } from './outcomes.ts'

type Earlier = BatchRow['earlier']
export type History = 'new' | 'again' | 'before'

/** Whoever was not paid is paid again; whoever was is paid for another year. */
export function historyOf(earlier: Earlier): History {
  if (!earlier) return 'new'
  return earlier.result === '00' ? 'before' : 'again'
}

export const HISTORY_NAMES: Readonly<Record<History, string>> = {
  new: '首次列入',
  again: '未缴成后再次列入',
  before: '以前缴过',
}

/** `未缴成后再次列入（440222-2018-001，无账户）` */
export function historyName(earlier: Earlier): string {
  const name = HISTORY_NAMES[historyOf(earlier)]
  return earlier ? `${name}（${earlier.batch}，${BANK_RESULT_NAMES[earlier.result]}）` : name
}

export const FOUND_NAMES: Readonly<Record<NonNullable<BatchRow['elsewhere']>[number]['found'], string>> = {
  deceased: `入户核实为${OUTCOME_NAMES.deceased}`,
  duplicate: `银行回盘为${BANK_RESULT_NAMES['04']}`,
}
