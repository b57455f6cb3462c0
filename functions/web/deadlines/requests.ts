/** Requests between offices: which are open, and which are met. */

import { requestedObligations } from '../../../rules/deadlines/obligations.ts'
import { timeOn } from '../../../rules/deadlines/submission-of.ts'
import { cityCalendar } from '../../../rules/deadlines/work-calendar.ts'
import { present } from '../../../schemas/present.ts'
import type { Signature } from '../../../schemas/records/account.ts'
import { DEFAULT_DEADLINES } from '../../../schemas/records/deadline-policy.ts'
import type { OpenRequest, Received } from '../../../schemas/records/obligation.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { WebDeps } from '../deps.ts'
import type { Permits } from '../http/allow.ts'
import { refuse } from '../http/refuse.ts'
import { clockOf } from '../readings/timeliness.ts'

/** An allocation is seen with the request for it, every other answer by its two sides. */
export function seesRequest(permits: Permits, request: OpenRequest): boolean {
  return permits('see', request.form === 'allocation' ? 'funding-request' : 'answer', request)
}

export async function openRequests(
  deps: Pick<WebDeps, 'requests' | 'funding' | 'deadlines' | 'demo' | 'now' | 'dayOf'>,
  policy: Policy,
): Promise<OpenRequest[]> {
  const [requests, found, now] = await Promise.all([deps.requests.open(), deps.deadlines.policy(), clockOf(deps)])
  const deadlines = found ?? DEFAULT_DEADLINES
  const today = deps.dayOf(new Date(now))
  const requested = await Promise.all(requests.map((request) => requestedFen(deps, request)))
  return requestedObligations({ policy, deadlines, calendar: cityCalendar(deadlines.calendar) }, requests)
    .map(({ id: _, ...owed }, i) => ({
      ...owed,
      ...present(requests[i], 'the request of an obligation'),
      ...requested[i],
      overdue: owed.due < today,
    }))
    .sort((a, b) => (a.due === b.due ? 0 : a.due < b.due ? -1 : 1))
}

async function requestedFen(
  { funding }: Pick<WebDeps, 'funding'>,
  { form, division, ref }: Pick<Received, 'form' | 'division' | 'ref'>,
): Promise<{ fen?: number }> {
  const made = form === 'allocation' ? await funding.list(division) : []
  const request = made.find(({ id }) => id === ref)
  return request ? { fen: request.requested } : {}
}

/**
 * Repeats change nothing. An allocation short of its request stays open, and its offices are told
 * (docs/cases.md#money).
 * @param by who answers for it
 * @returns what is missing, in fen
 * @throws 400 for a missing or too large amount, 409 where nobody asked for it
 */
export async function receiveRequested(
  deps: Pick<WebDeps, 'requests' | 'funding' | 'submissions' | 'deadlinesQueue' | 'now' | 'dayOf'>,
  { fen, ...received }: Received,
  by: Signature,
): Promise<number> {
  const isIt = (request: Omit<Received, 'fen'>) =>
    (['division', 'office', 'form', 'period', 'ref'] as const).every((name) => request[name] === received[name])
  if (!(await deps.requests.open()).some(isIt)) {
    if ((await deps.submissions.get(received))?.state === 'accepted') return 0
    throw refuse('request-unknown')
  }
  const now = deps.now()
  const day = deps.dayOf(now)
  if (received.form === 'allocation') {
    const missing = await missingOf(deps, received, fen)
    if (missing > 0) {
      await deps.deadlinesQueue.send({
        type: 'allocation.short',
        county: received.division,
        batch: received.ref,
        fen: present(fen, 'the amount of an allocation'),
        on: day,
      })
      return missing
    }
  }
  await deps.submissions.record({ ...received, by, state: 'accepted', time: timeOn(day, now.toISOString()) })
  await deps.requests.close(received, now.toISOString())
  return 0
}

async function missingOf(deps: Pick<WebDeps, 'funding'>, request: Omit<Received, 'fen'>, fen = 0): Promise<number> {
  if (fen === 0) throw refuse('allocation-missing')
  const { fen: requested = 0 } = await requestedFen(deps, request)
  if (fen > requested) throw refuse('allocation-above-request', fen, requested)
  return requested - fen
}
