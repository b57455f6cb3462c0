/** Pages of 问题清单 and 督办单, and the list as data. */
import * as z from 'zod'
import { OrderPage } from '../../../pages/deadlines/order.tsx'
import { orderThings } from '../../../pages/deadlines/order-things.ts'
import { PROBLEM_FIELDS, type ProblemThing, problemThings } from '../../../pages/deadlines/problem-things.ts'
import { ProblemsPage } from '../../../pages/deadlines/problems.tsx'
import type { Fault } from '../../../pages/parts/fault.tsx'
import type { ThingsShown } from '../../../pages/parts/things.tsx'
import { orderState } from '../../../rules/deadlines/order-acts.ts'
import { OrderShown, ProblemShown } from '../../../schemas/api/problems.ts'
import { Division, Office } from '../../../schemas/codes.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import {
  ActRequest,
  IssueRequest,
  type OrderAct,
  OrderNumber,
  orderPath,
} from '../../../schemas/records/supervision.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, permitted, signatureOf } from '../http/allow.ts'
import { workbookRoute } from '../http/api-route.ts'
import type { Caller } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { formRoute, pageRoute } from '../http/page-route.ts'
import { listRoute, pageOf } from '../http/paged.ts'
import type { Route } from '../http/route.ts'
import {
  chosenThings,
  orderStage,
  problemStage,
  type ThingsWished,
  thingsFile,
  thingsQuery,
} from '../readings/things.ts'
import { actOnOrder, issueOrder, type OrderAsked, orderAsked, ownerOfProblem } from './orders.ts'
import { problems } from './problems.ts'
import { seenOrders } from './seen-orders.ts'

interface MattersWished {
  readonly [PROBLEM_FIELDS.tab]?: ThingsWished['tab']
  readonly [PROBLEM_FIELDS.find]?: ThingsWished['find']
}

// Whoever is asked for anything has orders to answer.
const does = { action: 'see', resource: 'answer' } as const
const matters = { [PROBLEM_FIELDS.tab]: thingsQuery.tab, [PROBLEM_FIELDS.find]: thingsQuery.find }
const query = { problem: z.string().max(200).optional(), ...thingsQuery, ...matters }
const params = { division: Division, office: Office, id: OrderNumber }
const path = '/orders/:division/:office/:id'
const owner = async (_: WebDeps, { division, office }: OrderAsked) => ({ division, office })

/** An act on an order, with its words. */
const acting = (act: Exclude<OrderAct['act'], 'issue'>, summary: string): Route =>
  formRoute({
    path: `${path}/${act}`,
    opens: path,
    summary,
    does: { action: act === 'answer' ? 'report' : 'confirm', resource: 'supervision' },
    owner,
    refuses: [409],
    params,
    form: ActRequest,
    incomplete: 'order-incomplete',
    again: { field: `${act}-text`, show: (deps, asked, fault, status) => showOrder(deps, asked, fault, status) },
    async run(deps, { params: of, body, caller }) {
      await actOnOrder(deps, of, act, body, signatureOf(caller))
      return `/${orderPath({ id: of.id, to: of })}`
    },
  })

