/** Money by county and year (docs/cases.md#money): counts over batches, their results and requests. Amounts are in fen. */
import type { Asked, FundingRequest } from '../../schemas/records/funding-request.ts'

/** Rows with an amount. */
export interface Sum {
  readonly rows: number
  readonly fen: number
}

/** An approved batch; rows neither paid nor failed are in flight. */
export interface BatchMoney {
  readonly county: string
  readonly year: number
  readonly approved: Sum
  readonly paid: Sum
  readonly failed: Sum
}

type Allocated = Pick<FundingRequest, 'requested' | 'allocations'>
export type RequestMoney = Allocated & Pick<FundingRequest, 'county' | 'year' | 'netted'>

export function allocatedFen({ allocations }: Pick<FundingRequest, 'allocations'>): number {
  return sumOf(Object.values(allocations), ({ fen }) => fen)
}

export function outstandingFen(request: Allocated): number {
  return Math.max(0, request.requested - allocatedFen(request))
}

export function overFen(request: Allocated): number {
  return Math.max(0, allocatedFen(request) - request.requested)
}

/** The allocation with which the whole of the request was there. */
export function metOrder({ requested, allocations }: Allocated): string | undefined {
  let [sum, met] = [0, undefined as string | undefined]
  const inOrder = Object.values(allocations).toSorted((a, b) => ((a.order ?? '') < (b.order ?? '') ? -1 : 1))
  for (const { fen, order } of inOrder) {
    if (sum < requested && sum + fen >= requested) met = order
    sum += fen
  }
  return met
}

/** Above 0 where finance has been asked for less than the county's rows of all years cost. */
export function unaskedFen(batches: readonly BatchMoney[], requests: readonly Allocated[]): number {
  const cost = sumOf(batches, ({ approved, failed }) => approved.fen - failed.fen)
  return cost - sumOf(requests, (request) => request.requested + overFen(request))
}

/**
 * What a batch asks of finance; a supplementary request has no total.
 * @param batches all of the county, this one included
 */
export function askedOfFinance(total: number, batches: readonly BatchMoney[], requests: readonly Allocated[]): Asked {
  const requested = Math.max(0, unaskedFen(batches, requests))
  return { total, netted: total - requested, requested }
}

/** What registers, as they were last sent in a year, say about a county's paid rows. */
export interface Posting {
  readonly posted: number
  readonly unposted: number
  readonly foreign: number
}

export interface TieOut extends Posting {
  readonly county: string
  readonly year: number
  readonly approved: Sum
  readonly paid: Sum
  readonly failed: Sum
  readonly inFlight: Sum
  readonly requested: number
  readonly netted: number
  readonly allocated: number
  readonly outstanding: number
  readonly over: number
  readonly surplus: number
}

/** Counties and years with money, sorted. */
export function tieOut(
  batches: readonly BatchMoney[],
  requests: readonly RequestMoney[],
  posting: (county: string, year: number) => Posting,
): TieOut[] {
  const inOrder = [...new Set([...batches, ...requests].map(({ county, year }) => `${county}-${year}`))].sort()
  const rows = inOrder.flatMap((name): TieOut[] => {
    const county = name.slice(0, 6)
    const year = Number(name.slice(7))
    const isOwn = (one: { county: string; year: number }) => one.county === county && one.year === year
    const row = { county, year, ...counted(batches.filter(isOwn), requests.filter(isOwn)) }
    const hasMoney = row.approved.fen > 0 || row.requested > 0 || row.allocated !== 0
    return hasMoney ? [{ ...row, ...posting(county, year) }] : []
  })
  return rows.map((row, i) => {
    const isLatest = rows[i + 1]?.county !== row.county
    return isLatest ? { ...row, surplus: surplusFen(rows.filter(({ county }) => county === row.county)) } : row
  })
}

export function inFlightOf({ approved, paid, failed }: Pick<BatchMoney, 'approved' | 'paid' | 'failed'>): Sum {
  return { rows: approved.rows - paid.rows - failed.rows, fen: approved.fen - paid.fen - failed.fen }
}

function counted(
  batches: readonly BatchMoney[],
  requests: readonly RequestMoney[],
): Omit<TieOut, 'county' | 'year' | keyof Posting> {
  const approved = added(batches, 'approved')
  const paid = added(batches, 'paid')
  const failed = added(batches, 'failed')
  return {
    approved,
    paid,
    failed,
    inFlight: inFlightOf({ approved, paid, failed }),
    requested: sumOf(requests, ({ requested }) => requested),
    netted: sumOf(requests, ({ netted }) => netted),
    allocated: sumOf(requests, allocatedFen),
    outstanding: sumOf(requests, outstandingFen),
    over: sumOf(requests, overFen),
    surplus: 0,
  }
}

/** Of all years of a county. */
function surplusFen(rows: readonly TieOut[]): number {
  return Math.max(
    0,
    sumOf(rows, ({ allocated, paid, inFlight }) => allocated - paid.fen - inFlight.fen),
  )
}

function added(batches: readonly BatchMoney[], what: 'approved' | 'paid' | 'failed'): Sum {
  return { rows: sumOf(batches, (batch) => batch[what].rows), fen: sumOf(batches, (batch) => batch[what].fen) }
}

function sumOf<T>(all: readonly T[], fen: (one: T) => number): number {
  return all.reduce((sum, one) => sum + fen(one), 0)
}
