/** What one office asked of another: materials, the return of a batch, an allocation. What is open, and that it came. */
import { askedObligations } from '../../rules/deadlines/obligations.ts'
import { timeOn } from '../../rules/deadlines/submission-of.ts'
import { cityCalendar } from '../../rules/deadlines/work-calendar.ts'
import { DEFAULT_DEADLINES } from '../../schemas/deadline-policy.ts'
import type { OpenAsk, Received } from '../../schemas/obligation.ts'
import type { Policy } from '../../schemas/policy.ts'
import type { WebDeps } from './deps.ts'
import { refuse } from './refuse.ts'
import { clockOf } from './timeliness.ts'

/** The one due first comes first. */
export async function openAsks(
  deps: Pick<WebDeps, 'asks' | 'deadlines' | 'demo' | 'now' | 'dayOf'>,
  policy: Policy,
): Promise<OpenAsk[]> {
  const [asks, found, now] = await Promise.all([deps.asks.open(), deps.deadlines.policy(), clockOf(deps)])
  const deadlines = found ?? DEFAULT_DEADLINES
  const today = deps.dayOf(new Date(now))
  return askedObligations({ policy, deadlines, calendar: cityCalendar(deadlines.calendar) }, asks)
    .map(({ id: _, ...owed }, i) => ({ ...owed, ...asks[i]!, overdue: owed.due < today }))
    .sort((a, b) => (a.due === b.due ? 0 : a.due < b.due ? -1 : 1))
}

/**
 * It has come, by whatever way: nobody is told of it any more. Said again it is the same.
 * @throws 409 where nobody asked for it
 */
export async function receiveAsk(
  deps: Pick<WebDeps, 'asks' | 'submissions' | 'now' | 'dayOf'>,
  received: Received,
): Promise<void> {
  const isIt = (ask: Received) =>
    (['division', 'office', 'form', 'period', 'ref'] as const).every((name) => ask[name] === received[name])
  if (!(await deps.asks.open()).some(isIt)) {
    if ((await deps.submissions.get(received))?.state === 'accepted') return
    throw refuse(409, '没有这项要求，可能已经撤回。请刷新页面查看。')
  }
  const now = deps.now()
  await deps.submissions.record({ ...received, state: 'accepted', time: timeOn(deps.dayOf(now), now.toISOString()) })
  await deps.asks.close(received, now.toISOString())
}