export const problemPages: readonly Route[] = [
  pageRoute({
    path: '/problems',
    summary: 'What is overdue or contested, whose it is, since when, and the orders about it',
    does,
    query,
    run: (deps, asked) => showProblems(deps, asked),
  }),
  listRoute({
    path: '/api/problems',
    summary: 'Lists what is overdue or contested, with its owner and the order about it',
    does,
    item: ProblemShown,
    async run(deps, { caller }, wanted) {
      const all = await problems(deps, await deps.policies.inForce(), permitted(caller))
      return pageOf(all, ({ problem }) => problem, wanted)
    },
  }),
  listRoute({
    path: '/api/orders',
    summary: 'Lists the orders that the caller sees, with what was asked and answered, each division’s latest first',
    does,
    item: OrderShown,
    async run(deps, { caller }, wanted) {
      const all = await seenOrders(deps, await deps.policies.inForce(), permitted(caller))
      return pageOf(
        all.map((order) => ({ ...order, state: orderState(order) })),
        ({ id }) => id,
        wanted,
        true,
      )
    },
  }),
  workbookRoute({
    path: '/problems/list.xlsx',
    summary: 'What is overdue or contested, as a workbook without persons',
    does,
    query: matters,
    async run(deps, { query: wished, caller }) {
      const policy = await deps.policies.inForce()
      return thingsFile(policy, caller, await listedProblems(deps, policy, caller, wished))
    },
  }),
  workbookRoute({
    path: '/orders/list.xlsx',
    summary: 'Orders that the caller sees, as a workbook without persons',
    does,
    query: thingsQuery,
    async run(deps, { query: wished, caller }) {
      const policy = await deps.policies.inForce()
      return thingsFile(policy, caller, await listed(deps, policy, caller, wished))
    },
  }),
  formRoute({
    path: '/orders',
    opens: '/problems',
    summary: 'Issues an order to the office whose problem it is',
    does: { action: 'send', resource: 'supervision' },
    owner: async (_, __, asked) => ownerOfProblem((asked as { readonly problem?: unknown }).problem),
    refuses: [409],
    form: IssueRequest,
    incomplete: 'order-incomplete',
    again: {
      field: 'order-text',
      show: (deps, asked, fault, status, { problem }) =>
        showProblems(deps, { ...asked, query: { problem: String(problem) } }, fault, status),
    },
    async run(deps, { body, caller }) {
      const policy = await deps.policies.inForce()
      return `/${orderPath(await issueOrder(deps, policy, body, signatureOf(caller), permitted(caller)))}`
    },
  }),
  pageRoute({
    path,
    summary: 'An order: what is asked, by when, what was answered; to be printed',
    does: { action: 'see', resource: 'supervision' },
    owner,
    params,
    run: (deps, asked) => showOrder(deps, asked),
  }),
  acting('answer', 'The office answers an order'),
  acting('return', 'Human resources returns an answer, with a reason'),
  acting('close', 'Human resources closes an order'),
]

interface Shown {
  readonly local: boolean
  readonly caller: Caller
}

async function showProblems(
  deps: WebDeps,
  {
    query: wished,
    local,
    caller,
  }: Shown & { readonly query: ThingsWished & MattersWished & { readonly problem?: string | undefined } },
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const policy = await deps.policies.inForce()
  const [shown, orders] = await Promise.all([
    listedProblems(deps, policy, caller, wished),
    listed(deps, policy, caller, wished),
  ])
  const chosen = shown.list.things.find(({ problem }) => problem.problem === wished.problem)?.problem
  const today = deps.dayOf(deps.now())
  return page(ProblemsPage({ policy, local, problems: shown, orders, chosen, today, fault }), status)
}

async function listedProblems(
  deps: WebDeps,
  policy: Policy,
  caller: Caller,
  { [PROBLEM_FIELDS.tab]: tab, [PROBLEM_FIELDS.find]: find }: MattersWished,
): Promise<ThingsShown<ProblemThing>> {
  const permits = permitted(caller)
  const all = await problems(deps, policy, permits)
  return chosenThings(
    problemThings(policy, all, (problem) => problemStage(problem, permits, actorOf(caller))),
    { tab, find },
  )
}

async function listed(deps: WebDeps, policy: Policy, caller: Caller, wished: ThingsWished): Promise<ThingsShown> {
  const permits = permitted(caller)
  const orders = await seenOrders(deps, policy, permits)
  const today = deps.dayOf(deps.now())
  return chosenThings(
    orderThings(policy, orders, today, (order) => orderStage(order, permits)),
    wished,
  )
}

async function showOrder(
  deps: WebDeps,
  { params, local }: Shown & { readonly params: OrderAsked },
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const [policy, order] = await Promise.all([deps.policies.inForce(), orderAsked(deps, params)])
  return page(OrderPage({ policy, local, order, today: deps.dayOf(deps.now()), fault }), status)
}
