/** The API of timeliness, open requests and undelivered mails. */

import * as z from 'zod'
import { onTimeRate } from '../../../rules/deadlines/timeliness.ts'
import { MailShown, mailShown, RequestShown, StandingShown, YearShown } from '../../../schemas/api/deadlines.ts'
import { Done } from '../../../schemas/api/done.ts'
import { UrgeRequest } from '../../../schemas/records/obligation.ts'
import { timelinessFileName } from '../../../wording/output-names.ts'
import { permitted } from '../http/allow.ts'
import { apiRoute, workbookRoute } from '../http/api-route.ts'
import { listRoute, pageOf } from '../http/paged.ts'
import { done, type Route } from '../http/route.ts'
import { openRequests, seesRequest } from '../readings/open-requests.ts'
import { timeliness, timelinessFile, yearOf } from '../readings/timeliness.ts'
import { closeMail, mailOwner, openMails } from './open-mails.ts'
import { urge } from './urge.ts'

export const deadlineApi: readonly Route[] = [
  listRoute({
    path: '/api/timeliness',
    summary: 'Lists what was owed of a year and how it stands, by due day',
    does: { action: 'see', resource: 'timeliness' },
    query: { year: z.string().optional() },
    item: StandingShown,
    beside: YearShown,
    async run(deps, { query, caller }, wanted) {
      const policy = await deps.policies.inForce()
      const { standings, ...of } = await timeliness(deps, policy, yearOf(query.year), permitted(caller))
      const page = pageOf(standings, ({ obligation: { due, id } }) => `${due} ${id}`, wanted)
      return { ...of, onTime: onTimeRate(standings), ...page }
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/api/timeliness/urges',
    summary: 'Urges an office to send a list that is overdue, by one letter a day',
    does: { action: 'send', resource: 'timeliness', of: 'division' },
    refuses: [409],
    body: UrgeRequest.extend({ year: z.int().min(2000).max(2100) }),
    status: 202,
    answer: Done,
    run: async (deps, { body, caller }) =>
      done(urge(deps, await deps.policies.inForce(), body, { caller, permits: permitted(caller) })),
  }),
  workbookRoute({
    path: '/api/timeliness/:file',
    summary: 'How what was owed of a year stands, as a workbook: `2018.xlsx`',
    does: { action: 'see', resource: 'timeliness', file: true },
    params: { file: z.string() },
    refuses: [400],
    async run(deps, { params, caller }) {
      const policy = await deps.policies.inForce()
      const year = yearOf(params.file.replace(/\.xlsx$/, ''))
      const found = await timeliness(deps, policy, year, permitted(caller))
      return { name: timelinessFileName(found.year), bytes: await timelinessFile(found, policy) }
    },
  }),
  listRoute({
    path: '/api/requests',
    summary: 'Lists what one office asked of another, with how much of it has come',
    does: { action: 'see', resource: 'answer' },
    item: RequestShown,
    async run(deps, { caller }, wanted) {
      const permits = permitted(caller)
      const requests = await openRequests(deps, await deps.policies.inForce())
      const seen = requests.filter((request) => seesRequest(permits, request))
      return pageOf(
        seen,
        ({ due, division, office, form, ref }) => [due, division, office, form, ref].join('/'),
        wanted,
      )
    },
  }),
  listRoute({
    path: '/api/notices/open',
    summary: 'Lists the mails that were not sent or came back',
    does: { action: 'administer', resource: 'mail' },
    item: MailShown,
    run: async (deps, { caller }, wanted) =>
      pageOf(
        (await openMails(deps, permitted(caller))).map(mailShown),
        ({ day, about, to, id }) => [day, about, to.division, to.office, id].join('/'),
        wanted,
      ),
  }),
  apiRoute({
    method: 'POST',
    path: '/api/notices/open/:id/close',
    summary: 'Says that a mail has been looked after',
    does: { action: 'administer', resource: 'mail' },
    params: { id: z.string() },
    owner: mailOwner,
    answer: Done,
    run: async (deps, { params }) => done(closeMail(deps, params.id)),
  }),
]
