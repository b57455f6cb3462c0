/** The bank: batches to book, what it has answered, and a template that is filled in already. */
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import * as z from 'zod'
import { writeTemplate } from '../../../forms/outgoing/template.ts'
import { BankPage } from '../../../pages/money/bank.tsx'
import { BankBatchPage } from '../../../pages/money/bank-batch.tsx'
import { answerName, type BankBatch } from '../../../pages/money/bank-tables.tsx'
import { bankThings } from '../../../pages/money/bank-things.ts'
import { OpenedRowsPage } from '../../../pages/money/opened-rows.tsx'
import type { Fault } from '../../../pages/parts/fault.tsx'
import type { ThingsShown } from '../../../pages/parts/things.tsx'
import { settledAs } from '../../../rules/payments/results.ts'
import { BankResult, County } from '../../../schemas/codes.ts'
import { FORMS } from '../../../schemas/columns.ts'
import type { PersonKey } from '../../../schemas/records/person.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { returnRows, returnTemplateName } from '../../../wording/bank-return.ts'
import { RESULT_NOTE } from '../../../wording/money.ts'
import { officeName } from '../../../wording/offices.ts'
import { BACK_TO_BANK } from '../../../wording/page-names.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, permitted } from '../http/allow.ts'
import { type NamedFile, workbookRoute } from '../http/api-route.ts'
import type { Caller } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { pageRoute } from '../http/page-route.ts'
import { found } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { handledOf } from '../readings/handled.ts'
import { personsBookRoute, revealRoute } from '../readings/purpose-routes.ts'
import { chosenThings, type ThingsWished, thingsFile, thingsQuery } from '../readings/things.ts'
import { isUrged, type Urged, urgedQuery } from '../readings/urged.ts'
import { answeredRows, bankBatches, bankReturns, resultLines } from './bank-view.ts'
import { pageOf } from './opened-rows.ts'

const params = { county: County, id: z.string().max(40) }
const own = { resource: 'payment-instruction', of: 'county' } as const
const sees = { action: 'see', ...own } as const
const seesPersons = { ...sees, persons: true } as const
const rowParams = { county: County, result: z.union([BankResult, z.literal('none')]) }
const rows = '/bank/:county/rows/:result'
const query = {
  batch: z.string().max(40).optional(),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
}

export const bankPages: readonly Route[] = [
  pageRoute({
    path: '/bank',
    summary: 'Leads to the bank’s batches of the account’s own county',
    does: { action: 'see', resource: 'portal' },
    run: async (_, { caller }) => `/bank/${found(actorOf(caller)).division.slice(0, 6)}`,
  }),
  pageRoute({
    path: '/bank/:county',
    summary: 'Batches to book, failed and unclear rows by code, returns and what was wrong with them',
    does: sees,
    params: { county: County },
    query: thingsQuery,
    async run(deps, { params: { county }, query: wished, caller, local }) {
      const policy = await deps.policies.inForce()
      const [batches, returns, all] = await Promise.all([
        listed(deps, policy, { county, caller, wished }),
        bankReturns(deps, policy, county),
        countyRows(deps, county),
      ])
      const open = resultLines(all.filter(({ answer }) => answer !== 'none' && settledAs(answer) !== 'paid'))
      return page(BankPage({ county, batches, returns, open, policy, local, now: deps.now().getTime() }))
    },
  }),
  workbookRoute({
    path: '/bank/:county/list.xlsx',
    summary: 'The bank’s batches as a workbook without persons',
    does: sees,
    params: { county: County },
    query: thingsQuery,
    async run(deps, { params: { county }, query: wished, caller }) {
      const policy = await deps.policies.inForce()
      return thingsFile(policy, caller, await listed(deps, policy, { county, caller, wished }))
    },
  }),
  pageRoute({
    path: '/bank/:county/:id',
    summary: 'A batch for the bank',
    does: sees,
    params,
    query: urgedQuery,
    run: (deps, asked) => showBatch(deps, asked),
  }),
  personsBookRoute({
    path: '/bank/:county/:id/template.xlsx',
    opens: '/bank/:county/:id',
    summary: 'The bank return’s template with the batch’s rows, for a purpose',
    does: seesPersons,
    params,
    shows: sees,
    show: showBatch,
    file: (deps, { params: of }) => filledTemplate(deps, of),
  }),
  pageRoute({
    path: rows,
    summary: 'Rows by what the bank has said of them',
    does: seesPersons,
    params: rowParams,
    query,
    run: showRows,
  }),
  revealRoute({
    path: rows,
    opens: rows,
    summary: 'The same with one person whole, for a purpose',
    does: seesPersons,
    params: rowParams,
    query,
    show: showRows,
  }),
]

