/** 问题清单: what is overdue or contested, whose it is, since when, and which order asks for it. */

import type { Owner } from '../../../rules/access/may.ts'
import { daysBetween } from '../../../rules/deadlines/day-steps.ts'
import { orderState } from '../../../rules/deadlines/order-acts.ts'
import type { ProblemShown } from '../../../schemas/api/problems.ts'
import type { Office } from '../../../schemas/codes.ts'
import type { CaseTally } from '../../../schemas/records/case-tally.ts'
import type { OpenRequest, Standing } from '../../../schemas/records/obligation.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { turnName } from '../../../wording/case-work.ts'
import { periodName } from '../../../wording/dates.ts'
import { formName } from '../../../wording/forms.ts'
import { PAGE_NAMES } from '../../../wording/page-names.ts'
import { answeredPart } from '../../../wording/timeliness.ts'
import type { WebDeps } from '../deps.ts'
import type { Permits } from '../http/allow.ts'
import { openRequests } from '../readings/open-requests.ts'
import { timeliness } from '../readings/timeliness.ts'
import { openOrder, seenOrders } from './seen-orders.ts'

type Found = Omit<ProblemShown, 'order' | 'overdueDays'>

/** Disagreements of counties are listed before they are overdue. */
const CONTESTED = ['other-county', 'correct-list']

/** @returns of what the caller sees, the longest overdue first */
export async function problems(deps: WebDeps, policy: Policy, permits: Permits): Promise<ProblemShown[]> {
  const today = deps.dayOf(deps.now())
  const year = Number(today.slice(0, 4))
  const sees = (division: string) => permits('see', 'timeliness', { division: division.slice(0, 6) })
  // A bank and a township see no other office's, and their own all the same.
  const isOwn = (one: Owner) => permits('see', 'answer', one)
  const [before, now, tallies, requests, mails, orders] = await Promise.all([
    timeliness(deps, policy, year - 1, permits),
    timeliness(deps, policy, year, permits),
    deps.tallies.all(),
    openRequests(deps, policy),
    deps.notices.open(),
    seenOrders(deps, policy, permits),
  ])
  const lost = Map.groupBy(
    mails.filter(({ to }) => sees(to.division)),
    ({ to }) => to.division.slice(0, 6),
  )
  const found: Found[] = [
    ...[...before.standings, ...now.standings].flatMap((standing) => reportProblem(standing, policy)),
    ...tallies
      .map(({ county, turns }) => ({ county, turns: sees(county) ? turns : turns.filter(isOwn) }))
      .flatMap(caseProblems),
    ...requests
      .filter((one) => one.overdue && (sees(one.division) || isOwn(one)))
      .map((one) => requestProblem(one, policy)),
    ...[...lost].map(([division, own]) => ({
      ...{ problem: `${division}.mails`, kind: 'mail' as const, division },
      ...{ what: PAGE_NAMES.mails, count: own.length },
    })),
  ]
  return found
    .map((one): ProblemShown => {
      const overdueDays = one.due && one.due < today ? daysBetween(one.due, today) : 0
      const order = openOrder(orders, one.problem)
      const named = order && { division: order.division, id: order.id, to: order.to, state: orderState(order) }
      return { ...one, overdueDays, ...(named && { order: named }) }
    })
    .sort((a, b) => b.overdueDays - a.overdueDays || (a.problem < b.problem ? -1 : 1))
}

const keyOf = (division: string, office: Office, ...rest: readonly (string | undefined)[]): string =>
  [division, office, ...rest.filter((part) => part !== undefined)].join('.')

function reportProblem({ state, obligation: o }: Standing, policy: Policy): Found[] {
  if (state !== 'missing') return []
  const { division, office, form, period, ref, due } = o
  const what = `${periodName(period)}${formName(form, policy)}`
  return [
    { problem: keyOf(division, office, form, period, ref), kind: 'report', division, office, what, count: 1, due },
  ]
}

function caseProblems({ county, turns }: Pick<CaseTally, 'county' | 'turns'>): Found[] {
  return turns.flatMap(({ what, division, office, cases, overdue, until: due }) => {
    const count = overdue || (CONTESTED.includes(what) ? cases : 0)
    if (count === 0) return []
    return [
      {
        problem: keyOf(division, office, what, county),
        kind: 'cases',
        division,
        office,
        what: turnName(what, office),
        count,
        due,
      },
    ]
  })
}

function requestProblem(request: OpenRequest, policy: Policy): Found {
  const { division, office, form, period, ref, due, whole } = request
  const what = `${formName(form, policy)}（${ref}）${whole === undefined ? '' : `：${answeredPart(request)}`}`
  return { problem: keyOf(division, office, form, period, ref), kind: 'request', division, office, what, count: 1, due }
}
