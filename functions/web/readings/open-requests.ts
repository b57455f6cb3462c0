/** Open requests between offices; answers end them (docs/cases.md#requests). */

import { requestedObligations } from '../../../rules/deadlines/obligations.ts'
import { cityCalendar } from '../../../rules/deadlines/work-calendar.ts'
import { present } from '../../../schemas/present.ts'
import { DEFAULT_DEADLINES } from '../../../schemas/records/deadline-policy.ts'
import type { OpenRequest } from '../../../schemas/records/obligation.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { WebDeps } from '../deps.ts'
import type { Permits } from '../http/allow.ts'

/** An allocation is seen with the request for it, every other answer by its two sides. */
export function seesRequest(permits: Permits, request: OpenRequest): boolean {
  return permits('see', request.form === 'allocation' ? 'funding-request' : 'answer', request)
}

/** @param of of one office only: those of all others, answered ones too, are not read */
export async function openRequests(
  deps: Pick<WebDeps, 'requests' | 'deadlines' | 'now' | 'dayOf'>,
  policy: Policy,
  of?: Pick<OpenRequest, 'division' | 'office'>,
): Promise<OpenRequest[]> {
  const [requests, found] = await Promise.all([deps.requests.open(of), deps.deadlines.policy()])
  const deadlines = found ?? DEFAULT_DEADLINES
  const today = deps.dayOf(deps.now())
  return requestedObligations({ policy, deadlines, calendar: cityCalendar(deadlines.calendar) }, requests)
    .map(({ id: _, ...owed }, i) => ({
      ...owed,
      ...present(requests[i], 'the request of an obligation'),
      overdue: owed.due < today,
    }))
    .sort((a, b) => (a.due === b.due ? 0 : a.due < b.due ? -1 : 1))
}
