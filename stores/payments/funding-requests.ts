/** What a county asks of finance, in its order: `FUNDING#<county>` / `000001`. */
import { FundingRequest } from '../../schemas/records/funding-request.ts'
import type { WorkTable } from '../aws/work.ts'

export interface FundingRequests {
  /** Strongly consistent, in the order in which they were made. */
  list(county: string): Promise<FundingRequest[]>
  /** Made on a day or later, in their order: what was asked before it is not read. */
  since(county: string, day: string): Promise<FundingRequest[]>
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
    async since(county, day) {
      const found: FundingRequest[] = []
      for (let after: string | undefined; ; ) {
        const items = await work.list(`FUNDING#${county}`, { latestFirst: true, limit: PAGE, after })
        const page = items.map((item) => FundingRequest.parse(item))
        found.push(...page)
        const last = page.at(-1)
        if (!last || page.length < PAGE || last.day < day)
          return found.filter((request) => request.day >= day).reverse()
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
