/** Requests of finance with what was allocated for them and until when. */
import { requestedObligations } from '../../../rules/deadlines/obligations.ts'
import { cityCalendar } from '../../../rules/deadlines/work-calendar.ts'
import { allocatedFen, outstandingFen, overFen } from '../../../rules/payments/money.ts'
import type { RequestMoneyShown } from '../../../schemas/api/money.ts'
import { DEFAULT_DEADLINES } from '../../../schemas/records/deadline-policy.ts'
import type { FundingRequest } from '../../../schemas/records/funding-request.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { WebDeps } from '../deps.ts'

export interface RequestMoney extends FundingRequest, Pick<RequestMoneyShown, 'allocated' | 'outstanding' | 'over'> {
  readonly due: string
  /** Something is outstanding after the day. */
  readonly overdue: boolean
}

export async function requestsMoney(
  deps: Pick<WebDeps, 'deadlines' | 'now' | 'dayOf'>,
  policy: Policy,
  requests: readonly FundingRequest[],
): Promise<RequestMoney[]> {
  const deadlines = (await deps.deadlines.policy()) ?? DEFAULT_DEADLINES
  const duties = { policy, deadlines, calendar: cityCalendar(deadlines.calendar) }
  const today = deps.dayOf(deps.now())
  const dueOf = ({ county: division, id: ref, day: requestedOn }: FundingRequest) => {
    const asked = { division, office: 'finance', form: 'allocation', period: requestedOn.slice(0, 7) } as const
    return requestedObligations(duties, [{ ...asked, ref, requestedOn }])[0]?.due ?? requestedOn
  }
  return requests.map((request) => {
    const due = dueOf(request)
    const outstanding = outstandingFen(request)
    const sums = { allocated: allocatedFen(request), outstanding, over: overFen(request) }
    return { ...request, ...sums, due, overdue: outstanding > 0 && due < today }
  })
}
