/** 督办单: issued by human resources, answered by the office, closed or returned. */
import { fits, isFull, isRepeat, orderState } from '../../../rules/deadlines/order-acts.ts'
import { Office } from '../../../schemas/codes.ts'
import type { Signature } from '../../../schemas/records/account.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import {
  type ActRequest,
  type IssueRequest,
  issuerOf,
  type OrderAct,
  type SupervisionOrder,
} from '../../../schemas/records/supervision.ts'
import type { WebDeps } from '../deps.ts'
import type { Permits, Thing } from '../http/allow.ts'
import { found, refuse } from '../http/refuse.ts'
import { problems } from './problems.ts'
import { LATEST, openOrder } from './seen-orders.ts'

/** Orders that others issue at the same moment. */
const TRIES = 10
/** Days that an order may give. */
const LONGEST = 366

type Deps = Pick<WebDeps, 'orders'>

/** An order by its path. */
export interface OrderAsked extends Thing {
  readonly id: string
}

/** @throws 404 where the office of the path has no such order */
export async function orderAsked({ orders }: Deps, { division, office, id }: OrderAsked): Promise<SupervisionOrder> {
  const order = await orders.get(issuerOf(id), id)
  return found(order?.to.division === division && order.to.office === office ? order : undefined)
}

/** A problem's key begins with its owner. */
export function ownerOfProblem(problem: unknown): Thing | undefined {
  const [division = '', office] = typeof problem === 'string' ? problem.split('.') : []
  const known = Office.safeParse(office).data
  return known && /^\d{6}(\d{3})?$/.test(division) ? { division, office: known } : undefined
}

/**
 * A form that is sent twice leads to the order that there is.
 * @throws 409 where the problem is no more
 */
export async function issueOrder(
  deps: WebDeps,
  policy: Policy,
  { problem: key, due, text }: IssueRequest,
  by: Signature,
  permits: Permits,
): Promise<Pick<SupervisionOrder, 'to' | 'id'>> {
  const on = deps.dayOf(deps.now())
  if (due < on || Date.parse(due) - Date.parse(on) > LONGEST * 86_400_000) throw refuse('order-due-unfit')
  const problem = (await problems(deps, policy, permits)).find((one) => one.problem === key)
  if (problem?.order) return problem.order
  if (!problem?.office) throw refuse('problem-gone')
  const { division } = by
  const to = { division: problem.division, office: problem.office }
  // Nobody urges whom they could not see answer.
  if (!permits('see', 'supervision', to)) throw refuse('not-found')
  for (let tries = 0; tries < TRIES; tries++) {
    const own = await deps.orders.list(division, LATEST)
    const known = openOrder(own, key)
    if (known) return known
    const id = nextNumber(own, division, on.slice(0, 4))
    const act: OrderAct = { act: 'issue', text, by, on, at: deps.now().toISOString() }
    const order = { id, division, to, problem: key, subject: problem.what, due, acts: [act] }
    // Of two at once the second sees the first's order when it looks again.
    if (!(await deps.orders.issue(order))) continue
    await deps.deadlinesQueue.send({ type: 'order.issued', division, order: id, act: 1, on })
    return order
  }
  throw refuse('order-changed')
}

function nextNumber(own: readonly SupervisionOrder[], division: string, year: string): string {
  const begun = `${division}-${year}-`
  const last = own.find(({ id }) => id.startsWith(begun))
  return `${begun}${String(Number(last?.id.slice(begun.length) ?? 0) + 1).padStart(3, '0')}`
}

const LETTERS = { answer: 'order.answered', return: 'order.returned', close: undefined } as const

/** @throws 409 where somebody has acted since, or the act does not fit */
export async function actOnOrder(
  deps: WebDeps,
  of: OrderAsked,
  act: Exclude<OrderAct['act'], 'issue'>,
  { text, seen }: ActRequest,
  by: Signature,
): Promise<void> {
  const before = await orderAsked(deps, of)
  if (isRepeat(before, { act, text, by })) return
  if (before.acts.length !== seen || !fits(orderState(before), act)) throw refuse('order-changed')
  if (isFull(before, act)) throw refuse('order-full')
  const on = deps.dayOf(deps.now())
  const acts = [...before.acts, { act, text, by, on, at: deps.now().toISOString() }]
  if (!(await deps.orders.act(before, acts))) {
    const now = await orderAsked(deps, of)
    if (isRepeat(now, { act, text, by })) return
    throw refuse('order-changed')
  }
  const type = LETTERS[act]
  if (type) await deps.deadlinesQueue.send({ type, division: before.division, order: of.id, act: acts.length, on })
}
