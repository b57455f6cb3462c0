/** Rows of 复核处理表 (docs/cases.md#settlement-files). */
import { CHOICES, type Choice, type Reason } from '../../schemas/codes.ts'
import { maskedNumbers } from '../../schemas/free-text.ts'
import { present } from '../../schemas/present.ts'
import { GROUNDS, type Settlement } from '../../schemas/records/case.ts'
import type { Said, SettlementCode } from '../cases/choices.ts'
import type { AnswerRow } from './answer-row.ts'
import { addMismatch, caseNumberIn, type NamedCase } from './named-case.ts'

export interface SettlementContext {
  /** Undefined where the number is none of the county's. */
  readonly found: (NamedCase & { readonly codesFor: (said: Said) => readonly SettlementCode[] }) | undefined
  /** The number stands in an earlier row. */
  readonly isTwice: boolean
  /** The words for reviews. */
  readonly reviews: ReadonlyMap<string, Reason>
}

/** Where the faults of a choice are marked. */
const MARKED: Record<SettlementCode, string> = {
  'choice-unfit': '处理意见',
  'name-unknown': '正确姓名',
  'settled-elsewhere': '处理意见',
}

export function judgeSettlement(row: AnswerRow, { found, isTwice, reviews }: SettlementContext): void {
  const choice = choiceIn(row)
  if (!found) row.add('case-unknown', '案件编号')
  else {
    addMismatch(row, found)
    if (choice) for (const code of found.codesFor(saidIn(row, choice, reviews))) row.add(code, MARKED[code], '处理意见')
  }
  if (isTwice) row.add('duplicate-row', '案件编号')
  if (!choice) row.add('code-unknown', '处理意见')
  const grounds = [...row.words('依据说明')].length
  if (grounds < GROUNDS.least || grounds > GROUNDS.most) row.add('grounds-missing', '依据说明')
}

const choiceIn = (row: AnswerRow): Choice | undefined => {
  const word = row.text('处理意见')
  return Object.hasOwn(CHOICES, word) ? CHOICES[word] : undefined
}

function saidIn(row: AnswerRow, choice: Choice, reviews: SettlementContext['reviews']): Said {
  const name = row.name('正确姓名')
  return { choice, reason: reviews.get(row.text('复核原因')), ...(name !== '' && { name }) }
}

/** What a row says that has no fault. */
export function settlementIn(row: AnswerRow): Pick<Settlement, 'case' | 'choice' | 'grounds' | 'name'> {
  const choice = present(choiceIn(row), 'the choice of an accepted row')
  const name = choice === 'name' ? row.name('正确姓名') : undefined
  return {
    case: caseNumberIn(row),
    choice,
    grounds: maskedNumbers(row.words('依据说明')),
    ...(name !== undefined && { name }),
  }
}
