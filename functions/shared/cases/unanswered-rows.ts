/** Rows of approved batches, of any county, that the bank has not answered: a person's claims name their batches. */
import { kindOf } from '../../../rules/payments/results.ts'
import { present } from '../../../schemas/present.ts'
import { BatchRow, type Claimed, type PaymentClaim } from '../../../schemas/records/batch.ts'
import { thaw } from '../work/frozen.ts'
import type { CaseDeps } from './case-facts.ts'

export type UnansweredRow = BatchRow & Pick<PaymentClaim, 'county' | 'batch'>

export interface UnansweredRows {
  load(keys: readonly string[]): Promise<void>
  of(key: string): UnansweredRow[]
  benefit(key: string): PaymentClaim | undefined
}

export function unansweredRows(
  deps: Pick<CaseDeps, 'payments' | 'batches' | 'outbox'>,
  { day }: { readonly day: string },
): UnansweredRows {
  const year = Number(day.slice(0, 4))
  const claimed: readonly Claimed[] = [year, year - 1, 'benefit']
  const claims = new Map<Claimed, Map<string, PaymentClaim>>(claimed.map((what) => [what, new Map()]))
  const rows = new Map<string, ReadonlyMap<string, BatchRow>>()
  const rowsOf = async ({ county, batch }: PaymentClaim) => {
    const { frozen } = present(await deps.batches.get(county, batch), 'the batch of a claim', 'batch-missing')
    const own = frozen ? await thaw(deps.outbox, frozen, BatchRow) : []
    return new Map(own.map((row) => [`${row.key} ${kindOf(row)}`, row]))
  }
  return {
    async load(keys) {
      for (const what of claimed)
        for (const [key, claim] of await deps.payments.get(keys, what)) {
          claims.get(what)?.set(key, claim)
          if (claim.state === 'approved' && !rows.has(claim.batch)) rows.set(claim.batch, await rowsOf(claim))
        }
    },
    of: (key) =>
      claimed.flatMap((what) => {
        const claim = claims.get(what)?.get(key)
        if (claim?.state !== 'approved') return []
        const row = rows.get(claim.batch)?.get(`${key} ${what === 'benefit' ? 'claim' : 'contribution'}`)
        return row ? { ...row, county: claim.county, batch: claim.batch } : []
      }),
    benefit: (key) => claims.get('benefit')?.get(key),
  }
}
