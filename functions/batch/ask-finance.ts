/** What a batch, or a correction that no batch has followed, asks of finance (docs/cases.md#money): written once. */
import { askedOfFinance, unaskedFen } from '../../rules/payments/money.ts'
import { moneyOf } from '../../rules/payments/results.ts'
import { Fault } from '../../schemas/fault.ts'
import type { SnapshotReady } from '../../schemas/messages/snapshot-ready.ts'
import { present } from '../../schemas/present.ts'
import { type Batch, isUnderWay } from '../../schemas/records/batch.ts'
import type { Asked, FundingRequest } from '../../schemas/records/funding-request.ts'
import { casesOf } from '../shared/cases/case-facts.ts'
import type { BatchDeps } from './deps.ts'

/** A failed attempt means another request of the county has come. */
const ATTEMPTS = 10

/**
 * Of a batch with frozen rows.
 * @param before what finance heard before tables were restored
 */
export async function askForBatch(deps: BatchDeps, batch: Batch, before?: Asked): Promise<FundingRequest> {
  const { id } = batch
  const request = await add(
    deps,
    batch,
    (one) => one.id === id,
    () => ({ id, batch: id, ...before }),
  )
  return present(request, 'the request of a batch with rows')
}

/** What nobody is paid by: a batch that is empty, or a close. */
type Occasion = Pick<Batch, 'county' | 'period' | 'year' | 'day' | 'at'>

/** A repeat tells finance again; nothing is asked where nothing is missing. */
export async function askForCorrections(deps: BatchDeps, occasion: Occasion): Promise<void> {
  const request = await add(
    deps,
    occasion,
    (one) => isAskedAt(one, occasion),
    (made) => ({ id: supplementNumber(occasion, made) }),
  )
  if (!request) return
  const { county, period, day, at } = occasion
  await deps.frozen.publish({ type: 'corrections.asked', county, period, request: request.id, day, at })
}

/** Where no batch follows the close: one that does asks for the difference as well. */
export async function askAfterClose(deps: BatchDeps, { county, period, day, at }: SnapshotReady): Promise<void> {
  const occasion = { county, period, year: Number(day.slice(0, 4)), day, at }
  const [all, made] = await Promise.all([deps.batches.list(county), deps.funding.list(county)])
  const isMissing = unaskedFen(moneyOfAll(all), made) > 0
  const isRepeat = made.some((one) => isAskedAt(one, occasion))
  if (isRepeat || (isMissing && !(await isBatchComing(deps, county, all)))) await askForCorrections(deps, occasion)
}

const isAskedAt = ({ batch, at }: FundingRequest, occasion: Occasion) => batch === undefined && at === occasion.at

async function isBatchComing(deps: BatchDeps, county: string, batches: readonly Batch[]): Promise<boolean> {
  if (batches.some(isUnderWay)) return true
  return (await casesOf(deps, county)).rows.some(({ close }) => close.state === 'ready')
}

const moneyOfAll = (batches: readonly Batch[]) => batches.flatMap((one) => moneyOf(one) ?? [])

async function add(
  { batches, funding }: BatchDeps,
  batch: Occasion & Pick<Batch, 'frozen'>,
  isThis: (request: FundingRequest) => boolean,
  named: (made: readonly FundingRequest[]) => Pick<FundingRequest, 'id' | 'batch'> & Partial<Asked>,
): Promise<FundingRequest | undefined> {
  const { county, year, day, at, frozen } = batch
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const made = await funding.list(county)
    const known = made.find(isThis)
    if (known) return known
    const money = moneyOfAll(await batches.list(county))
    if (!frozen && unaskedFen(money, made) <= 0) return undefined
    const request: FundingRequest = {
      ...askedOfFinance(frozen?.fen ?? 0, money, made),
      ...named(made),
      ...{ county, sequence: made.length + 1, year, day, at, allocations: {}, version: 0 },
    }
    if (await funding.add(request)) return request
  }
  throw new Fault('moved-by-others', 'requests of the county kept coming')
}

function supplementNumber({ county, year }: Occasion, made: readonly FundingRequest[]): string {
  const prefix = `${county}-${year}-S`
  const own = made.filter(({ id }) => id.startsWith(prefix))
  return prefix + String(own.length + 1).padStart(2, '0')
}