interface Listing {
  readonly county: string
  readonly caller: Caller
  readonly wished: ThingsWished
}

async function listed(deps: WebDeps, policy: Policy, { county, caller, wished }: Listing): Promise<ThingsShown> {
  const isBank = permitted(caller)('send', 'answer', { division: county, office: 'bank' })
  const stageOf = ({ isOver }: BankBatch) => (isOver ? 'done' : isBank ? 'todo' : 'doing')
  return chosenThings(bankThings(policy, county, await bankBatches(deps, policy, county), stageOf), wished)
}

/** Of every approved batch, or of one. */
async function countyRows(deps: WebDeps, county: string, one?: string) {
  const batches = (await deps.batches.list(county)).filter(({ id, frozen }) => frozen && id === (one ?? id))
  const all = await Promise.all(
    batches.map(async (batch) => (await answeredRows(deps, batch)).map((row) => ({ ...row, batch: batch.id }))),
  )
  return all.flat()
}

interface One {
  readonly params: { readonly county: string; readonly id: string }
  readonly query?: Urged
  readonly local: boolean
  readonly caller: Caller
}

async function showBatch(
  deps: WebDeps,
  { params: { county, id }, query: urged, local, caller }: One,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const policy = await deps.policies.inForce()
  const whole = found(await deps.batches.get(county, id))
  const [all, returns, outputs, answered] = await Promise.all([
    bankBatches(deps, policy, county),
    bankReturns(deps, policy, county, id),
    deps.outputs.list(county, whole.period),
    countyRows(deps, county, id),
  ])
  const batch = found(all.find((one) => one.id === id))
  const file = outputs.find(({ folder, name }) => folder === 'bank' && name === `${id}.xlsx`)
  const view = {
    county,
    batch,
    whole,
    isUrged: isUrged(urged),
    handled: await handledOf(deps, caller, id, { division: county }),
    returns,
    file,
    lines: resultLines(answered),
  }
  return page(BankBatchPage({ ...view, policy, local, now: deps.now().getTime(), fault }), status, {
    filesFrom: await deps.outbox.origin(),
  })
}

async function filledTemplate(deps: WebDeps, { county, id }: One['params']): Promise<NamedFile> {
  const policy = await deps.policies.inForce()
  const filled = returnRows(id, await countyRows(deps, county, id))
  const reportingOffice = officeName(policy, { division: county, office: 'bank' })
  const out = new PassThrough()
  const [bytes] = await Promise.all([
    buffer(out),
    writeTemplate(out, FORMS['bank-return'], { reportingOffice, filled }),
  ])
  return { name: returnTemplateName(id), bytes: new Uint8Array(bytes) }
}

interface Rows {
  readonly params: z.output<z.ZodObject<typeof rowParams>>
  readonly query: z.output<z.ZodObject<typeof query>>
  readonly local: boolean
  readonly person?: PersonKey | undefined
}

async function showRows(
  deps: WebDeps,
  { params: { county, result }, query: { batch, page: number }, local, person }: Rows,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const policy = await deps.policies.inForce()
  const all = (await countyRows(deps, county, batch)).filter(({ answer }) => answer === result)
  const opened = all.map(({ answer, ...row }) => ({ ...row, ...(answer !== 'none' && { result: answer }) }))
  const view = {
    ...{ of: batch ?? '', name: answerName(result), note: RESULT_NOTE, isBare: false },
    ...{ back: { to: `/bank/${county}${batch ? `/${batch}` : ''}`, words: BACK_TO_BANK } },
    ...{ path: `/bank/${county}/rows/${result}`, query: { ...(batch && { batch }) } },
  }
  const shown = pageOf(opened, number, person)
  return page(
    OpenedRowsPage({ county, person, ...view, ...shown, policy, local, now: deps.now().getTime(), fault }),
    status,
  )
}
