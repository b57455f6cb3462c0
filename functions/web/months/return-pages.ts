/** Pages of returns: a division's months, one month, a version of it, submitting and sending back. */
import * as z from 'zod'
import { ConsolidationPage } from '../../../pages/months/consolidation.tsx'
import { ReturnPage } from '../../../pages/months/return.tsx'
import { returnThings } from '../../../pages/months/return-things.ts'
import { ReturnVersionPage } from '../../../pages/months/return-version.tsx'
import { ReturnsPage } from '../../../pages/months/returns.tsx'
import type { Fault } from '../../../pages/parts/fault.tsx'
import { Division, Period } from '../../../schemas/codes.ts'
import { returnThing } from '../../../schemas/records/audit.ts'
import { ReturnTable, SendBackRequest, SubmitRequest } from '../../../schemas/records/month-return.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { statisticsTitle } from '../../../wording/forms.ts'
import { tableName, tablesOf } from '../../shared/returns/return-figures.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, permitted, signatureOf } from '../http/allow.ts'
import { workbookRoute } from '../http/api-route.ts'
import type { Caller } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { formRoute, pageRoute } from '../http/page-route.ts'
import { found } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { handledOf } from '../readings/handled.ts'
import { chosenThings, returnStage, type ThingsWished, thingsFile, thingsQuery } from '../readings/things.ts'
import { isUrged, type Urged, urgedQuery } from '../readings/urged.ts'
import { consolidationView, countyView } from './return-details.ts'
import { returnView } from './return-view.ts'
import { sendReturnBack, submitReturn } from './submit-return.ts'
import { versionFile, versionTables } from './version-tables.ts'

const own = { resource: 'statistics', of: 'division' } as const
const params = { division: Division, period: Period }
const Version = z.coerce.number<string>().int().positive()
const versionParams = { ...params, version: Version }
/** Months that the page lists. */
const MONTHS = 24

const Submission = SubmitRequest.omit({ division: true, period: true })
const SendingBack = SendBackRequest.pick({ reason: true })

export const returnPages: readonly Route[] = [
  pageRoute({
    path: '/returns',
    summary: 'The months of the account’s own county or city, and what was submitted of them',
    does: { action: 'see', resource: 'portal' },
    query: thingsQuery,
    async run(deps, { query, caller, local }) {
      const policy = await deps.policies.inForce()
      return page(ReturnsPage({ months: await listed(deps, policy, caller, query), policy, local }))
    },
  }),
  workbookRoute({
    path: '/returns/list.xlsx',
    summary: 'The same as a workbook',
    does: { action: 'see', resource: 'portal' },
    query: thingsQuery,
    async run(deps, { query, caller }) {
      const policy = await deps.policies.inForce()
      return thingsFile(policy, caller, await listed(deps, policy, caller, query))
    },
  }),
  pageRoute({
    path: '/returns/:division/:period',
    summary: 'A month step by step up to its return, or the city’s sum of returns',
    does: { action: 'see', ...own },
    params,
    query: urgedQuery,
    run: (deps, asked) => show(deps, asked),
  }),
  formRoute({
    path: '/returns/:division/:period/submit',
    opens: '/returns/:division/:period',
    summary: 'Submits what was seen, with an explanation',
    does: { action: 'submit', ...own },
    refuses: [409],
    params,
    form: Submission,
    incomplete: 'submission-incomplete',
    again: { field: 'explanation', show },
    async run(deps, { params: { division, period }, body, caller }) {
      await submitReturn(deps, { division, period, ...body }, signatureOf(caller))
      return `/returns/${division}/${period}`
    },
  }),
  formRoute({
    path: '/returns/:division/:period/versions/:version/send-back',
    opens: '/returns/:division/:period/versions/:version',
    summary: 'Sends a county’s return back, with a reason',
    does: { action: 'send-back', ...own },
    refuses: [409],
    params: versionParams,
    form: SendingBack,
    incomplete: 'return-incomplete',
    again: { field: 'return-reason', show },
    async run(deps, { params: { division, period, version }, body: { reason }, caller }) {
      await sendReturnBack(deps, { division, period, version, reason }, signatureOf(caller))
      return `/returns/${division}/${period}`
    },
  }),
  pageRoute({
    path: '/returns/:division/:period/versions/:version',
    summary: 'A version as it was submitted',
    does: { action: 'see', ...own },
    params: versionParams,
    async run(deps, { params: of, local }) {
      const policy = await deps.policies.inForce()
      const { version, rowsOf } = await versionTables(deps, policy, of)
      const tables = tablesOf(policy).map((category) => {
        const table = tableName(category)
        return { table, name: category?.name ?? statisticsTitle(undefined), ...rowsOf(table) }
      })
      return page(ReturnVersionPage({ ...of, version, tables, policy, local }))
    },
  }),
  workbookRoute({
    path: '/returns/:division/:period/versions/:version/tables/:file',
    summary: 'A table of a version as a workbook',
    does: { action: 'see', ...own, file: true },
    params: { ...versionParams, file: z.templateLiteral([ReturnTable, '.xlsx']) },
    run: async (deps, { params: { file, ...of } }) =>
      versionFile(deps, await deps.policies.inForce(), { ...of, table: ReturnTable.parse(file.slice(0, -5)) }),
  }),
]

interface Shown {
  readonly params: { readonly division: string; readonly period: string }
  readonly query?: Urged
  readonly local: boolean
  readonly caller: Caller
}

async function show(
  deps: WebDeps,
  { params: of, query, local, caller }: Shown,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const policy = await deps.policies.inForce()
  const [view, handled] = await Promise.all([
    returnView(deps, policy, of.division, of.period),
    handledOf(deps, caller, returnThing(of), of),
  ])
  const { counties } = view
  const common = { policy, handled, local, fault, own: view.own, seen: view.shown.seen }
  const html = counties
    ? ConsolidationPage({ ...common, ...(await consolidationView(deps, policy, { ...view, counties })), counties })
    : ReturnPage({
        ...common,
        ...(await countyView(deps, policy, view)),
        state: view.shown.state,
        isUrged: isUrged(query),
      })
  return page(html, status)
}

async function listed(deps: WebDeps, policy: Policy, caller: Caller, query: ThingsWished) {
  const division = found(actorOf(caller)).division.slice(0, 6)
  const periods = await deps.periods.list(MONTHS)
  const months = (await deps.returns.ofMonths([division], periods)).flat()
  return chosenThings(
    returnThings(policy, division, months, (own) => returnStage(own, permitted(caller))),
    query,
  )
}
