/** Rows of a bank return (docs/cases.md#bank-returns). */
import type { BankResult } from '../../schemas/codes.ts'
import { present } from '../../schemas/present.ts'
import type { AnsweredRow, BatchRow } from '../../schemas/records/batch.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { settledAs } from '../payments/results.ts'
import { normaliseId, normaliseName } from '../rows/normalise.ts'
import type { AnswerRow } from './answer-row.ts'
import { fenIn, referenceForm, wholeIn } from './numbers.ts'

export interface ReturnContext {
  /** On which the file came. */
  readonly day: string
  /** Of the batch's approval. */
  readonly approvedOn: string
  /** Undefined where 序号 is no row of the batch. */
  readonly frozen: Pick<BatchRow, 'id' | 'name' | 'fen'> | undefined
  /** From files that came before. */
  readonly standing: Pick<AnsweredRow, 'result' | 'order'> | undefined
  /** Of this row. */
  readonly order: string
  /** Two persons of the agency close what the bank has not answered. */
  readonly closesRows?: boolean
  /** A later approved batch of the kind has the person. */
  readonly isInLaterBatch: boolean
  /** 序号 stands in an earlier row. */
  readonly isTwice: boolean
  readonly bankCodes: BankCodes
}

export type BankCodes = ReadonlyMap<string, BankResult>

export const batchNumberIn = (row: AnswerRow): string => referenceForm(row.text('批次号'))
export const rowNumberIn = (row: AnswerRow): number | undefined => wholeIn(row.text('序号'))
/** What is no number with at most two decimals counts 0. */
export const amountIn = (row: AnswerRow): number | undefined => fenIn(row.text('金额'), row.isNumber('金额'))

export const bankCodesOf = ({ bankCodes }: Pick<Policy, 'bankCodes'>): BankCodes =>
  new Map(bankCodes.map(({ code, means }) => [codeForm(code), means]))

/** Excel eats the first zero. */
const codeForm = (text: string) => {
  const code = referenceForm(text)
  return /^\d$/.test(code) ? `0${code}` : code
}

export const codeIn = (row: AnswerRow): string => codeForm(row.text('处理结果代码'))

/** A code that nobody knows blocks nobody else, and pays nobody again. */
const resultIn = (row: AnswerRow, bankCodes: BankCodes): BankResult => bankCodes.get(codeIn(row)) ?? '90'

export function judgeReturn(row: AnswerRow, context: ReturnContext): void {
  const { day, approvedOn, frozen, isTwice } = context
  const [fen, code, on] = [amountIn(row), codeIn(row), row.day('处理日期')]
  if (frozen) addMismatch(row, frozen, fen)
  else row.add('row-unknown', '序号')
  if (fen === undefined) row.add('code-unknown', '金额')
  if (code === '') row.add('code-unknown', '处理结果代码')
  if (on === undefined) row.add('code-unknown', '处理日期')
  else if (on > day || on < approvedOn) row.add('date-unfit', '处理日期')
  if (frozen && code !== '' && isConflict(resultIn(row, context.bankCodes), context))
    row.add('result-conflict', '处理结果代码')
  if (isTwice) row.add('duplicate-row', '序号')
}

function addMismatch(row: AnswerRow, { id, name, fen }: Pick<BatchRow, 'id' | 'name' | 'fen'>, said?: number): void {
  if (!row.isLost('姓名') && row.name('姓名') !== normaliseName(name)) row.add('row-mismatch', '姓名')
  if (!row.isLost('身份证号码') && normaliseId(row.text('身份证号码')) !== id) row.add('row-mismatch', '身份证号码')
  if (said !== undefined && said !== fen) row.add('row-mismatch', '金额')
}

function isConflict(result: BankResult, { standing, order, closesRows, isInLaterBatch }: ReturnContext): boolean {
  if (standing?.result === result) return false
  if (standing && closesRows) return true
  // A file that was asked for earlier and came later replaces nothing.
  if (standing && standing.order > order) return true
  if (result === '05') return standing?.result !== '00'
  if (!standing || standing.result === '90') return false
  return settledAs(standing.result) === 'paid' || result === '90' || isInLaterBatch
}

/** What a row says that has no fault. */
export const returnIn = (row: AnswerRow, bankCodes: BankCodes): Omit<AnsweredRow, 'order'> => ({
  row: present(rowNumberIn(row), 'the number of an accepted row'),
  result: resultIn(row, bankCodes),
  day: present(row.day('处理日期'), 'the day of an accepted row'),
})
