/** What finance allocated (docs/cases.md#allocations). */
import {
  type Allocated,
  allocatedIn,
  allocationIn,
  judgeAllocation,
  requestNumberIn,
  voucherIn,
} from '../../../rules/answers/allocation.ts'
import type { AnswerRow } from '../../../rules/answers/answer-row.ts'
import { overFen } from '../../../rules/payments/money.ts'
import { present } from '../../../schemas/present.ts'
import type { FundingRequest } from '../../../schemas/records/funding-request.ts'
import type { Upload } from '../../../schemas/records/upload.ts'
import type { IntakeDeps } from '../deps.ts'
import type { Answer, Taken } from './answer.ts'
import { eachRow } from './each-row.ts'
import { orderOf, uploadOf } from './write-facts.ts'

interface Before extends Allocated {
  readonly label: string
}

export async function takeAllocations(deps: IntakeDeps, { upload, read, returned }: Answer): Promise<Taken> {
  const made = await deps.fundingRequests.list(upload.division)
  const requests = new Map(made.map((request) => [request.id, request]))
  const before = new Map<string, Before[]>()
  const earlierOf = (row: AnswerRow) => {
    const [request, voucher] = [requestNumberIn(row), voucherIn(row)]
    if (request === '' || voucher === '') return []
    const name = `${request} ${voucher}`
    const known = before.get(name) ?? []
    before.set(name, known)
    return known
  }
  const judged = await eachRow(
    read,
    {
      judge({ row, label }) {
        const earlier = earlierOf(row)
        judgeAllocation(row, { day: upload.day, request: requests.get(requestNumberIn(row)), earlier })
        const said = allocatedIn(row)
        const same = earlier.find(({ fen, day }) => fen === said.fen && day === said.day)
        earlier.push({ ...said, label })
        return same?.label
      },
      take({ row, index }) {
        const request = present(requests.get(requestNumberIn(row)), 'the request of an accepted row')
        // A row that comes again keeps its first place.
        const said = request.allocations[voucherIn(row)] ?? allocationIn(row, orderOf(upload, index))
        const allocations = { ...request.allocations, [voucherIn(row)]: said }
        requests.set(request.id, { ...request, allocations })
      },
    },
    returned,
  )
  const over = overIn(upload, requests.values())
  return { ...judged, ...(over.length > 0 && { over }), write: () => allocate(deps, made, requests) }
}

/** A repeat finds its rows written, and names them as before. */
function overIn({ id }: Upload, requests: Iterable<FundingRequest>) {
  return [...requests]
    .filter(({ allocations }) => Object.values(allocations).some(({ order = '' }) => uploadOf(order) === id))
    .map((request) => ({ request: request.id, fen: overFen(request) }))
    .filter(({ fen }) => fen > 0)
}

/** After a crash the rows that were written are there, and the others follow. */
async function allocate(
  { fundingRequests }: IntakeDeps,
  made: readonly FundingRequest[],
  after: ReadonlyMap<string, FundingRequest>,
): Promise<'moved' | undefined> {
  for (const request of made) {
    const { allocations } = present(after.get(request.id), 'a request')
    const isSame = Object.keys(allocations).length === Object.keys(request.allocations).length
    if (!isSame && !(await fundingRequests.allocate(request, allocations))) return 'moved'
  }
  return undefined
}
