/** Accounts of the own division: its administrator asks for them, its security confirms (docs/access.md#accounts). */
import * as z from 'zod'
import { ACCOUNTS_SHEET } from '../../../../forms/incoming/accounts.ts'
import { InvitationLetter } from '../../../../pages/access/people/invitation-letter.tsx'
import { NewAccount } from '../../../../pages/access/people/new-account.tsx'
import { PeopleBrought } from '../../../../pages/access/people/people-brought.tsx'
import { Person } from '../../../../pages/access/people/person.tsx'
import { Waiting } from '../../../../pages/access/people/waiting.tsx'
import type { Fault } from '../../../../pages/parts/fault.tsx'
import { Day, Division, Instant, Office } from '../../../../schemas/codes.ts'
import { Duty } from '../../../../schemas/duties.ts'
import { AccountId, HolderName, SignInName } from '../../../../schemas/records/account.ts'
import { AccountAct, MOST_DECIDED, Reason, UrgentWish } from '../../../../schemas/records/account-request.ts'
import type { WebDeps } from '../../deps.ts'
import { actorOf } from '../../http/allow.ts'
import { workbookRoute } from '../../http/api-route.ts'
import { page } from '../../http/page.ts'
import { formRoute, pageRoute } from '../../http/page-route.ts'
import { found } from '../../http/refuse.ts'
import type { Asked, Route } from '../../http/route.ts'
import { actOn } from './account-acts.ts'
import { askForAccount, askForDuties } from './ask-for-account.ts'
import { bringIn } from './bring-in.ts'
import { decideRequests } from './decide-requests.ts'
import { oversee, peopleList, wished } from './people-list.ts'
import { countyOf, peopleView, personView } from './people-view.ts'
import { accountsTemplate } from './read-accounts.ts'
import { letterAgain } from './send-letter.ts'
import { giveUrgently } from './urgent-duty.ts'
import { byTheCity } from './urgent-page.ts'

const of = 'division'
const administer = { action: 'administer', resource: 'account', of } as const
const confirm = { action: 'confirm', resource: 'account', of } as const

export const oneAccount = { division: Division, id: AccountId }
const params = oneAccount
const Duties = z.array(Duty).max(8)
const Ticked = Duties.default([])

/** One field chooses division and office, as `<division>/<office>`; without office it is the division itself. */
const Wanted = z
  .object({ place: z.string(), name: z.string(), signInName: z.string(), 'duties[]': Ticked })
  .transform(({ place, 'duties[]': duties, ...rest }) => {
    const [division = '', office = ''] = place.split('/')
    return { ...rest, duties, division, office }
  })
  .pipe(
    z.object({
      division: Division,
      office: z.enum([...Office.options, '']),
      name: HolderName,
      signInName: SignInName,
      duties: Duties,
    }),
  )

/** A box says which request was seen, as `<account>/<when it was asked>`. */
const Decision = z
  .object({
    division: z.string(),
    'shown[]': z.array(z.string().max(60)).min(1).max(MOST_DECIDED),
    act: z.enum(['confirm', 'refuse']),
    reason: z.string().default(''),
  })
  .transform(({ 'shown[]': shown, ...rest }) => ({
    ...rest,
    shown: shown.map((one) => {
      const [account = '', at = ''] = one.split('/')
      return { account, at }
    }),
  }))
  .pipe(
    z.object({
      division: z.string(),
      shown: z.array(z.object({ account: AccountId, at: Instant })),
      act: z.enum(['confirm', 'refuse']),
      reason: z.string(),
    }),
  )
  .refine(({ act, reason }) => act === 'confirm' || Reason.safeParse(reason).success)

