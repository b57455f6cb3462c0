/** The page on which a batch's second person answers for it. */
import * as z from 'zod'
import type { Fault } from '../../../pages/parts/fault.tsx'
import { BatchPage } from '../../../pages/payments/batch.tsx'
import { outstandingFen } from '../../../rules/payments/money.ts'
import { County } from '../../../schemas/codes.ts'
import { BatchReturn } from '../../../schemas/records/batch.ts'
import type { PersonKey } from '../../../schemas/records/person.ts'
import type { WebDeps } from '../deps.ts'
import { permitted, signatureOf } from '../http/allow.ts'
import type { Caller } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { formRoute, pageRoute } from '../http/page-route.ts'
import { found } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { handledOf } from '../readings/handled.ts'
import { monthStanding } from '../readings/month-standing.ts'
import { revealRoute } from '../readings/purpose-routes.ts'
import { isUrged, type Urged, urgedQuery } from '../readings/urged.ts'
import { approveBatch, keptFromApproval, returnBatch, takeBatchBack } from './batch-requests.ts'
import { batchView } from './batch-view.ts'

const params = { county: County, id: z.string() }
const own = { resource: 'batch', of: 'county' } as const
const seesPersons = { action: 'see', ...own, persons: true } as const

interface Shown extends Urged {
  readonly person?: PersonKey | undefined
  readonly params: { readonly county: string; readonly id: string }
  readonly local: boolean
  readonly caller: Caller
  readonly number?: number | undefined
}

export const batchPages: readonly Route[] = [
  pageRoute({
    path: '/batches/:county/:id',
    summary: 'A batch: its sums, its persons, who approves it',
    does: seesPersons,
    params,
    query: { page: z.coerce.number().int().min(1).max(10_000).optional(), ...urgedQuery },
    run: (deps, asked) => show(deps, { ...asked, number: asked.query.page, urged: asked.query.urged }),
  }),
  revealRoute({
    path: '/batches/:county/:id',
    opens: '/batches/:county/:id',
    summary: 'The same with one of its persons whole, for a purpose',
    does: seesPersons,
    params,
    show,
  }),
  formRoute({
    path: '/batches/:county/:id/approve',
    opens: '/batches/:county/:id',
    summary: 'Approves a batch as its second person',
    does: { action: 'approve', ...own },
    refuses: [409],
    params,
    again: { field: '', shows: seesPersons, show },
    async run(deps, { params: { county, id }, caller }) {
      await approveBatch(deps, found(await deps.batches.get(county, id)), signatureOf(caller))
      return `/batches/${county}/${id}`
    },
  }),
  formRoute({
    path: '/batches/:county/:id/return',
    opens: '/batches/:county/:id',
    summary: 'Sends a batch back to whoever prepared it, with a reason',
    does: { action: 'approve', ...own },
    refuses: [409],
    params,
    form: BatchReturn,
    incomplete: 'return-incomplete',
    again: { field: 'return-reason', shows: seesPersons, show },
    async run(deps, { params: { county, id }, body, caller }) {
      await returnBatch(deps, found(await deps.batches.get(county, id)), body, signatureOf(caller))
      return `/batches/${county}/${id}`
    },
  }),
  formRoute({
    path: '/batches/:county/:id/withdraw',
    opens: '/batches/:county/:id',
    summary: 'Takes a prepared batch back, with a reason',
    does: { action: 'prepare', ...own },
    refuses: [409],
    params,
    form: BatchReturn,
    incomplete: 'withdrawal-incomplete',
    again: { field: 'take-back-reason', shows: seesPersons, show },
    async run(deps, { params: { county, id }, body, caller }) {
      await takeBatchBack(deps, found(await deps.batches.get(county, id)), body, signatureOf(caller))
      return `/batches/${county}/${id}`
    },
  }),
]

async function show(
  deps: WebDeps,
  { params: { county, id }, local, caller, person, number, urged }: Shown,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const policy = await deps.policies.inForce()
  const batch = found(await deps.batches.get(county, id))
  const mayApprove = batch.state === 'prepared' && permitted(caller)('approve', 'batch', { division: county })
  const [handled, view, standing, requests, kept] = await Promise.all([
    handledOf(deps, caller, id, { division: county }),
    batchView(deps, policy, batch, person),
    batch.state === 'prepared' ? monthStanding(deps, policy, county, batch.period) : undefined,
    deps.funding.list(county),
    mayApprove ? keptFromApproval(deps, batch, signatureOf(caller)) : undefined,
  ])
  const request = requests.find((one) => one.batch === id)
  const money = request && { ...request, outstanding: outstandingFen(request) }
  return page(
    BatchPage({
      ...view,
      money,
      number,
      policy,
      local,
      now: deps.now().getTime(),
      standing,
      kept: kept?.message,
      handled,
      fault,
      isUrged: isUrged({ urged }),
    }),
    status,
  )
}
