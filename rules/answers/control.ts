/** The count and sum that a bank return states of itself (docs/cases.md#files-that-come-in). */
import type { Form } from '../../schemas/columns.ts'
import { compact, headingForm } from '../rows/normalise.ts'
import { fenIn, wholeIn } from './numbers.ts'

const COUNT = '笔数'
const SUMS = new Set(['总金额', '合计金额'])
const TOTALS = ['合计', '总计']

export interface ControlColumns {
  /** Of 序号 and 金额. */
  readonly row: number
  readonly amount: number
}

export const controlColumns = ({ columns }: Form, at: readonly number[]): ControlColumns => ({
  row: at[columns.findIndex(({ heading }) => heading === '序号')] ?? -1,
  amount: at[columns.findIndex(({ heading }) => heading === '金额')] ?? -1,
})

/** Collects every control of a file: of two, both have to be right. */
export class Control {
  readonly #counts: number[] = []
  readonly #sums: number[] = []
  #isWhole = false

  /** A row that is no data. */
  see(texts: readonly string[], { row, amount }: ControlColumns, where: 'above' | 'below'): void {
    const labels = texts.map((text) => headingForm(text))
    const isLabelled = labels.some((label) => label === COUNT || SUMS.has(label))
    if (isLabelled) this.#labelled(labels, texts)
    else if (where === 'below' && labels.some((label) => TOTALS.some((word) => label.startsWith(word)))) {
      const [count, fen] = [countIn(texts[row]), sumIn(texts[amount])]
      if (count === undefined || fen === undefined) return
      this.#counts.push(count)
      this.#sums.push(fen)
      this.#isWhole = true
    }
  }

  #labelled(labels: readonly string[], texts: readonly string[]): void {
    for (const [i, label] of labels.entries()) {
      const count = label === COUNT ? countIn(texts[i + 1]) : undefined
      const fen = SUMS.has(label) ? sumIn(texts[i + 1]) : undefined
      if (count !== undefined) this.#counts.push(count)
      if (fen !== undefined) this.#sums.push(fen)
    }
  }

  /** Undefined where the file is as it says. */
  fault(rows: number, fen: number): 'control-missing' | 'total-mismatch' | undefined {
    if (!this.#isWhole && (this.#counts.length === 0 || this.#sums.length === 0)) return 'control-missing'
    const isRight = this.#counts.every((one) => one === rows) && this.#sums.every((one) => one === fen)
    return isRight ? undefined : 'total-mismatch'
  }
}

const bare = (text = '') => compact(text).replace(/[,，元笔人]/g, '')
const countIn = (text: string | undefined) => wholeIn(bare(text))
const sumIn = (text: string | undefined) => fenIn(bare(text), true)
