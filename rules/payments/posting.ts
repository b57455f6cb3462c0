/** Paid rows against registers (对账, docs/cases.md#money). */

/** A row that the bank confirmed, and on which day. */
export interface PaidRow {
  readonly key: string
  readonly batch: string
  readonly row: number
  readonly day: string
}

export interface PostingFacts<Row> {
  /** The county's paid rows of the year. */
  readonly paid: readonly Row[]
  /** Persons with a paid or in-flight row of the year, of any county. */
  readonly covered: ReadonlySet<string>
  /** Persons whom the county lists. */
  readonly listed: Iterable<string>
  /** Counties whose registers, as last sent in the year, have the person's resident row as 政府代缴. */
  readonly postedIn: (person: string) => ReadonlySet<string> | undefined
}

export interface PostedRows<Row = PaidRow> {
  readonly posted: readonly Row[]
  readonly unposted: readonly Row[]
  /** Persons. */
  readonly foreign: readonly string[]
}

export function postedRows<Row extends Pick<PaidRow, 'key'>>(
  county: string,
  { paid, covered, listed, postedIn }: PostingFacts<Row>,
): PostedRows<Row> {
  const isPosted = ({ key }: Row) => (postedIn(key)?.size ?? 0) > 0
  return {
    posted: paid.filter(isPosted),
    unposted: paid.filter((row) => !isPosted(row)),
    foreign: [...listed].filter((person) => postedIn(person)?.has(county) && !covered.has(person)),
  }
}

/** Registers that a payment may be missing from before somebody has to ask. */
const REGISTERS = 2

/** @param registers days on which the county sent its register in the year */
export function isLongUnposted({ day }: Pick<PaidRow, 'day'>, registers: readonly string[]): boolean {
  return registers.filter((sent) => sent > day).length >= REGISTERS
}
