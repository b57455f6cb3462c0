/** What an independent reading of the contract (docs/cases.md) remembers from month to month. */
export interface ModelRow {
  readonly batch: string
  readonly county: string
  readonly number: number
  readonly id: string
  readonly name: string
  readonly fen: number
  readonly isClaim: boolean
  readonly year: string
  /** Number of the month of approval, counted from 1. */
  readonly month: number
  /** The result that stands; absent while the bank has said nothing. */
  code?: string
}

export interface ModelRequest {
  readonly id: string
  readonly county: string
  readonly year: string
  readonly total: number
  readonly netted: number
  readonly requested: number
  /** By voucher, so that a row that comes again counts once. */
  readonly vouchers: Map<string, number>
}

export class Model {
  month = 0
  readonly rows: ModelRow[] = []
  readonly requests: ModelRequest[] = []
}
