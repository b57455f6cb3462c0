/** Finance: what a county asks, what was allocated and is outstanding; an allocation is recorded the way of a file. */
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import * as z from 'zod'
import { writeTemplate } from '../../../forms/outgoing/template.ts'
import { BalancesPage } from '../../../pages/money/balances.tsx'
import { FundingPage } from '../../../pages/money/funding.tsx'
import { RequestPage } from '../../../pages/money/request.tsx'
import { requestThings } from '../../../pages/money/request-things.ts'
import type { Fault } from '../../../pages/parts/fault.tsx'
import type { ThingsShown } from '../../../pages/parts/things.tsx'
import { judgeAllocation } from '../../../rules/answers/allocation.ts'
import { outstandingFen } from '../../../rules/payments/money.ts'
import type { RequestMoneyShown } from '../../../schemas/api/money.ts'
import { County, Division } from '../../../schemas/codes.ts'
import { FORMS } from '../../../schemas/columns.ts'
import type { FundingRequest } from '../../../schemas/records/funding-request.ts'
import type { Output } from '../../../schemas/records/output.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import {
  ALLOCATION_FIELDS,
  allocationRow,
  allocationTemplateName,
  FIELD_OF_HEADING,
} from '../../../wording/allocations.ts'
import { divisionName, officeName } from '../../../wording/offices.ts'
import { countyMoney, moneyByYear } from '../../shared/money/tie-out.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, permitted, signatureOf } from '../http/allow.ts'
import { type NamedFile, workbookRoute } from '../http/api-route.ts'
import type { Caller } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { formRoute, pageRoute } from '../http/page-route.ts'
import { found, Refusal } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { handledOf } from '../readings/handled.ts'
import { requestsMoney } from '../readings/requests-money.ts'
import { chosenThings, requestStage, type ThingsWished, thingsFile, thingsQuery } from '../readings/things.ts'
import { isUrged, type Urged, urgedQuery } from '../readings/urged.ts'
import { filledFaults } from '../sending/judge-filled.ts'
import { sendRows } from '../sending/send-rows.ts'
import { balances, balancesQuery } from './balances.ts'

const RequestNumber = z.string().regex(/^\d{6}-\d{4}-S?\d{2,}$/)
const params = { county: County, id: RequestNumber }
const path = '/funding/:county/:id'
const sees = { action: 'see', resource: 'funding-request', of: 'county' } as const
/** A request is finance's to answer. */
const owner = async (_: unknown, { county: division }: { readonly county: string }) =>
  ({ division, office: 'finance' }) as const

const Cell = z.string().trim().max(100).default('')
const Filled = z.object({
  [ALLOCATION_FIELDS.amount]: Cell,
  [ALLOCATION_FIELDS.day]: Cell,
  [ALLOCATION_FIELDS.voucher]: Cell,
})

