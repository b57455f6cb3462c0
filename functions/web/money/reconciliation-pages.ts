/** Reconciliation of a county's year: its sums, the rows behind each number, a workbook to sign. */
import * as z from 'zod'
import { OpenedRowsPage } from '../../../pages/money/opened-rows.tsx'
import { ReconciliationPage } from '../../../pages/money/reconciliation.tsx'
import type { Fault } from '../../../pages/parts/fault.tsx'
import { MoneyLine } from '../../../schemas/api/money.ts'
import { County } from '../../../schemas/codes.ts'
import type { PersonKey } from '../../../schemas/records/person.ts'
import { LINE_NAMES, LINE_NOTES, yearName } from '../../../wording/money.ts'
import { BACK_TO_RECONCILIATION } from '../../../wording/page-names.ts'
import { countyMoney, moneyByYear } from '../../shared/money/tie-out.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf } from '../http/allow.ts'
import { workbookRoute } from '../http/api-route.ts'
import { page } from '../http/page.ts'
import { pageRoute } from '../http/page-route.ts'
import { found } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { revealRoute } from '../readings/purpose-routes.ts'
import { openedRows } from './opened-rows.ts'
import { reconciliation, reconciliationFile, Year } from './reconciliation.ts'

const params = { county: County, year: Year }
const own = { resource: 'funding-request', of: 'county' } as const
const rows = '/reconciliation/:county/:year/rows/:line'
const seesRows = { action: 'see', resource: 'ledger', of: 'county', persons: true } as const
const rowParams = { ...params, line: MoneyLine }
const query = {
  batch: z.string().max(40).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
}

export const reconciliationPages: readonly Route[] = [
  pageRoute({
    path: '/reconciliation',
    summary: 'Leads to the reconciliation of the account’s own county',
    does: { action: 'see', resource: 'portal' },
    run: async (_, { caller }) => `/reconciliation/${found(actorOf(caller)).division.slice(0, 6)}`,
  }),
  pageRoute({
    path: '/reconciliation/:county',
    summary: 'Leads to the latest year with money',
    does: { action: 'see', ...own },
    params: { county: County },
    async run(deps, { params: { county } }) {
      const last = moneyByYear(await countyMoney(deps, county)).at(-1)
      return `/reconciliation/${county}/${last?.year ?? deps.dayOf(deps.now()).slice(0, 4)}`
    },
  }),
  pageRoute({
    path: '/reconciliation/:county/:year',
    summary: 'A county’s year: approved against bank, finance and register, by batch and in sum',
    does: { action: 'see', ...own },
    params,
    async run(deps, { params: of, local }) {
      const policy = await deps.policies.inForce()
      return page(ReconciliationPage({ ...(await reconciliation(deps, policy, of)), policy, local }))
    },
  }),
  workbookRoute({
    path: '/reconciliation/:county/:year/table.xlsx',
    summary: 'The same as a workbook to print and sign',
    does: { action: 'see', ...own, file: true },
    params,
    run: (deps, { params: of }) => reconciliationFile(deps, of),
  }),
  pageRoute({ path: rows, summary: 'The rows behind a number', does: seesRows, params: rowParams, query, run: show }),
  revealRoute({
    path: rows,
    opens: rows,
    summary: 'The same with one person whole, for a purpose',
    does: seesRows,
    params: rowParams,
    query,
    show,
  }),
]

interface Shown {
  readonly params: z.output<z.ZodObject<typeof rowParams>>
  readonly query: z.output<z.ZodObject<typeof query>>
  readonly local: boolean
  readonly person?: PersonKey | undefined
}

async function show(
  deps: WebDeps,
  { params: of, query: { batch, page: number }, local, person }: Shown,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const policy = await deps.policies.inForce()
  const { county, year, line } = of
  const path = `/reconciliation/${county}/${year}`
  const view = {
    of: yearName(year) + (batch ?? ''),
    ...{ name: LINE_NAMES[line], note: LINE_NOTES[line], isBare: line === 'foreign' },
    ...{ back: { to: path, words: BACK_TO_RECONCILIATION }, path: `${path}/rows/${line}` },
    query: { ...(batch && { batch }) },
  }
  const rows = await openedRows(deps, policy, { ...of, batch }, { number, person })
  return page(
    OpenedRowsPage({ county, person, ...view, ...rows, policy, local, now: deps.now().getTime(), fault }),
    status,
  )
}
