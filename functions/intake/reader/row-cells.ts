/** A read row as rules see it, and what its sender calls it. */
import { Kind, type Row } from '../../../forms/incoming/sheet/sheet.ts'
import type { Cells } from '../../../rules/rows/cells.ts'

/** Rows of a second or later sheet carry its name. */
export function rowLabel(sheet: string, row: number): string {
  return sheet === '' ? String(row) : `${sheet}!${row}`
}

export class RowCells implements Cells {
  texts: readonly string[] = []
  #kinds: readonly number[] = []
  of(row: Row): this {
    this.texts = row.texts
    this.#kinds = row.kinds
    return this
  }
  isNumber(column: number): boolean {
    return this.#kinds[column] === Kind.number
  }
  isDate(column: number): boolean {
    return this.#kinds[column] === Kind.date
  }
  isError(column: number): boolean {
    return this.#kinds[column] === Kind.error
  }
  isFormula(column: number): boolean {
    return this.#kinds[column] === Kind.formula
  }
}
