/** What is filled in on a page is judged as its file will be, so that a fault is shown at its field. */
import { type AllocationContext, judgeAllocation } from '../../../rules/answers/allocation.ts'
import { answerRows } from '../../../rules/answers/answer-row.ts'
import { FORMS } from '../../../schemas/columns.ts'
import { present } from '../../../schemas/present.ts'
import { FIELD_OF_HEADING } from '../../../wording/allocations.ts'
import { rowReason } from '../../../wording/row-reasons.ts'
import { Refusal } from '../http/refuse.ts'

/** @throws 400 with every fault, at the field of the first */
export function judgeFilled(filled: Readonly<Record<string, string>>, context: AllocationContext): void {
  const form = FORMS.allocation
  const texts = form.columns.map(({ heading }) => filled[heading] ?? '')
  const make = answerRows(
    form,
    texts.map((_, at) => at),
  )
  const never = () => false
  const row = make({ texts, isNumber: never, isDate: never, isError: never, isFormula: never })
  judgeAllocation(row, context)
  const [first] = row.findings
  if (!first) return
  const columnOf = (at: number) => present(form.columns[at], 'a column of the form')
  const sentences = row.findings.map(({ code, column }) =>
    rowReason(code, { value: texts[column] ?? '', column: columnOf(column) }),
  )
  throw new Refusal('row-unfit', sentences.join(''), undefined, FIELD_OF_HEADING[columnOf(first.column).heading])
}
