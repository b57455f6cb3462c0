/** The board of timeliness, with undelivered mails. */
import * as z from 'zod'
import { Mails } from '../../../pages/deadlines/mails.tsx'
import { amountField } from '../../../pages/deadlines/open-requests.tsx'
import { Timeliness } from '../../../pages/deadlines/timeliness.tsx'
import type { Fault } from '../../../pages/parts/fault.tsx'
import { Message } from '../../../pages/parts/message.tsx'
import { boardOf, onTimeRate } from '../../../rules/deadlines/timeliness.ts'
import type { Signature } from '../../../schemas/records/account.ts'
import { Received } from '../../../schemas/records/obligation.ts'
import { SHORT_ALLOCATION, shortAllocation } from '../../../wording/allocations.ts'
import type { WebDeps } from '../deps.ts'
import { permitted, signatureOf } from '../http/allow.ts'
import type { Caller } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { formRoute, pageRoute } from '../http/page-route.ts'
import { refuse } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { clockTime, timeliness, yearOf } from '../readings/timeliness.ts'
import { closeMail, mailOwner, openMails } from './open-mails.ts'
import { openRequests, receiveRequested, seesRequest } from './requests.ts'

/** As typed: yuan with commas and blanks, or nothing. */
const Amount = z
  .string()
  .default('')
  .transform((text) => text.replace(/[,，\s]/g, ''))
const ReceivedForm = Received.omit({ fen: true }).extend({ yuan: Amount })

export const timelinessPages: readonly Route[] = [
  pageRoute({
    path: '/timeliness',
    summary: 'The board of timeliness, and what was asked for',
    // A bank or a township has no part in the board, and is asked for answers.
    does: { action: 'see', resource: 'answer' },
    query: { year: z.string().optional() },
    refuses: [400],
    run: (deps, asked) => show(deps, asked),
  }),
  pageRoute({
    path: '/mails',
    summary: 'Mails that were not sent or came back',
    does: { action: 'administer', resource: 'mail' },
    async run(deps, { caller, local }) {
      const [policy, mails] = await Promise.all([deps.policies.inForce(), openMails(deps, permitted(caller))])
      return page(Mails({ policy, local, mails }))
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
  formRoute({
    path: '/timeliness/requests/received',
    opens: '/timeliness',
    summary: 'Says that what was asked for has come; an allocation with its amount so far',
    does: { action: 'send', resource: 'answer', of: 'division' },
    refuses: [409],
    form: ReceivedForm,
    incomplete: 'request-unknown',
    again: { field: ({ division, ref }) => amountField({ division: String(division), ref: String(ref) }), show },
    run: (deps, { body, caller }) => receive(deps, body, signatureOf(caller)),
  }),
]

async function receive(deps: WebDeps, { yuan: amount, ...asked }: z.infer<typeof ReceivedForm>, by: Signature) {
  if (!/^(\d+(\.\d{1,2})?)?$/.test(amount)) throw refuse('allocation-unfit')
  const missing = await receiveRequested(
    deps,
    amount === '' ? asked : { ...asked, fen: Math.round(Number(amount) * 100) },
    by,
  )
  return missing > 0 ? page(Message({ heading: SHORT_ALLOCATION, text: shortAllocation(missing) })) : '/timeliness'
}

interface Shown {
  readonly query: { readonly year?: string | undefined }
  readonly local: boolean
  readonly caller: Caller
}

async function show(deps: WebDeps, { query, local, caller }: Shown, fault?: Fault, status = 200): Promise<Response> {
  const policy = await deps.policies.inForce()
  const permits = permitted(caller)
  const [found, requests] = await Promise.all([
    timeliness(deps, policy, yearOf(query.year), permits),
    openRequests(deps, policy),
  ])
  const { year, years, now, standings } = found
  const quarter = (from: number) =>
    onTimeRate(standings.filter(({ obligation: o }) => Math.floor((Number(o.period.slice(5)) - 1) / 3) === from))
  return page(
    Timeliness({
      policy,
      local,
      year,
      years,
      asOf: clockTime(now),
      rows: boardOf(standings, year),
      quarters: [0, 1, 2, 3].map(quarter),
      whole: onTimeRate(standings),
      requests: requests.filter((request) => seesRequest(permits, request)),
      fault,
    }),
    status,
  )
}
