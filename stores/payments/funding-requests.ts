/** What a county asks of finance, in its order: `FUNDING#<county>` / `000001`. */
import { FundingRequest } from '../../schemas/records/funding-request.ts'
import type { WorkTable } from '../aws/work.ts'

export interface FundingRequests {
  /** Strongly consistent, in the order in which they were made. */
  list(county: string): Promise<FundingRequest[]>
  /** The latest first. */
  latest(county: string, limit: number): Promise<FundingRequest[]>
  /** Of the latest year, the latest first, however many years there are. */
  ofLatestYear(county: string): Promise<FundingRequest[]>
  /** False where another request has come since the list was read. */
  add(request: FundingRequest): Promise<boolean>
  /** False where its allocations have changed since it was read. */
  allocate(request: FundingRequest, allocations: FundingRequest['allocations']): Promise<boolean>
}

const key = ({ county, sequence }: Pick<FundingRequest, 'county' | 'sequence'>) => ({
  pk: `FUNDING#${county}`,
  sk: String(sequence).padStart(6, '0'),
})

/** A year has a dozen. */
const PAGE = 24

export function fundingRequests(work: WorkTable): FundingRequests {
  return {
    async list(county) {
      const items = await work.list(`FUNDING#${county}`)
      return items.map((item) => FundingRequest.parse(item))
    },
    latest: async (county, limit) =>
      (await work.list(`FUNDING#${county}`, { latestFirst: true, limit })).map((item) => FundingRequest.parse(item)),
    async ofLatestYear(county) {
      const found: FundingRequest[] = []
      for (let after: string | undefined; ; ) {
        const items = await work.list(`FUNDING#${county}`, { latestFirst: true, limit: PAGE, after })
        const page = items.map((item) => FundingRequest.parse(item))
        found.push(...page)
        // The year before may still ask for more in this one.
        const year = Math.max(...found.map((request) => request.year))
        const last = page.at(-1)
        // None is made before its year has begun.
        if (!last || page.length < PAGE || last.day < `${year}-01-01`)
          return found.filter((request) => request.year === year)
        after = key(last).sk
      }
    },
    add: (request) => work.putNew(key(request), FundingRequest.parse(request)),
    async allocate(request, allocations) {
      const { ok } = await work.update(key(request), {
        set: { allocations, version: request.version + 1 },
        condition: '#version = :before',
        values: { before: request.version },
      })
      return ok
    },
  }
}
