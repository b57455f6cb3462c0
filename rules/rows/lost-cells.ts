/** Cells without content (docs/rules.md#row-codes). */
import type { Form } from '../../schemas/columns.ts'
import type { Cells } from './cells.ts'

export type LostCode = 'formula-empty' | 'text-damaged'

export type LostCells = ReadonlyMap<number, LostCode>

const REPLACEMENT = '\ufffd'
/** Row numbers are often formulas, and no check reads them. */
const UNREAD = '序号'

export function lostCells(form: Form, at: readonly number[]): (cells: Cells) => LostCells | undefined {
  const ours = at.filter((column) => column >= 0).sort((a, b) => a - b)
  const unreadAt = at[form.columns.findIndex((c) => c.heading === UNREAD)] ?? -1
  return (cells) => {
    let lost: Map<number, LostCode> | undefined
    for (const column of ours) {
      const code = cells.isFormula(column)
        ? column !== unreadAt && 'formula-empty'
        : cells.texts[column]?.includes(REPLACEMENT) && 'text-damaged'
      if (code) lost = (lost ?? new Map()).set(column, code)
    }
    return lost
  }
}

export class WithoutLost implements Cells {
  readonly texts: readonly string[]
  readonly #cells: Cells
  readonly #lost: LostCells

  constructor(cells: Cells, lost: LostCells) {
    this.texts = cells.texts.map((text, column) => (lost.has(column) ? '' : text))
    this.#cells = cells
    this.#lost = lost
  }

  isNumber(column: number): boolean {
    return !this.#lost.has(column) && this.#cells.isNumber(column)
  }
  isDate(column: number): boolean {
    return !this.#lost.has(column) && this.#cells.isDate(column)
  }
  isError(column: number): boolean {
    return !this.#lost.has(column) && this.#cells.isError(column)
  }
  isFormula(): boolean {
    return false
  }
}
