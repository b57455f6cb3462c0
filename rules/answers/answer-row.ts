/** A data row of an answer: its cells by heading, and why it is returned (docs/cases.md#files-that-come-in). */
import type { RowCode } from '../../schemas/codes.ts'
import type { Form } from '../../schemas/columns.ts'
import type { Cells } from '../rows/cells.ts'
import { type LostCells, lostCells, WithoutLost } from '../rows/lost-cells.ts'
import { cellForm, compact, normaliseName } from '../rows/normalise.ts'
import { dayIn, type Finding } from '../rows/row-checks.ts'

/** By heading. */
type Columns = ReadonlyMap<string, number>

export class AnswerRow {
  readonly findings: Finding[] = []
  readonly #columns: Columns
  readonly #cells: Cells
  readonly #lost: LostCells

  constructor(columns: Columns, cells: Cells, lost: LostCells | undefined) {
    this.#columns = columns
    this.#cells = lost ? new WithoutLost(cells, lost) : cells
    this.#lost = lost ?? new Map()
    for (const [column, code] of this.#lost)
      if (this.findings.every((found) => found.code !== code)) this.findings.push({ code, column })
  }

  get isGood(): boolean {
    return this.findings.length === 0
  }

  /** A formula without a value, or text that is damaged. */
  isLost(heading: string): boolean {
    return this.#lost.has(this.column(heading))
  }

  /** In compact form; `''` where blank, lost or absent. */
  text(heading: string): string {
    return compact(this.#raw(heading))
  }

  /** In normal form. */
  name(heading: string): string {
    return normaliseName(this.#raw(heading))
  }

  /** With its inner blanks. */
  words(heading: string): string {
    return cellForm(this.#raw(heading)).trim()
  }

  day(heading: string): string | undefined {
    const column = this.column(heading)
    return column < 0 ? undefined : dayIn(this.#cells, column, this.text(heading))
  }

  isNumber(heading: string): boolean {
    return this.#cells.isNumber(this.column(heading))
  }

  /** @param other where the sheet does not have the column; of two faults of one code the left one is marked */
  add(code: RowCode, heading: string, other = heading): void {
    const column = this.column(heading) < 0 ? this.column(other) : this.column(heading)
    if (this.#lost.has(column)) return
    const known = this.findings.findIndex((found) => found.code === code)
    if (known < 0) this.findings.push({ code, column })
    else if (column < (this.findings[known]?.column ?? -1)) this.findings[known] = { code, column }
  }

  column(heading: string): number {
    return this.#columns.get(heading) ?? -1
  }

  #raw(heading: string): string {
    return this.#cells.texts[this.column(heading)] ?? ''
  }
}

/** @param at where the form's columns stand in the sheet */
export function answerRows(form: Form, at: readonly number[]): (cells: Cells) => AnswerRow {
  const isLost = lostCells(form, at)
  const columns = new Map(form.columns.map(({ heading }, i) => [heading, at[i] ?? -1]))
  return (cells) => new AnswerRow(columns, cells, isLost(cells))
}
