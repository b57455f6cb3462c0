/** Rows and sheets without data (docs/rules.md#reading-a-sheet). */
import { referenceForm } from '../../rules/answers/numbers.ts'
import { compact, headingForm } from '../../rules/rows/normalise.ts'
import type { Form } from '../../schemas/columns.ts'
import { Kind, type Row } from './sheet/sheet.ts'

const SIX_DIGITS = /^(?:\P{Nd}*\p{Nd}){6}/u
const TOTALS = ['合计', '小计', '总计', '共计', '汇总']
const TOTAL_ENDING = '汇总'
const SIGNATURES = ['填报', '填表', '制表', '审核', '负责', '经办', '联系', '日期', '备注', '注', '说明']
const MOST_CELLS_OF_A_NOTE = 3
const REQUEST = /^\d{6}-\d{4}-S?\d+$/
const CONTROL_LABELS = new Set(['笔数', '总金额', '合计金额'])

/** Columns stand at `at`, absent ones at -1. */
export function dataTest(form: Form, at: readonly number[]): (row: Row) => boolean {
  const place = (use: 'id' | 'name') => at[form.columns.findIndex((c) => c.use === use)] ?? -1
  const [idAt, nameAt] = [place('id'), place('name')]
  const hasPersons = idAt >= 0 && nameAt >= 0
  const headings = form.columns.flatMap((c, i) => (c.required ? [[at[i] ?? -1, headingForm(c.heading)] as const] : []))
  const requestAt = at[form.columns.findIndex(({ heading }) => heading === '申请编号')] ?? -1
  // Where no row is about a person, the number of what it is about stands for the ID number.
  const isAbout = (texts: Row['texts']) =>
    SIX_DIGITS.test(texts[idAt] ?? '') || REQUEST.test(referenceForm(texts[requestAt] ?? ''))
  const isOthers = othersIn(form, at)
  return (row) => {
    const { texts, kinds } = row
    if (isOthers(row)) return false
    if (isAbout(texts)) return true
    const filled = texts
      .filter((text) => text !== '')
      .map(compact)
      .filter((text) => text !== '')
    const formulas = kinds.filter((kind) => kind === Kind.formula).length
    if (filled.length + formulas === 0) return false
    if (headings.every(([i, heading]) => headingForm(texts[i] ?? '') === heading)) return false
    if (filled.some((text) => isTotal(text) || isSignature(text))) return false
    const isBlank = (i: number) => kinds[i] !== Kind.formula && compact(texts[i] ?? '') === ''
    const isNote = hasPersons && isBlank(idAt) && isBlank(nameAt)
    return !(isNote && filled.length + formulas <= MOST_CELLS_OF_A_NOTE)
  }
}

/** A return's control, and a case that a review list leaves open, are no data (docs/cases.md#files-that-come-in). */
function othersIn({ code, columns }: Form, at: readonly number[]): (row: Row) => boolean {
  if (code === 'bank-return') return ({ texts }) => texts.some((text) => CONTROL_LABELS.has(headingForm(text)))
  const choiceAt = at[columns.findIndex(({ heading }) => heading === '处理意见')] ?? -1
  if (code === 'settlement')
    return ({ texts, kinds }) => kinds[choiceAt] !== Kind.formula && compact(texts[choiceAt] ?? '') === ''
  return () => false
}

const isTotal = (text: string) => TOTALS.some((word) => text.startsWith(word)) || text.endsWith(TOTAL_ENDING)
const isSignature = (text: string) =>
  SIGNATURES.some((word) => text.startsWith(word) && text.includes(':', word.length))

const INSTRUCTIONS = ['填表说明', '说明']
const LONG_NUMBER = /\p{Nd}{15}/u
const ROWS_OF_A_LIST = 3
const CELLS_OF_A_ROW = 3

export class UnreadSheet {
  hasData = false
  #isInstructions: boolean
  #isFirst = true
  #rows = 0

  constructor(name: string) {
    this.#isInstructions = isInstructions(name)
  }

  get isKnown(): boolean {
    return this.hasData || this.#isInstructions
  }

  see({ texts, kinds }: Row): void {
    if (this.isKnown) return
    let filled = 0
    for (let i = 0; i < texts.length; i++) {
      const text = texts[i] ?? ''
      if (kinds[i] !== Kind.formula && (text === '' || compact(text) === '')) continue
      filled++
      if (this.#isFirst && isInstructions(text)) {
        this.#isInstructions = true
        return
      }
      this.#isFirst = false
      if (text.length >= 15 && LONG_NUMBER.test(text.normalize('NFKC'))) this.hasData = true
    }
    if (filled >= CELLS_OF_A_ROW && ++this.#rows === ROWS_OF_A_LIST) this.hasData = true
  }
}

function isInstructions(text: string): boolean {
  const whole = compact(text)
  return INSTRUCTIONS.some((word) => whole.startsWith(word))
}
