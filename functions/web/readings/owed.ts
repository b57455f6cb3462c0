/** What an office owes by the calendar. */
import { addDays } from '../../../rules/deadlines/day-steps.ts'
import { heldBy, metBy, standingOf } from '../../../rules/deadlines/standing.ts'
import type { Standing } from '../../../schemas/records/obligation.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { listOf } from '../../../schemas/records/upload.ts'
import type { WebDeps } from '../deps.ts'
import type { Acting } from '../http/caller.ts'
import { owedByCalendar } from './owed-by-calendar.ts'
import { submittedIn } from './submitted-in.ts'

/** What is older stands on the board of timeliness. */
const DAYS_BACK = 92
const DAYS_AHEAD = 62

type Deps = Pick<WebDeps, 'deadlines' | 'submissions' | 'submitted' | 'dayOf' | 'now'>

export interface Owed {
  readonly standings: readonly Standing[]
  readonly today: string
}

/** Of the account's own office, met or not. */
export async function owedBy(
  deps: Deps,
  policy: Policy,
  actor: Pick<Acting, 'division' | 'office'>,
  now: string,
): Promise<Owed> {
  const today = deps.dayOf(deps.now())
  const deadlines = await deps.deadlines.policy()
  if (!deadlines) return { standings: [], today }
  const all = owedByCalendar(policy, deadlines).owed(addDays(today, -DAYS_BACK), addDays(today, DAYS_AHEAD))
  const owed = all.filter(({ division, office }) => division === actor.division && office === actor.office)
  const periods = [...new Set(owed.map(({ period }) => period))].filter((period) => period <= today.slice(0, 7))
  const kept = await submittedIn(deps, periods)
  const sent = kept.flatMap((found) => [...found.values()])
  const [met, held] = [metBy(sent, now), heldBy(sent, now)]
  return { today, standings: owed.map((one) => standingOf(one, met, held, now)) }
}

/** Lists of months that are over and have not come. */
export function listsOwed({ standings, today }: Owed): Standing[] {
  return standings.filter(
    ({ obligation: { form, period }, state, held }) =>
      isSent(form) && !held && state !== 'on-time' && state !== 'late' && period < today.slice(0, 7),
  )
}

const isSent = (form: string) => listOf(form) !== undefined || form === 'register'
