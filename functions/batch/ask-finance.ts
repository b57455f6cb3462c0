/** What a batch, or a correction that no batch has followed, asks of finance (docs/cases.md#money): written once. */
import { askedOfFinance, unaskedFen } from '../../rules/payments/money.ts'
import { moneyOf } from '../../rules/payments/results.ts'
import { Fault } from '../../schemas/fault.ts'
import type { Batch } from '../../schemas/records/batch.ts'
import type { FundingRequest } from '../../schemas/records/funding-request.ts'
import type { BatchDeps } from './deps.ts'

/** A failed attempt means another request of the county has come. */
const ATTEMPTS = 10

/** Of a batch with frozen rows. */
export function askForBatch(deps: BatchDeps, batch: Batch): Promise<FundingRequest | undefined> {
  return add(
    deps,
    batch,
    ({ id }) => id === batch.id,
    () => ({ id: batch.id, batch: batch.id }),
  )
}

/** @returns undefined where a batch that pays nobody leaves nothing to be asked */
export function askForCorrections(deps: BatchDeps, batch: Batch): Promise<FundingRequest | undefined> {
  return add(
    deps,
    batch,
    ({ batch: of, at }) => of === undefined && at === batch.at,
    (made) => ({ id: supplementNumber(batch, made) }),
  )
}

async function add(
  { batches, funding }: BatchDeps,
  batch: Batch,
  isThis: (request: FundingRequest) => boolean,
  named: (made: readonly FundingRequest[]) => Pick<FundingRequest, 'id' | 'batch'>,
): Promise<FundingRequest | undefined> {
  const { county, year, day, at, frozen } = batch
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const made = await funding.list(county)
    const known = made.find(isThis)
    if (known) return known
    const money = (await batches.list(county)).flatMap((one) => moneyOf(one) ?? [])
    if (!frozen && unaskedFen(money, made) <= 0) return undefined
    const request: FundingRequest = {
      ...named(made),
      ...askedOfFinance(frozen?.fen ?? 0, money, made),
      ...{ county, sequence: made.length + 1, year, day, at, allocations: {}, version: 0 },
    }
    if (await funding.add(request)) return request
  }
  throw new Fault('moved-by-others', 'requests of the county kept coming')
}

function supplementNumber({ county, year }: Batch, made: readonly FundingRequest[]): string {
  const prefix = `${county}-${year}-S`
  const own = made.filter(({ id }) => id.startsWith(prefix))
  return prefix + String(own.length + 1).padStart(2, '0')
}
