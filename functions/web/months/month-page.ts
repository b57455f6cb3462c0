/** A month's outcomes by county, and where it is closed. */
import * as z from 'zod'
import { Month } from '../../../pages/months/month.tsx'
import type { ClosedMonth } from '../../../pages/months/outcome-table.tsx'
import { present } from '../../../schemas/present.ts'
import type { DeterminationRun } from '../../../schemas/records/determination-run.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, permitted } from '../http/allow.ts'
import type { Caller } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { pageRoute } from '../http/page-route.ts'
import type { Route } from '../http/route.ts'
import { lastOfEachCounty } from '../readings/closed-months.ts'
import { divisionsSeen, flat } from '../readings/divisions-seen.ts'
import { monthsShown } from '../readings/months-shown.ts'
import { submittedBy } from './close-month.ts'

interface Shown {
  readonly query: { readonly period?: string | undefined }
  readonly local: boolean
  readonly caller: Caller
}

export const monthPage: readonly Route[] = [
  pageRoute({
    path: '/month',
    summary: 'A month’s outcomes by county, and where it is closed',
    does: { action: 'see', resource: 'counts' },
    query: { period: z.string().optional() },
    run: show,
  }),
]

async function show(deps: WebDeps, { query, local, caller }: Shown): Promise<Response> {
  const policy = await deps.policies.inForce()
  const permits = permitted(caller)
  const seen = divisionsSeen(policy, actorOf(caller))
  const counties = policy.counties.filter(
    ({ code }) => seen.includes(code) && permits('see', 'counts', { division: code }),
  )
  const { period, periods, choices } = await monthsShown(deps, policy, query.period)
  const closes = await flat(counties.map(({ code }) => deps.runs.closes(code, period)))
  const mayClose = (division: string) => permits('close', 'outcomes', { division })
  const county = choices.includes(period) ? counties.find(({ code }) => mayClose(code)) : undefined
  const done = lastOfEachCounty(closes.filter(({ state }) => state === 'done'))
  return page(
    Month({
      policy,
      local,
      periods,
      period,
      counties,
      closed: await Promise.all(done.map((run) => closedMonth(deps, run))),
      closing: closes.flatMap(({ state, county }) => (state !== 'done' ? [county] : [])),
      closable: county && { county, submitted: await submittedBy(deps.returns, county.code, period) },
    }),
  )
}

async function closedMonth(
  { outcomeCounts }: Pick<WebDeps, 'outcomeCounts'>,
  { county, day, snapshot }: DeterminationRun,
): Promise<ClosedMonth> {
  return { county, day, counts: await outcomeCounts(present(snapshot, 'the snapshot of a closed month')) }
}
