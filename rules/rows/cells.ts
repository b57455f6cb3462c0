/** A row's cells, for any file kind. */
export interface Cells {
  readonly texts: readonly string[]
  /** A number without a date format. */
  isNumber(column: number): boolean
  /** `YYYY-MM-DD`, perhaps with a time. */
  isDate(column: number): boolean
  isError(column: number): boolean
  /** A formula without a stored value. */
  isFormula(column: number): boolean
}
