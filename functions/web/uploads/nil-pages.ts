/** Pages of 零报告: by a letter's link without signing in, or from the home page. Only a POST reports. */
import * as z from 'zod'
import type { Fault } from '../../../pages/parts/fault.tsx'
import { NilReturnPage } from '../../../pages/uploads/nil-return.tsx'
import type { Signature } from '../../../schemas/records/account.ts'
import { type NilLink, NilReturn } from '../../../schemas/records/nil-return.ts'
import type { WebDeps } from '../deps.ts'
import { signatureOf } from '../http/allow.ts'
import type { From } from '../http/caller.ts'
import { page } from '../http/page.ts'
import { formRoute, pageRoute } from '../http/page-route.ts'
import { refuse } from '../http/refuse.ts'
import type { Route } from '../http/route.ts'
import { sensiblePeriod } from '../http/sensible-period.ts'
import { note, tried } from '../http/tried.ts'
import { acceptNilReturn, isSaid, nilStanding, takeBackNil } from './nil-return.ts'

/** One field chooses both, as `<office>/<form>`. */
export const ChosenList = z
  .object({ division: z.string(), list: z.string(), period: z.string() })
  .transform(({ list, ...rest }) => {
    const [office, form] = list.split('/')
    return { ...rest, office, form }
  })
  .pipe(NilReturn)

const own = { resource: 'name-list', of: 'division' } as const
const byLink = { resource: 'name-list', of: 'token', open: true } as const

export const nilPages: readonly Route[] = [
  /** Mail scanners open links, so opening one reports nothing. */
  pageRoute({
    path: '/nil/:token',
    summary: 'What a link in a letter lets its reader say: a nil return',
    does: { action: 'see', ...byLink },
    params: { token: z.string() },
    refuses: [400, 410],
    run: async (deps, { params, local }) => show(deps, local, await linkOf(deps, params.token), ''),
  }),
  formRoute({
    path: '/nil/:token',
    opens: '/nil/:token',
    summary: 'Says by a link that an office has nobody to report of a month',
    does: { action: 'send', ...byLink },
    params: { token: z.string() },
    refuses: [400, 409, 410],
    form: z.object({ code: z.string().trim().max(20) }),
    incomplete: 'nil-code-wrong',
    again: {
      field: 'nil-code',
      show: async (deps, { params, local }, fault, status) =>
        show(deps, local, await linkOf(deps, params.token), '', { fault, status }),
    },
    async run(deps, { params: { token }, body, caller, local }) {
      const { expires: _, ...nil } = await linkOf(deps, token)
      await checkCode(deps, token, { ...body, nil, from: { ...caller, local } })
      await say(deps, nil)
      return `/nil/${token}`
    },
  }),
  pageRoute({
    path: '/nil-returns/:division/:office/:form/:period',
    summary: 'What a nil return of a list would say, or has said',
    does: { action: 'see', ...own },
    params: NilReturn.shape,
    refuses: [400],
    run: (deps, { params, local }) => show(deps, local, params, '/nil-returns'),
  }),
  formRoute({
    path: '/nil-returns',
    opens: '/',
    summary: 'Says that an office has nobody to report of a month',
    does: { action: 'report', ...own },
    refuses: [409],
    form: ChosenList,
    incomplete: 'nil-incomplete',
    async run(deps, { body, caller }) {
      await say(deps, body, signatureOf(caller))
      return nilPath(body)
    },
  }),
  formRoute({
    path: '/nil-returns/withdrawal',
    opens: '/',
    summary: 'Takes a nil return back, as if it had not been said',
    does: { action: 'take-back', ...own },
    refuses: [409],
    form: ChosenList,
    incomplete: 'nil-incomplete',
    async run(deps, { body }) {
      await takeBackNil(deps, body)
      return nilPath(body)
    },
  }),
]

export const nilPath = ({ division, office, form, period }: NilReturn) =>
  `/nil-returns/${division}/${office}/${form}/${period}`

/** @throws 400 for an altered link, 410 for an expired one */
async function linkOf(deps: WebDeps, token: string): Promise<NilLink> {
  const link = (await deps.nilTokens()).read(token)
  if (!link) throw refuse('nil-link-altered')
  if (link.expires < deps.dayOf(deps.now())) throw refuse('nil-link-expired')
  return link
}

/** @throws 400 for another code than the letter's, 409 after too many */
async function checkCode(
  deps: WebDeps,
  token: string,
  { code, nil, from }: { code: string; nil: NilReturn; from: From },
): Promise<void> {
  const [tokens, secrets] = await Promise.all([deps.nilTokens(), deps.accountSecrets()])
  const { division, office, form, period } = nil
  const object = [division, office, form, period].join('/')
  const wrong = { account: { division, office }, kind: 'nil-by-link-refused', code: 'nil-code-wrong' } as const
  const whose = secrets.keyOf('name', `nil ${token}`)
  await tried(
    deps,
    { ...from, object },
    { whose, what: 'code' },
    wrong,
    async () => code === tokens.codeOf(token) || undefined,
  )
  await note(deps, wrong.account, 'nil-by-link', { ...from, object })
}

async function say(deps: WebDeps, nil: NilReturn, by?: Signature): Promise<void> {
  if (!isSaid(await nilStanding(deps, nil))) await acceptNilReturn(deps, nil, by)
}

async function show(
  deps: WebDeps,
  local: boolean,
  nil: NilReturn,
  action: string,
  { fault, status }: { fault?: Fault; status?: number } = {},
): Promise<Response> {
  const [policy, standing] = await Promise.all([deps.policies.inForce(), nilStanding(deps, nil)])
  sensiblePeriod(nil.period, policy, deps.dayOf(deps.now()))
  return page(NilReturnPage({ policy, local, nil, action, fault, ...standing }), status)
}
