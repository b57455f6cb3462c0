/** The case that a row names, and whether it is the person's whom the row names. */
import { normaliseId } from '../rows/normalise.ts'
import type { AnswerRow } from './answer-row.ts'
import { referenceForm } from './numbers.ts'

export interface NamedCase {
  /** The ID number of its person. */
  readonly id: string
  /** On record for the person, in normal form. */
  readonly names: readonly string[]
}

export const caseNumberIn = (row: AnswerRow): string => referenceForm(row.text('案件编号'))

export function addMismatch(row: AnswerRow, { id, names }: NamedCase): void {
  if (!row.isLost('身份证号码') && normaliseId(row.text('身份证号码')) !== id) row.add('case-mismatch', '身份证号码')
  if (!row.isLost('姓名') && !names.includes(row.name('姓名'))) row.add('case-mismatch', '姓名')
}
