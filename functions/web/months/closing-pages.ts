/** A month's close: its lists, then the button. */
import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { ClosingPage } from '../../../pages/months/closing.tsx'
import type { Fault } from '../../../pages/parts/fault.tsx'
import { CloseRequest } from '../../../schemas/records/determination-run.ts'
import type { WebDeps } from '../deps.ts'
import { page } from '../http/page.ts'
import { formRoute, pageRoute } from '../http/page-route.ts'
import { refuse } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { monthStanding } from '../readings/month-standing.ts'
import { closablePeriod, hasReported, requestRun, submittedBy } from './close-month.ts'

const own = { resource: 'outcomes', of: 'county' } as const
const Posted = CloseRequest.extend({ key: z.uuid().optional() })
const wish = z.string().optional()

export const closingPages: readonly Route[] = [
  pageRoute({
    path: '/closing',
    summary: 'What of a county’s month is in, before it is closed',
    does: { action: 'close', ...own },
    query: { county: wish, period: wish },
    refuses: [400],
    run: (deps, { query, local }) => show(deps, local, query),
  }),
  formRoute({
    path: '/month-closes',
    opens: '/',
    summary: 'Closes a county’s month',
    does: { action: 'close', ...own },
    refuses: [409],
    form: Posted,
    incomplete: 'closing-incomplete',
    again: {
      field: 'close',
      show: (deps, { local }, fault, status, fields) => show(deps, local, fields, fault, status),
    },
    async run(deps, { body: { key, ...asked } }) {
      await requestRun(deps, asked, key)
      return `/month?period=${asked.period}#outcomes-title`
    },
  }),
]

async function show(deps: WebDeps, local: boolean, fields: object, fault?: Fault, status = 200) {
  const asked = CloseRequest.safeParse(fields)
  if (!asked.success) throw refuse('closing-incomplete')
  const { county, period } = asked.data
  const policy = await deps.policies.inForce()
  if (!policy.counties.some(({ code }) => code === county)) throw refuse('county-unknown')
  // A button that could only be refused is not shown.
  closablePeriod(period, policy, deps.dayOf(deps.now()))
  const [standing, submitted, isReported] = await Promise.all([
    monthStanding(deps, policy, county, period),
    submittedBy(deps.returns, county, period),
    hasReported(deps, policy, county, period),
  ])
  const shown = { policy, local, now: deps.now().getTime(), standing, submitted, isReported, key: randomUUID(), fault }
  return page(ClosingPage(shown), status)
}
