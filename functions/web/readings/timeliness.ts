/** Standing of a year's obligations. */

import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { writeTimeliness } from '../../../forms/outgoing/timeliness.ts'
import { endOf, shanghaiDay } from '../../../rules/deadlines/day-steps.ts'
import { heldBy, metBy, standingOf } from '../../../rules/deadlines/standing.ts'
import { owedAnew } from '../../../rules/deadlines/taken-back.ts'
import type { Obligation, Standing } from '../../../schemas/records/obligation.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { officeName } from '../../../wording/offices.ts'
import type { WebDeps } from '../deps.ts'
import type { Permits } from '../http/allow.ts'
import { refuse } from '../http/refuse.ts'
import { owedByCalendar } from './owed-by-calendar.ts'
import { submittedIn } from './submitted-in.ts'

type Deps = Pick<WebDeps, 'deadlines' | 'submissions' | 'submitted' | 'now' | 'dayOf'>

export interface Timeliness {
  readonly year: number
  readonly years: readonly number[]
  /** ISO 8601 in UTC. */
  readonly now: string
  readonly standings: readonly Standing[]
}

/**
 * @param only of one month: nothing else of the year is read
 * @returns of it what the caller sees
 */
export async function timeliness(
  deps: Deps,
  policy: Policy,
  wished: number | undefined,
  permits: Permits,
  only?: string,
): Promise<Timeliness> {
  const [deadlines, now] = [await deps.deadlines.policy(), timeNow(deps)]
  const current = Number(deps.dayOf(deps.now()).slice(0, 4))
  const year = wished ?? current
  const began = Math.min(current, Number(deadlines?.from.slice(0, 4) ?? current))
  const years = Array.from({ length: current - began + 1 }, (_, i) => began + i)
  if (!deadlines) return { year, years, now, standings: [] }
  const { duties, owed: owedFrom } = owedByCalendar(policy, deadlines)
  const owed = owedFrom(`${year}-01-01`, `${year + 1}-02-28`).filter(
    (o) =>
      (only === undefined ? o.period.startsWith(`${year}-`) : o.period === only) &&
      permits('see', 'timeliness', { division: o.division.slice(0, 6), office: o.office }),
  )
  const periods = [...new Set(owed.map(({ period }) => period))]
  const submitted = await submittedIn(deps, periods)
  const all = submitted.flatMap((found) => [...found.values()])
  const byId = new Map(submitted.flatMap((found) => [...found]))
  // A list that its office took back is as late as if it had never come.
  const anew = (o: Obligation) => (o.form === 'statistics' ? owedAnew(duties, o, byId.get(o.id)) : o)
  const [met, held] = [metBy(all, now), heldBy(all, now)]
  return { year, years, now, standings: owed.map((o) => standingOf(anew(o), met, held, now)) }
}

/** ISO 8601 in UTC. Another day than the clock's is looked back at from its end. */
export function timeNow({ now, dayOf }: Pick<Deps, 'now' | 'dayOf'>): string {
  const [time, day] = [now(), dayOf(now())]
  return day === shanghaiDay(time.toISOString()) ? time.toISOString() : new Date(endOf(day)).toISOString()
}

/** `2018-07-01 08:00` in Asia/Shanghai. */
export function clockTime(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}

export async function timelinessFile(
  { year, now, standings }: Timeliness,
  policy: Policy,
): Promise<Uint8Array<ArrayBuffer>> {
  const out = new PassThrough()
  const reportingOffice = officeName(policy, { division: policy.city.code, office: 'human-resources' })
  const [bytes] = await Promise.all([
    buffer(out),
    writeTimeliness(out, { reportingOffice, policy, year, standings, asOf: clockTime(now) }),
  ])
  return new Uint8Array(bytes)
}

/** @throws 400 for what is no year */
export function yearOf(text: string | undefined): number | undefined {
  if (text !== undefined && !/^20\d\d$/.test(text)) throw refuse('year-unfit')
  return text === undefined ? undefined : Number(text)
}
