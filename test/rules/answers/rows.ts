/** Rows of answers as cells by heading, and the reasons their senders read. */
import { type AnswerRow, answerRows } from '../../../rules/answers/answer-row.ts'
import type { Cells } from '../../../rules/rows/cells.ts'
import { FORMS } from '../../../schemas/columns.ts'
import type { AnswerForm } from '../../../schemas/records/upload.ts'
import { rowReason } from '../../../wording/row-reasons.ts'

export type Texts = Readonly<Record<string, string>>

export interface Special {
  readonly numbers?: readonly string[]
  readonly formulas?: readonly string[]
  /** Headings that the sheet does not have. */
  readonly without?: readonly string[]
}

export function rowOf(form: AnswerForm, texts: Texts, { numbers = [], formulas = [], without = [] }: Special = {}) {
  const headings = FORMS[form].columns.map(({ heading }) => heading)
  const at = headings.map((heading, i) => (without.includes(heading) ? -1 : i))
  const isOf = (some: readonly string[]) => (column: number) => some.includes(headings[column] ?? '')
  const cells: Cells = {
    texts: headings.map((heading) => texts[heading] ?? ''),
    isNumber: isOf(numbers),
    isDate: () => false,
    isError: () => false,
    isFormula: isOf(formulas),
  }
  return answerRows(FORMS[form], at)(cells)
}

/** `<code> 【column】sentence` */
export function reasonsOf(form: AnswerForm, { findings }: AnswerRow, texts: Texts, firstRow?: string): string[] {
  return findings.map(({ code, column }) => {
    const heading = FORMS[form].columns[column]
    if (!heading) throw new Error('a finding of no column')
    const facts = { value: texts[heading.heading] ?? '', column: heading, ...(firstRow && { firstRow }) }
    return `${code} ${rowReason(code, facts)}`
  })
}

export const codesOf = ({ findings }: AnswerRow): string[] => findings.map(({ code }) => code)
