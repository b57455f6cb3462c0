/** A month's batches, and the form that prepares the next one. */
import * as z from 'zod'
import type { Fault } from '../../../pages/parts/fault.tsx'
import { batchThings } from '../../../pages/payments/batch-things.ts'
import { Batches } from '../../../pages/payments/batches.tsx'
import { type Batch, BatchRequest } from '../../../schemas/records/batch.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, permitted, signatureOf } from '../http/allow.ts'
import { workbookRoute } from '../http/api-route.ts'
import type { Caller } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { formRoute, pageRoute } from '../http/page-route.ts'
import type { Route } from '../http/route.ts'
import { countyBatches, lastClose, payableOf, yearsOf } from '../readings/county-batches.ts'
import { divisionsSeen, flat } from '../readings/divisions-seen.ts'
import { monthsShown } from '../readings/months-shown.ts'
import { batchStage, chosenThings, type ThingsWished, thingsFile, thingsQuery } from '../readings/things.ts'
import { prepareBatch } from './batch-requests.ts'

const wish = z.string().optional()

/** One field chooses both, as `<county>/<run>`. */
const ChosenMonth = z
  .object({ run: z.string() })
  .transform(({ run: chosen }) => {
    const [county, run] = chosen.split('/')
    return { county, run }
  })
  .pipe(BatchRequest)

export const batchList: readonly Route[] = [
  pageRoute({
    path: '/batches',
    summary: 'A month’s batches, and where the next one is prepared',
    does: { action: 'see', resource: 'batch' },
    query: { period: wish, ...thingsQuery },
    run: (deps, asked) => show(deps, asked),
  }),
  workbookRoute({
    path: '/batches/list.xlsx',
    summary: 'A month’s batches as a workbook without persons',
    does: { action: 'see', resource: 'batch' },
    query: { period: wish, ...thingsQuery },
    async run(deps, { query, caller }) {
      const policy = await deps.policies.inForce()
      const { batches } = await listed(deps, policy, { query, caller })
      return thingsFile(policy, caller, batches)
    },
  }),
  formRoute({
    path: '/batches',
    opens: '/batches',
    summary: 'Prepares a batch of payments of a closed month',
    does: { action: 'prepare', resource: 'batch', of: 'county' },
    // The month on which the page was, to show it again.
    query: { period: wish },
    refuses: [409],
    form: ChosenMonth,
    incomplete: 'batch-incomplete',
    again: { field: '', show },
    async run(deps, { body, caller }) {
      const { county, id } = await prepareBatch(deps, body, signatureOf(caller))
      return `/batches/${county}/${id}`
    },
  }),
]

interface Shown {
  readonly query: ThingsWished & { readonly period?: string | undefined }
  readonly local: boolean
  readonly caller: Caller
}

async function show(deps: WebDeps, { query, local, caller }: Shown, fault?: Fault, status = 200): Promise<Response> {
  const policy = await deps.policies.inForce()
  return page(Batches({ policy, local, fault, ...(await listed(deps, policy, { query, caller })) }), status)
}

async function listed(deps: WebDeps, policy: Policy, { query, caller }: Omit<Shown, 'local'>) {
  const permits = permitted(caller)
  const seen = divisionsSeen(policy, actorOf(caller)).filter((division) => permits('see', 'batch', { division }))
  const { period, periods, today } = await monthsShown(deps, policy, query.period)
  const preparing = seen.filter((division) => permits('prepare', 'batch', { division }))
  const [closed, batches] = await Promise.all([
    flat(preparing.map((county) => lastClose(deps, county))),
    countyBatches(deps, seen, yearsOf(period, today)),
  ])
  const own = batches.filter((batch) => batch.period === period)
  const stageOf = (batch: Batch) => batchStage(batch, actorOf(caller)?.id ?? '', permits)
  const list = chosenThings(batchThings(policy, own, stageOf), query)
  // Whoever sees counts sees no page with persons.
  const opens = (county: string) => permits('see', 'batch', { division: county }, true)
  const shown = list.shown.map((one) => ({ ...one, href: opens(one.number.slice(0, 6)) ? one.href : undefined }))
  return { periods, period, payable: payableOf(closed, batches, today), batches: { ...list, shown } }
}