export const fundingPages: readonly Route[] = [
  pageRoute({
    path: '/funding',
    summary: 'Leads to the requests of the account’s own county, or to the balances of its city',
    does: { action: 'see', resource: 'portal' },
    async run(deps, { caller }) {
      const { division } = found(actorOf(caller))
      const { city } = await deps.policies.inForce()
      return division === city.code ? `/balances/${division}` : `/funding/${division.slice(0, 6)}`
    },
  }),
  pageRoute({
    path: '/funding/:county',
    summary: 'A county’s requests: asked, allocated, outstanding, due; its balance by year',
    does: sees,
    owner,
    params: { county: County },
    query: thingsQuery,
    async run(deps, { params: { county }, query, caller, local }) {
      const policy = await deps.policies.inForce()
      const own = await countyMoney(deps, county)
      const requests = await listed(deps, policy, { county, caller, query }, own.requests)
      return page(FundingPage({ county, requests, years: moneyByYear(own), policy, local }))
    },
  }),
  workbookRoute({
    path: '/funding/:county/list.xlsx',
    summary: 'A county’s requests as a workbook without persons',
    does: sees,
    owner,
    params: { county: County },
    query: thingsQuery,
    async run(deps, { params: { county }, query, caller }) {
      const policy = await deps.policies.inForce()
      const requests = await deps.funding.list(county)
      return thingsFile(policy, caller, await listed(deps, policy, { county, caller, query }, requests))
    },
  }),
  workbookRoute({
    path: '/funding/:county/template.xlsx',
    summary: 'The allocation’s template with the requests that something is outstanding of',
    does: { ...sees, file: true },
    owner,
    params: { county: County },
    run: (deps, { params: { county } }) => filledTemplate(deps, county),
  }),
  pageRoute({
    path,
    summary: 'A request: its sums, its list, what was allocated for it',
    does: sees,
    owner,
    params,
    query: urgedQuery,
    run: (deps, asked) => show(deps, asked),
  }),
  formRoute({
    path: `${path}/allocations`,
    opens: path,
    summary: 'Records an allocation: one row of the allocation form, sent as its file is',
    does: { action: 'send', resource: 'answer', of: 'county' },
    owner,
    params,
    form: Filled,
    incomplete: 'allocation-missing',
    again: { field: ALLOCATION_FIELDS.amount, show },
    async run(deps, { params: { county, id }, body, caller }) {
      const request = found((await deps.funding.list(county)).find((one) => one.id === id))
      const row = allocationRow(request, body)
      const day = deps.dayOf(deps.now())
      const faults = filledFaults('allocation', row, (one) => judgeAllocation(one, { day, request, earlier: [] }))
      const said = faults.map(({ sentence }) => sentence).join('')
      if (faults[0]) throw new Refusal('row-unfit', said, undefined, FIELD_OF_HEADING[faults[0].heading])
      const upload = await sendRows(
        deps,
        'allocation',
        { division: county, office: 'finance' },
        [row],
        signatureOf(caller),
      )
      return `/uploads/${county}/${upload.id}`
    },
  }),
  pageRoute({
    path: '/balances/:division',
    summary: 'Money of a year by county, in counts and sums alone',
    does: { action: 'see', resource: 'counts', of: 'division' },
    params: { division: Division },
    query: balancesQuery,
    async run(deps, { params: { division }, query, local, caller }) {
      const policy = await deps.policies.inForce()
      return page(BalancesPage({ ...(await balances(deps, policy, { division, ...query }, caller)), policy, local }))
    },
  }),
]

interface Listing {
  readonly county: string
  readonly caller: Caller
  readonly query: ThingsWished
}

/** The latest first. */
async function listed(
  deps: WebDeps,
  policy: Policy,
  { county, caller, query }: Listing,
  own: readonly FundingRequest[],
): Promise<ThingsShown> {
  const requests = (await requestsMoney(deps, policy, own)).reverse()
  const stageOf = (request: RequestMoneyShown) => requestStage(request, permitted(caller))
  return chosenThings(requestThings(policy, county, requests, stageOf), query)
}

async function filledTemplate(deps: WebDeps, county: string): Promise<NamedFile> {
  const policy = await deps.policies.inForce()
  const open = (await deps.funding.list(county)).filter((request) => outstandingFen(request) > 0)
  const reportingOffice = officeName(policy, { division: county, office: 'finance' })
  const out = new PassThrough()
  const filled = open.map((request) => allocationRow(request, {}))
  const [bytes] = await Promise.all([buffer(out), writeTemplate(out, FORMS.allocation, { reportingOffice, filled })])
  return { name: allocationTemplateName(divisionName(county, policy)), bytes: new Uint8Array(bytes) }
}

/** Among which its file stands: of its batch's month, or of any for one that no batch has. */
async function filesAbout(deps: WebDeps, { county, batch }: FundingRequest): Promise<Output[]> {
  const own = batch === undefined ? undefined : await deps.batches.get(county, batch)
  return deps.outputs.list(county, own?.period)
}

interface Shown {
  readonly params: { readonly county: string; readonly id: string }
  readonly query?: Urged
  readonly local: boolean
  readonly caller: Caller
}

async function show(
  deps: WebDeps,
  { params: { county, id }, query, local, caller }: Shown,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const [policy, own] = await Promise.all([deps.policies.inForce(), deps.funding.list(county)])
  const request = found(own.find((one) => one.id === id))
  const [outputs, [money], handled] = await Promise.all([
    filesAbout(deps, request),
    requestsMoney(deps, policy, [request]),
    handledOf(deps, caller, id, { division: county }),
  ])
  const file = outputs.find(({ folder, name }) => folder === 'finance' && name === `${id}.xlsx`)
  const today = deps.dayOf(deps.now())
  const view = { request: found(money), file, isUrged: isUrged(query), handled }
  return page(RequestPage({ ...view, policy, local, today, fault }), status, {
    filesFrom: await deps.outbox.origin(),
  })
}
