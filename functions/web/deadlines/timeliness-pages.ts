/** The board of timeliness, with undelivered mails. */
import * as z from 'zod'
import { mailThings } from '../../../pages/deadlines/mail-things.ts'
import { Mails } from '../../../pages/deadlines/mails.tsx'
import { Timeliness } from '../../../pages/deadlines/timeliness.tsx'
import type { Fault } from '../../../pages/parts/fault.tsx'
import { boardOf, onTimeRate } from '../../../rules/deadlines/timeliness.ts'
import { UrgeRequest } from '../../../schemas/records/obligation.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { WebDeps } from '../deps.ts'
import { permitted } from '../http/allow.ts'
import { workbookRoute } from '../http/api-route.ts'
import type { Caller } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { formRoute, pageRoute } from '../http/page-route.ts'
import type { Route } from '../http/route.ts'
import { openRequests, seesRequest } from '../readings/open-requests.ts'
import { chosenThings, type ThingsWished, thingsFile, thingsQuery } from '../readings/things.ts'
import { clockTime, timeliness, yearOf } from '../readings/timeliness.ts'
import { closeMail, mailOwner, openMails } from './open-mails.ts'
import { urge } from './urge.ts'

export const timelinessPages: readonly Route[] = [
  pageRoute({
    path: '/timeliness',
    summary: 'The board of timeliness, and what was asked for',
    // A bank or a township has no part in the board, and is asked for answers.
    does: { action: 'see', resource: 'answer' },
    query: { year: z.string().optional(), urged: z.literal('1').optional().catch(undefined) },
    refuses: [400],
    run: (deps, asked) => show(deps, asked),
  }),
  formRoute({
    path: '/timeliness/urge',
    opens: '/timeliness',
    summary: 'Urges an office to send a list that is overdue, by one letter a day',
    does: { action: 'send', resource: 'timeliness', of: 'division' },
    refuses: [409],
    form: UrgeRequest,
    incomplete: 'urge-incomplete',
    again: { field: '', show: (deps, asked, fault, status) => show(deps, { ...asked, query: {} }, fault, status) },
    async run(deps, { body, caller }) {
      await urge(deps, await deps.policies.inForce(), body, { caller, permits: permitted(caller) })
      return `/timeliness?year=${body.year}&urged=1#place-${body.division}`
    },
  }),
  pageRoute({
    path: '/mails',
    summary: 'Mails that were not sent or came back',
    does: { action: 'administer', resource: 'mail' },
    query: thingsQuery,
    async run(deps, { query, caller, local }) {
      const policy = await deps.policies.inForce()
      return page(Mails({ policy, local, mails: await listedMails(deps, policy, caller, query) }))
    },
  }),
  workbookRoute({
    path: '/mails/list.xlsx',
    summary: 'Mails that were not sent or came back, as a workbook',
    does: { action: 'administer', resource: 'mail' },
    query: thingsQuery,
    async run(deps, { query, caller }) {
      const policy = await deps.policies.inForce()
      return thingsFile(policy, caller, await listedMails(deps, policy, caller, query))
    },
  }),
  formRoute({
    path: '/mails/:id/close',
    opens: '/mails',
    summary: 'Says that a mail has been looked after',
    does: { action: 'administer', resource: 'mail' },
    params: { id: z.string() },
    owner: mailOwner,
    async run(deps, { params }) {
      await closeMail(deps, params.id)
      return '/mails'
    },
  }),
]

async function listedMails(deps: WebDeps, policy: Policy, caller: Caller, wished: ThingsWished) {
  const mails = await openMails(deps, permitted(caller))
  return chosenThings(mailThings(policy, mails), wished)
}

interface Shown {
  readonly query: { readonly year?: string | undefined; readonly urged?: '1' | undefined }
  readonly local: boolean
  readonly caller: Caller
}

async function show(deps: WebDeps, { query, local, caller }: Shown, fault?: Fault, status = 200): Promise<Response> {
  const policy = await deps.policies.inForce()
  const permits = permitted(caller)
  const [found, requests, tallies] = await Promise.all([
    timeliness(deps, policy, yearOf(query.year), permits),
    openRequests(deps, policy),
    deps.tallies.all(),
  ])
  const { year, years, now, standings } = found
  const quarter = (from: number) =>
    onTimeRate(standings.filter(({ obligation: o }) => Math.floor((Number(o.period.slice(5)) - 1) / 3) === from))
  return page(
    Timeliness({
      policy,
      local,
      fault,
      isUrged: query.urged !== undefined,
      year,
      years,
      asOf: clockTime(now),
      rows: boardOf(standings, year),
      quarters: [0, 1, 2, 3].map(quarter),
      whole: onTimeRate(standings),
      requests: requests.filter((request) => seesRequest(permits, request)),
      tallies: tallies.filter(({ county: division }) => permits('see', 'timeliness', { division })),
    }),
    status,
  )
}
