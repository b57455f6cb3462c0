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
  /** When it was approved, and when its result was said: moments in the order of `next`. */
  readonly at: number
  codeAt?: number
}

/** The latest accepted row of materials. */
export interface Answer {
  readonly at: number
  /** Of the case's number. */
  readonly year: string
  readonly papers: string
  readonly visit: string
  readonly finding: string
  readonly on: string
}

export interface ModelRequest {
  readonly id: string
  readonly county: string
  readonly year: string
  readonly total: number
  readonly requested: number
  /** By voucher, so that a row that comes again counts once. */
  readonly vouchers: Map<string, number>
}

export interface Enrolled {
  readonly name: string
  readonly scheme: string
  readonly status: string
  readonly contribution: string
  readonly benefit: string
  readonly isStudent: boolean
  /** Of the register that said it. */
  readonly year: string
}

/** Schemes of returned rows. */
export interface Returned {
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>
  readonly names: ReadonlyMap<string, ReadonlySet<string>>
}

/** A county's register as it was last sent. */
export interface ModelRegister {
  readonly year: string
  /** By ID number. */
  readonly persons: Map<string, Enrolled[]>
  readonly returned: Returned
  /** While it is held: whom it will drop, and what it alone has returned. */
  readonly waiting?: { readonly ids: readonly string[]; readonly returned: Returned }
}

export class Model {
  month = 0
  #moment = 0
  readonly rows: ModelRow[] = []
  readonly requests: ModelRequest[] = []
  /** Names by ID number, by county and category. */
  readonly listings = new Map<string, Map<string, string>>()
  /** Whom a held full list will end once it is confirmed. */
  readonly waiting = new Map<string, Set<string>>()
  readonly registers = new Map<string, ModelRegister>()
  /** Of a year that is over, as each county's was last sent in it. */
  readonly registersOf = new Map<string, ModelRegister>()
  /** Persons of whom a settlement was ever taken. */
  readonly settled = new Set<string>()
  /** `<county> <ID number>` whose listings were given to another county. */
  readonly given = new Set<string>()
  /** Months of closes that found a person drawing. */
  readonly drawing = new Map<string, number>()
  /** By `<county> <ID number>`. */
  readonly answers = new Map<string, Answer>()
  readonly resumed = new Map<string, number>()
  readonly holds = new Set<string>()
  readonly claimsBegun = new Map<string, number>()
  /** Whose settlements were taken back: what stands of them is not followed. */
  readonly withdrawn = new Set<string>()

  /** Moments are counted up. */
  next(): number {
    return ++this.#moment
  }
}

const isOpen = ({ code }: ModelRow) => code === undefined || code === '90'
export const isInFlight = isOpen
export const isPaid = ({ code }: ModelRow) => code === '00'
export const isFailed = (row: ModelRow) => !isOpen(row) && !isPaid(row)