export const peoplePages: readonly Route[] = [
  ...peopleList,
  pageRoute({
    path: '/people/new',
    summary: 'Where an account is asked for',
    does: administer,
    query: wished,
    run: async (deps, asked) => showNew(deps, asked, asked.query.division),
  }),
  formRoute({
    path: '/people/new',
    opens: '/people/new',
    summary: 'Asks for an account: security confirms it before its letter goes out',
    does: administer,
    refuses: [409],
    form: Wanted,
    incomplete: 'account-incomplete',
    again: {
      field: 'new-place',
      show: (deps, asked, fault, status, { place }) => showNew(deps, asked, String(place).slice(0, 6), fault, status),
    },
    async run(deps, { body, caller }) {
      const { office, ...rest } = body
      await askForAccount(deps, caller, { ...rest, ...(office && { office }) })
      return `/people?division=${body.division.slice(0, 6)}`
    },
  }),
  workbookRoute({
    path: '/people/template',
    summary: 'The workbook by which people are brought in, with the offices of a county or city',
    does: administer,
    query: wished,
    async run(deps, { query: { division }, caller }) {
      const { policy, county } = await peopleView(deps, countyOf(caller, division))
      return { name: `${ACCOUNTS_SHEET}.xlsx`, bytes: await accountsTemplate(policy, county) }
    },
  }),
  formRoute({
    path: '/people/workbook',
    opens: '/people/new',
    summary:
      'Asks for the accounts of a workbook: good rows wait for security, the others are shown with what is wrong',
    does: administer,
    form: z.object({ division: z.string(), file: z.file().min(1) }),
    incomplete: 'accounts-file-missing',
    again: {
      field: 'people-file',
      show: (deps, asked, fault, status, { division }) => showNew(deps, asked, String(division), fault, status),
    },
    async run(deps, { body: { division, file }, caller, local }) {
      const { policy, county } = await peopleView(deps, countyOf(caller, division))
      const brought = await bringIn(deps, caller, county, new Uint8Array(await file.arrayBuffer()))
      return page(PeopleBrought({ policy, local, county, brought }))
    },
  }),
  pageRoute({
    path: '/people/waiting',
    summary: 'Accounts and duties that wait for security',
    does: confirm,
    query: { ...wished, all: z.string().optional() },
    run: async (deps, asked) =>
      showWaiting(deps, asked, asked.query.division, undefined, 200, asked.query.all !== undefined),
  }),
  formRoute({
    path: '/people/waiting',
    opens: '/people/waiting',
    summary: 'Confirms the accounts and duties that are ticked, or refuses them with a reason',
    does: confirm,
    refuses: [409],
    form: Decision,
    incomplete: 'waiting-incomplete',
    again: {
      field: ({ act, 'shown[]': shown }) => (act === 'refuse' && shown ? 'refusal-reason' : ''),
      show: (deps, asked, fault, status, { division }) => showWaiting(deps, asked, String(division), fault, status),
    },
    async run(deps, { body: { division, shown, act, reason }, caller }) {
      const county = countyOf(caller, division)
      await decideRequests(deps, caller, {
        county,
        shown,
        reason: act === 'confirm' ? undefined : Reason.parse(reason),
      })
      return `/people/waiting?division=${county}`
    },
  }),
  pageRoute({
    path: '/people/:division/:id',
    summary: 'An account: its duties, its state, where it is signed in',
    does: oversee,
    params,
    run: (deps, asked) => showPerson(deps, asked),
  }),
  formRoute({
    path: '/people/:division/:id/duties',
    opens: '/people/:division/:id',
    summary: 'Asks for other duties of an account: they stand once security has confirmed them',
    does: administer,
    params,
    refuses: [409],
    form: z.object({ 'duties[]': Ticked }),
    incomplete: 'account-incomplete',
    again: { field: 'duties', show: showPerson },
    async run(deps, { params, body, caller }) {
      await askForDuties(deps, caller, { ...params, duties: body['duties[]'] })
      return `/people/${params.division}/${params.id}`
    },
  }),
  formRoute({
    path: '/people/:division/:id/deputy',
    opens: '/people/:division/:id',
    summary: 'Asks for duties of a deputy up to a day: they stand once security has confirmed them',
    does: administer,
    params,
    refuses: [409],
    form: z.object({ 'duties[]': Ticked, until: Day }),
    incomplete: 'account-incomplete',
    again: { field: 'deputy-until', show: showPerson },
    async run(deps, { params, body, caller }) {
      await askForDuties(deps, caller, { ...params, duties: body['duties[]'], until: body.until })
      return `/people/${params.division}/${params.id}`
    },
  }),
  formRoute({
    path: '/people/:division/:id/urgent',
    opens: '/people/:division/:id',
    summary: 'Gives an account a duty for at most three hours, without a second confirmation',
    does: confirm,
    owner: byTheCity,
    params,
    refuses: [409],
    form: UrgentWish,
    incomplete: 'urgent-incomplete',
    again: { field: 'urgent-reason', show: showPerson },
    async run(deps, { params, body, caller }) {
      await giveUrgently(deps, caller, { ...params, ...body })
      return `/people/${params.division}/${params.id}`
    },
  }),
  formRoute({
    path: '/people/:division/:id/acts',
    opens: '/people/:division/:id',
    summary: 'Locks, unlocks or ends an account, or takes its factors away for new ones by letter',
    does: confirm,
    params,
    refuses: [409],
    form: z.object({ act: AccountAct }),
    again: { field: '', show: showPerson },
    async run(deps, { params, body, caller }) {
      await actOn(deps, caller, { ...params, ...body })
      return `/people/${params.division}/${params.id}`
    },
  }),
  formRoute({
    path: '/people/:division/:id/letter',
    opens: '/people/:division/:id',
    summary: 'Sends the invitation once more, or shows it once to be printed: the one before opens nothing any more',
    does: administer,
    params,
    refuses: [409],
    form: z.object({ by: z.enum(['mail', 'paper']) }),
    again: { field: '', show: showPerson },
    async run(deps, { params, body, caller, local }) {
      const { account, invited } = await letterAgain(deps, caller, { ...params, ...body })
      if (!invited) return `/people/${params.division}/${params.id}`
      const policy = await deps.policies.inForce()
      return page(InvitationLetter({ policy, local, account, ...invited, origin: deps.portal.origin, now: deps.now() }))
    },
  }),
]

type ToShow = Pick<Asked, 'caller' | 'local'>

async function showNew(
  deps: WebDeps,
  { caller, local }: ToShow,
  division: string | undefined,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const view = await peopleView(deps, countyOf(caller, division))
  return page(NewAccount({ ...view, local, fault }), status)
}

async function showWaiting(
  deps: WebDeps,
  { caller, local }: ToShow,
  division: string | undefined,
  fault?: Fault,
  status = 200,
  isAll = false,
): Promise<Response> {
  const view = await peopleView(deps, countyOf(caller, division))
  const names = new Map<string, string>()
  for (const by of new Set(view.requests.map((request) => request.by)))
    names.set(by, (await deps.accounts.get(by))?.name ?? '')
  const actor = found(actorOf(caller)).id
  return page(Waiting({ ...view, names, actor, isAll, local, fault }), status)
}

async function showPerson(
  deps: WebDeps,
  { params, local, caller }: ToShow & { params: { division: string; id: string } },
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const [view, all] = await Promise.all([personView(deps, params), deps.accounts.inCounty(params.division.slice(0, 6))])
  return page(Person({ ...view, all, actor: found(actorOf(caller)).id, local, fault }), status)
}
