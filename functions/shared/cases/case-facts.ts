/** What the states of a county's cases rest on, gathered (ADR 30). */

import { setAside } from '../../../rules/cases/settlements.ts'
import type { CaseFacts } from '../../../rules/cases/state.ts'
import { activeListings } from '../../../rules/determination/listings.ts'
import { claimedBy } from '../../../rules/payments/results.ts'
import { type Batch, BatchRow, type Claimed, isUnderWay, type PaymentClaim } from '../../../schemas/records/batch.ts'
import { CaseRow } from '../../../schemas/records/case.ts'
import type { CaseBook } from '../../../schemas/records/case-book.ts'
import type { Decision, Person } from '../../../schemas/records/person.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { Objects } from '../../../stores/objects/objects.ts'
import type { Batches } from '../../../stores/payments/batches.ts'
import type { CaseBooks } from '../../../stores/payments/case-books.ts'
import type { Payments } from '../../../stores/payments/payments.ts'
import { thaw } from '../work/frozen.ts'

export interface CaseDeps {
  readonly caseBooks: CaseBooks
  readonly payments: Payments
  readonly batches: Batches
  readonly outbox: Objects
}

/** @returns no rows before the county's first close */
export async function casesOf(
  { caseBooks, outbox }: Pick<CaseDeps, 'caseBooks' | 'outbox'>,
  county: string,
): Promise<{ book: CaseBook | undefined; rows: readonly CaseRow[] }> {
  const book = await caseBooks.get(county)
  return { book, rows: book ? await thaw(outbox, book.table, CaseRow) : [] }
}

type CaseOf = Pick<CaseRow, 'key' | 'kind' | 'year'>

export interface Gathering {
  readonly county: string
  readonly day: string
  readonly policy: Policy
  readonly persons: ReadonlyMap<string, Person>
  /** In the county, on the day. */
  readonly decided: (person: Person) => Decision | undefined
}

/** @param wanted cases whose claims are read; without one a person has none */
export async function gatherFacts(
  deps: CaseDeps,
  { county, day, policy, persons, decided }: Gathering,
  wanted: readonly CaseOf[],
): Promise<(row: CaseOf) => CaseFacts> {
  const claims = await claimsOf(deps, wanted)
  const prepared = await preparedCases(deps, county)
  return (row) => {
    const person = persons.get(row.key)
    const active = person ? activeListings(person, policy, day) : []
    return {
      ...{ county, day, policy },
      cases: person?.cases ?? {},
      decision: person && decided(person),
      isListed: active.some(([, of]) => of === county),
      isSetAside: person !== undefined && setAside(person, active).has(county),
      claim: claims.get(row.year)?.get(row.key),
      benefit: claims.get('benefit')?.get(row.key),
      isPrepared: prepared.has(`${row.key} ${claimedAs(row)}`),
    }
  }
}

async function claimsOf(
  { payments }: Pick<CaseDeps, 'payments'>,
  wanted: readonly CaseOf[],
): Promise<ReadonlyMap<Claimed, ReadonlyMap<string, PaymentClaim>>> {
  const claims = new Map<Claimed, ReadonlyMap<string, PaymentClaim>>()
  for (const [what, rows] of Map.groupBy(wanted, claimedAs)) {
    const keys = [...new Set(rows.map(({ key }) => key))]
    claims.set(what, await payments.get(keys, what))
  }
  return claims
}

/** Cases in a batch on its way to approval. */
async function preparedCases(
  { batches, outbox }: Pick<CaseDeps, 'batches' | 'outbox'>,
  county: string,
): Promise<ReadonlySet<string>> {
  const prepared = new Set<string>()
  for (const batch of await batches.list(county)) {
    if (!isUnderWay(batch) || !batch.prepared || batch.frozen) continue
    for (const row of await thaw(outbox, batch.prepared, BatchRow)) prepared.add(`${row.key} ${claimedBy(row)}`)
  }
  return prepared
}

export const claimedAs = ({ kind, year }: Pick<CaseOf, 'kind' | 'year'>): Claimed =>
  kind === 'claim' ? 'benefit' : year

/** What the batch itself has prepared or claimed keeps nobody out of it; its claim still says that an earlier one is over. */
export function withoutOwn(facts: CaseFacts, { id }: Pick<Batch, 'id'>): CaseFacts {
  const given = (claim: PaymentClaim | undefined): PaymentClaim | undefined =>
    claim?.batch === id ? { ...claim, state: 'released' } : claim
  return { ...facts, isPrepared: false, claim: given(facts.claim), benefit: given(facts.benefit) }
}

/** Beside what the county's own batches have: nobody else claims for who was never on another county's list. */
export function mayBeClaimed(person: Person | undefined, county: string): boolean {
  if (!person) return false
  const isElsewhere = Object.keys(person.lists).some((head) => !head.startsWith(`${county}#`))
  return isElsewhere || Object.values(person.cases ?? {}).some(({ results }) => results !== undefined)
}
