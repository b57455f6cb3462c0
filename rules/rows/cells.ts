/** The cells of a row, as the reader hands them out. */
export interface Cells {
  readonly texts: readonly string[]
  /** True where the cell holds a number without a date format. */
  isNumber(column: number): boolean
  /** True where the cell holds a date, its text being `YYYY-MM-DD`, perhaps with a time. */
  isDate(column: number): boolean
  /** True where the cell is an error, its text being the error's. */
  isError(column: number): boolean
  /** True where the cell is a formula whose value the file does not have. */
  isFormula(column: number): boolean
}
