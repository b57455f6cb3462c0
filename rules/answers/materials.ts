/** Rows of 申报材料收集情况 (docs/cases.md#materials). */

import { AS_SAID, Finding } from '../../schemas/codes.ts'
import { present } from '../../schemas/present.ts'
import type { MaterialsAnswer } from '../../schemas/records/case.ts'
import { monthsBefore } from '../days.ts'
import type { AnswerRow } from './answer-row.ts'
import { addMismatch, caseNumberIn, type NamedCase } from './named-case.ts'

export interface MaterialsContext {
  /** On which the file came. */
  readonly day: string
  /** How long a 复核日期 is good for. */
  readonly validMonths: number
  /** Undefined where the number is none of the county's, or the person another township's. */
  readonly found: (NamedCase & { readonly isClosed: boolean }) | undefined
  /** The number stands in an earlier row. */
  readonly isTwice: boolean
}

const COLLECTED = { 已收齐: 'complete', 未收齐: 'incomplete', 本人放弃: 'given-up' } as const
const VERIFIED = { 已复核: true, 未复核: false } as const

export function judgeMaterials(row: AnswerRow, { day, validMonths, found, isTwice }: MaterialsContext): void {
  if (!found) row.add('case-unknown', '案件编号')
  else {
    if (found.isClosed) row.add('case-closed', '案件编号')
    addMismatch(row, found)
  }
  if (isTwice) row.add('duplicate-row', '案件编号')
  const finding = row.text('核实情况')
  if (!Object.hasOwn(COLLECTED, row.text('材料情况'))) row.add('code-unknown', '材料情况')
  if (!Object.hasOwn(VERIFIED, row.text('入户复核'))) row.add('code-unknown', '入户复核')
  if (finding !== '' && !Finding.safeParse(finding).success) row.add('code-unknown', '核实情况')
  addIncomplete(row)
  addDay(row, day, validMonths)
}

/** Whoever is named, and the day, for what a row says; each with the column that asks for it. */
export function namedFor(text: (heading: string) => string): readonly (readonly [heading: string, because: string])[] {
  const [collected, finding] = [text('材料情况'), text('核实情况')]
  const isFound = Finding.safeParse(finding).success && finding !== AS_SAID
  const isVisited = text('入户复核') === '已复核' || isFound
  return [
    ...(collected === '已收齐' ? [['收集人', '材料情况'] as const] : []),
    ...(collected === '本人放弃' ? [['乡镇确认人', '材料情况'] as const] : []),
    ...(isVisited ? [['复核人', '入户复核'] as const, ['复核日期', '入户复核'] as const] : []),
  ]
}

function addIncomplete(row: AnswerRow): void {
  for (const [heading, because] of namedFor((one) => row.text(one)))
    if (row.text(heading) === '' && !row.isLost(heading)) row.add('answer-incomplete', heading, because)
}

function addDay(row: AnswerRow, today: string, months: number): void {
  if (row.text('复核日期') === '') return
  const verified = row.day('复核日期')
  if (verified === undefined) row.add('code-unknown', '复核日期')
  else if (verified > today || verified < monthsBefore(today, months)) row.add('date-unfit', '复核日期')
}

/** What a row says that has no fault. */
export function materialsIn(
  row: AnswerRow,
): Pick<MaterialsAnswer, 'case' | 'collected' | 'isVerified' | 'finding' | 'verifiedOn'> {
  const [finding, verifiedOn] = [Finding.safeParse(row.text('核实情况')).data, row.day('复核日期')]
  return {
    case: caseNumberIn(row),
    collected: meant(COLLECTED, row.text('材料情况')),
    isVerified: meant(VERIFIED, row.text('入户复核')),
    ...(finding && { finding }),
    ...(verifiedOn && { verifiedOn }),
  }
}

const meant = <T>(meanings: Readonly<Record<string, T>>, text: string): T =>
  present(meanings[text], 'the meaning of a checked cell')
