/** Whose failed row a later batch may have taken over: the claim says whose it is. */
import { claimedBy } from '../../../rules/payments/results.ts'
import type { Batch, BatchRow, Claimed, PaymentClaim } from '../../../schemas/records/batch.ts'
import type { IntakeDeps } from '../deps.ts'

export function claimsAfterFailures({ payments }: Pick<IntakeDeps, 'payments'>, { id }: Pick<Batch, 'id'>) {
  const taken = new Set<string>()
  const nameOf = (what: Claimed, key: string) => `${what} ${key}`
  // A year's claim that a later batch gave back is free, as if it had never been taken.
  const isTaken = ({ batch, state }: PaymentClaim, what: Claimed) =>
    batch !== id && !(state === 'released' && what !== 'benefit')
  return {
    async load(rows: readonly BatchRow[]): Promise<void> {
      for (const [what, own] of Map.groupBy(rows, claimedBy))
        for (const [key, claim] of await payments.get([...new Set(own.map((row) => row.key))], what))
          if (isTaken(claim, what)) taken.add(nameOf(what, key))
    },
    has: (row: BatchRow) => taken.has(nameOf(claimedBy(row), row.key)),
  }
}
