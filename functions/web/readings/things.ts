/** Lists of things by whose turn it is: one reading of their states, for pages and workbooks. */
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import * as z from 'zod'
import { writeThings } from '../../../forms/outgoing/things-book.ts'
import type { Stage, Thing, ThingList, ThingsShown } from '../../../pages/parts/things.tsx'
import { orderState } from '../../../rules/deadlines/order-acts.ts'
import { isSettled } from '../../../rules/payments/results.ts'
import type { ProblemShown } from '../../../schemas/api/problems.ts'
import type { Office } from '../../../schemas/codes.ts'
import { holdsNumber } from '../../../schemas/free-text.ts'
import type { Batch } from '../../../schemas/records/batch.ts'
import type { MonthReturn } from '../../../schemas/records/month-return.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { OrderState, SupervisionOrder } from '../../../schemas/records/supervision.ts'
import { isWaiting, sentAs, type Upload } from '../../../schemas/records/upload.ts'
import { officeName } from '../../../wording/offices.ts'
import { returnState } from '../../../wording/returns.ts'
import { TABS, type Tab } from '../../../wording/things.ts'
import { stateOf } from '../../../wording/upload-state.ts'
import { actorOf, type Permits } from '../http/allow.ts'
import type { NamedFile } from '../http/api-route.ts'
import type { Caller } from '../http/caller.ts'

/** Fields of the address of a page with a list. */
export const thingsQuery = {
  tab: z
    .enum(Object.keys(TABS) as [Tab, ...Tab[]])
    .optional()
    .catch(undefined),
  find: z.string().max(60).optional(),
}

export interface ThingsWished {
  readonly tab?: Tab | undefined
  readonly find?: string | undefined
}

/** Without a wish what waits for the reader, or all where nothing does. */
export function chosenThings<T extends Thing>(
  list: ThingList<T>,
  { tab: wished, find: said = '' }: ThingsWished,
): ThingsShown<T> {
  // A person’s number in an address is looked for nowhere.
  const find = holdsNumber(said) ? '' : said.trim()
  const has = (text: string) => text.toLowerCase().includes(find.toLowerCase())
  const found = find ? list.things.filter((one) => [one.number, ...one.cells, one.state.words].some(has)) : list.things
  const of = (stage: Stage) => found.filter((one) => one.stage === stage)
  const by = { todo: of('todo'), doing: of('doing'), done: of('done'), all: found }
  const tab = wished ?? (by.todo.length > 0 ? 'todo' : 'all')
  const counts = { todo: by.todo.length, doing: by.doing.length, done: by.done.length, all: found.length }
  return { list, tab, find, counts, shown: by[tab] }
}

/** What the page shows, as a workbook. */
export async function thingsFile(
  policy: Policy,
  caller: Caller,
  { list, tab, shown }: Pick<ThingsShown, 'list' | 'tab' | 'shown'>,
): Promise<NamedFile> {
  const actor = actorOf(caller)
  const out = new PassThrough()
  const reportingOffice = actor?.office ? officeName(policy, { ...actor, office: actor.office }) : ''
  const input = { list, tab, shown, reportingOffice }
  const [bytes] = await Promise.all([buffer(out), writeThings(out, input)])
  return { name: `${list.name}-${TABS[tab]}.xlsx`, bytes: new Uint8Array(bytes) }
}

export function uploadStage(upload: Upload, { permits, account, now, isOpen, isBehind }: UploadReader): Stage {
  if (stateOf(upload, now).moving) return 'doing'
  if (!isOpen(upload.id)) return 'done'
  // A held list is decided with the later one that overtook it.
  if (isBehind(upload.id)) return 'doing'
  const mayReport = permits('report', sentAs(upload.form) === 'name-list' ? 'name-list' : 'answer', upload)
  if (!isWaiting(upload)) return mayReport ? 'todo' : 'doing'
  return permits('confirm', 'name-list', upload) && upload.sentBy?.account !== account ? 'todo' : 'doing'
}

interface UploadReader {
  readonly permits: Permits
  readonly account: string
  readonly now: number
  /** It is among those that need somebody, as the home page has them. */
  readonly isOpen: (id: string) => boolean
  readonly isBehind: (id: string) => boolean
}

export function batchStage(batch: Batch, account: string, permits: Permits): Stage {
  const { state, county, preparedBy } = batch
  if (state === 'empty' || state === 'returned' || isSettled(batch)) return 'done'
  const mayApprove = permits('approve', 'batch', { division: county }) && preparedBy.account !== account
  return state === 'prepared' && mayApprove ? 'todo' : 'doing'
}

export function returnStage(own: MonthReturn, permits: Permits): Stage {
  const state = returnState(own)
  if (state === 'submitted') return 'done'
  const { division } = own
  const isOwn =
    state === 'open' ? permits('close', 'outcomes', { division }) : permits('submit', 'statistics', { division })
  return isOwn && state !== 'closing' ? 'todo' : 'doing'
}

export function requestStage(
  { county, outstanding }: { readonly county: string; readonly outstanding: number },
  permits: Permits,
): Stage {
  if (outstanding === 0) return 'done'
  return permits('send', 'answer', { division: county, office: 'finance' }) ? 'todo' : 'doing'
}

/** Whoever owes it, or may issue an order about it, has to act; later whoever has to answer or to check the answer. */
export function problemStage({ division, office, order }: ProblemShown, permits: Permits, own: Who): Stage {
  if (order) return orderTurn(order.state, order.to, permits)
  const isOwn = own?.division === division && own.office === office
  return isOwn || (office && permits('send', 'supervision', { division, office })) ? 'todo' : 'doing'
}

type Who = { readonly division: string; readonly office?: Office | undefined } | undefined

export function orderStage(order: SupervisionOrder, permits: Permits): Stage {
  return orderTurn(orderState(order), order.to, permits)
}

function orderTurn(state: OrderState, to: SupervisionOrder['to'], permits: Permits): Stage {
  if (state === 'closed') return 'done'
  return permits(state === 'answered' ? 'confirm' : 'report', 'supervision', to) ? 'todo' : 'doing'
}
