/** Files that the hub has made, from the page that lists them to the copy that is handed out. */
import * as z from 'zod'
import { Outputs } from '../../../pages/outputs/outputs.tsx'
import type { Fault } from '../../../pages/parts/fault.tsx'
import { Purpose } from '../../../schemas/purposes.ts'
import type { Output } from '../../../schemas/records/output.ts'
import type { WebDeps } from '../deps.ts'
import { actorOf, permitted } from '../http/allow.ts'
import { linkRoute } from '../http/api-route.ts'
import { rememberPurpose } from '../http/audited.ts'
import type { Caller } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { formRoute, pageRoute } from '../http/page-route.ts'
import type { Route } from '../http/route.ts'
import { lastOfEachCounty } from '../readings/closed-months.ts'
import { countyBatches, yearsOf } from '../readings/county-batches.ts'
import { divisionsSeen, flat } from '../readings/divisions-seen.ts'
import { fetchedOnce, fileLink } from '../readings/hand-out.ts'
import { monthsShown } from '../readings/months-shown.ts'
import {
  hasPersons,
  outputDoes,
  outputFile,
  outputOwner,
  outputParams,
  ownerOf,
  resourceOf,
} from '../readings/outputs.ts'

export const outputPages: readonly Route[] = [
  pageRoute({
    path: '/outputs',
    summary: 'Files that the hub has made of a month',
    does: { action: 'see', resource: 'name-list' },
    query: { period: z.string().optional() },
    run: (deps, asked) => show(deps, asked),
  }),
  formRoute({
    path: '/outputs/:division/:period/:folder/:name',
    opens: '/outputs',
    summary: 'A file that the hub has made and that holds persons, for a purpose',
    does: outputDoes,
    params: outputParams,
    owner: outputOwner,
    form: Purpose,
    incomplete: 'purpose-incomplete',
    again: {
      field: 'purpose',
      show: (deps, asked, fault, status) =>
        show(deps, { ...asked, query: { period: asked.params.period } }, fault, status),
    },
    async run(deps, { params, caller, body }) {
      await rememberPurpose(deps, caller, 'files', body)
      return (await fileLink(deps, caller, await outputFile(deps, params))).path
    },
  }),
  ...(['/files', '/api/files'] as const).map((path) =>
    linkRoute({
      path: `${path}/:token`,
      summary: 'Leads once to a file that was asked for, in the session that asked',
      does: { action: 'see', resource: 'portal' },
      params: { token: z.string().max(64) },
      run: (deps, { params, caller }) => fetchedOnce(deps, caller, params.token),
    }),
  ),
]

interface Shown {
  readonly query: { readonly period?: string | undefined }
  readonly local: boolean
  readonly caller: Caller
}

async function show(deps: WebDeps, { query, local, caller }: Shown, fault?: Fault, status = 200): Promise<Response> {
  const policy = await deps.policies.inForce()
  const permits = permitted(caller)
  const divisions = divisionsSeen(policy, actorOf(caller))
  const { period, periods, today } = await monthsShown(deps, policy, query.period)
  const made = await flat(divisions.map((division) => deps.outputs.list(division, period)))
  const outputs = made.filter((output) => permits('see', resourceOf(output), ownerOf(output), hasPersons(output)))
  const making = await isMaking(deps, made, divisions, period, today)
  return page(Outputs({ policy, local, fault, periods, period, outputs, making }), status, {
    filesFrom: await deps.outbox.origin(),
  })
}

/** A close or an approved batch whose files are not all there. */
async function isMaking(
  deps: WebDeps,
  made: readonly Output[],
  divisions: readonly string[],
  period: string,
  today: string,
): Promise<boolean> {
  const [closes, batches] = await Promise.all([
    flat(divisions.map((county) => deps.runs.closes(county, period))),
    countyBatches(deps, divisions, yearsOf(period, today)),
  ])
  const has = (division: string, folder: Output['folder'], stem: string) =>
    made.some((output) => output.division === division && output.folder === folder && output.name === `${stem}.xlsx`)
  return (
    batches.some((one) => one.period === period && one.state === 'published' && !has(one.county, 'bank', one.id)) ||
    lastOfEachCounty(closes.filter(({ state }) => state === 'done')).some(
      ({ county }) => !has(county, 'statistics', 'total'),
    )
  )
}
