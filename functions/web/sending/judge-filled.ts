/** What is filled in on a page is judged as its file will be, so that a fault is shown at its field. */
import { type AnswerRow, answerRows } from '../../../rules/answers/answer-row.ts'
import { FORMS } from '../../../schemas/columns.ts'
import { present } from '../../../schemas/present.ts'
import type { AnswerForm } from '../../../schemas/records/upload.ts'
import { rowReason } from '../../../wording/row-reasons.ts'

interface FilledFault {
  readonly heading: string
  readonly sentence: string
}

export function filledFaults(
  form: AnswerForm,
  filled: Readonly<Record<string, string>>,
  judge: (row: AnswerRow) => void,
): readonly FilledFault[] {
  const { columns } = FORMS[form]
  const texts = columns.map(({ heading }) => filled[heading] ?? '')
  const make = answerRows(
    FORMS[form],
    texts.map((_, at) => at),
  )
  const never = () => false
  const row = make({ texts, isNumber: never, isDate: never, isError: never, isFormula: never })
  judge(row)
  return row.findings.map(({ code, column: at }) => {
    const column = present(columns[at], 'a column of the form')
    return { heading: column.heading, sentence: rowReason(code, { value: texts[at] ?? '', column }) }
  })
}
