/** Sign-in, first use, and a person's own account. */
import * as z from 'zod'
import { Enrol, FirstUse } from '../../../../pages/access/sign-in/first-use.tsx'
import { Code, SignIn } from '../../../../pages/access/sign-in/sign-in.tsx'
import type { Fault } from '../../../../pages/parts/fault.tsx'
import { Holder, SecondFactor, SignInName, SixDigits } from '../../../../schemas/records/account.ts'
import type { WebDeps } from '../../deps.ts'
import type { Caller } from '../../http/caller.ts'
import { page } from '../../http/page.ts'
import { formRoute, pageRoute } from '../../http/page-route.ts'
import type { Route } from '../../http/route.ts'
import { note } from '../../http/tried.ts'
import { showAccount } from './account-view.ts'
import { endCookie, endSessions, fromOf } from './begin-session.ts'
import { choosePassword, invited, proveFactor } from './first-use.ts'
import { going } from './going.ts'
import { passkeysElsewhere } from './passkey-answers.ts'
import { tryCode, tryPassword } from './sign-in.ts'

interface Asked {
  readonly local: boolean
  readonly host: string
  readonly caller: Caller
}

const portal = { action: 'see', resource: 'portal' } as const
const anybody = { ...portal, open: true } as const
/** The link is the permission. */
const byLink = { resource: 'portal', of: 'token', open: true } as const

/** A page of the hub itself. */
export const Path = z
  .string()
  .regex(/^\/(?![/\\])[\x21-\x7e]{0,300}$/)
  .optional()
  .catch(undefined)
const Typed = z.string().min(1).max(512)
const params = { token: z.string().max(64) }

export const accessPages: readonly Route[] = [
  pageRoute({
    path: '/sign-in',
    summary: 'Where a person signs in',
    does: anybody,
    query: { next: Path, left: z.literal('provider').optional().catch(undefined) },
    run: async (deps, asked) => showSignIn(deps, asked),
  }),
  formRoute({
    path: '/sign-in',
    opens: '/sign-in',
    summary: 'Says a name and a password: the second factor is asked for next',
    does: anybody,
    refuses: [409],
    form: z.object({ name: SignInName, password: Typed, next: Path }),
    incomplete: 'sign-in-incomplete',
    again: {
      field: 'sign-in-name',
      show: (deps, { local, host }, fault, status, { next }) =>
        showSignIn(deps, { local, host, query: { next: Path.parse(next) } }, fault, status),
    },
    async run(deps, asked) {
      const { next, ...said } = asked.body
      return going('/sign-in/code', await tryPassword(deps, said, { ...fromOf(asked), next }))
    },
  }),
  pageRoute({
    path: '/sign-in/code',
    summary: 'Where the second factor is said',
    does: anybody,
    run: async (deps, asked) => (halfSession(asked) ? showCode(deps, asked) : going('/sign-in')),
  }),
  formRoute({
    path: '/sign-in/code',
    opens: '/sign-in/code',
    summary: 'Says the second factor, and is signed in',
    does: anybody,
    refuses: [409],
    form: z.object({ code: SecondFactor }),
    incomplete: 'code-incomplete',
    again: { field: 'sign-in-code', show: showCode },
    async run(deps, asked) {
      const session = halfSession(asked)
      if (!session) return going('/sign-in')
      const { body } = asked
      const { cookie, to } = await tryCode(deps, body.code, session, fromOf(asked))
      return going(to, cookie)
    },
  }),
  formRoute({
    path: '/sign-out',
    opens: '/sign-in',
    summary: 'Ends the session, on the server too',
    does: anybody,
    async run(deps, { caller, local }) {
      if (caller.session) {
        await note(deps, caller.session.actor, 'sign-out', caller)
        await deps.sessions.end(caller.session)
      }
      return going(caller.session?.byProvider ? '/sign-in?left=provider' : '/sign-in', endCookie(local))
    },
  }),
  pageRoute({
    path: '/account',
    summary: 'One’s own account: its duties and where it is signed in',
    does: portal,
    run: async (deps, asked) => showAccount(deps, asked),
  }),
  formRoute({
    path: '/account/sessions/end',
    opens: '/account',
    summary: 'Ends all of one’s sessions',
    does: portal,
    async run(deps, { caller, local }) {
      if (caller.session?.stage !== 'signed-in') return going('/sign-in')
      await note(deps, caller.session.actor, 'sessions-ended', caller)
      await endSessions(deps, caller.session.account)
      return going('/sign-in', endCookie(local))
    },
  }),
  /** Scanners open links and run scripts, so opening one changes nothing. */
  pageRoute({
    path: '/invitations/:token',
    summary: 'What a letter’s link leads to: first use of an account',
    does: { action: 'see', ...byLink },
    params,
    refuses: [410],
    run: async (deps, asked) => showFirstUse(deps, asked),
  }),
  formRoute({
    path: '/invitations/:token',
    opens: '/invitations/:token',
    summary: 'Says the letter’s code and chooses a password; the second factor is shown next',
    does: { action: 'send', ...byLink },
    params,
    refuses: [410],
    form: z.object({ code: SixDigits, password: Typed, again: Typed, ...Holder.partial().shape }),
    incomplete: 'first-use-incomplete',
    again: { field: 'first-use-code', show: showFirstUse },
    async run(deps, asked) {
      const {
        body,
        local,
        params: { token },
      } = asked
      const enrolment = await choosePassword(deps, token, body, fromOf(asked))
      const policy = await deps.policies.inForce()
      return page(Enrol({ policy, local, token, enrolment, fault: undefined }))
    },
  }),
  formRoute({
    path: '/invitations/:token/code',
    opens: '/invitations/:token',
    summary: 'Proves the second factor: the account stands, and its holder is signed in',
    does: { action: 'send', ...byLink },
    params,
    refuses: [409, 410],
    form: z.object({ code: SixDigits }),
    incomplete: 'code-incomplete',
    again: { field: 'enrol-code', show: showEnrol },
    async run(deps, asked) {
      return going('/', await proveFactor(deps, asked.params.token, asked.body.code, fromOf(asked)))
    },
  }),
]

const halfSession = ({ caller: { session } }: Asked) => (session?.stage === 'code' ? session : undefined)

interface SignInAsked {
  readonly query: { readonly next?: string | undefined; readonly left?: 'provider' | undefined }
  readonly local: boolean
  readonly host: string
}

export async function showSignIn(
  deps: WebDeps,
  { query: { next, left }, local, host }: SignInAsked,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const policy = await deps.policies.inForce()
  const provider = deps.identityProvider
  const signOutUrl = left && (await provider?.signOutUrl(`${deps.portal.origin}/sign-in`))
  const elsewhere = passkeysElsewhere(deps, host)
  return page(SignIn({ policy, local, fault, next, elsewhere, hasProvider: !!provider, signOutUrl }), status)
}

async function showCode(deps: WebDeps, { local }: Asked, fault?: Fault, status = 200): Promise<Response> {
  return page(Code({ policy: await deps.policies.inForce(), local, fault }), status)
}

export async function showFirstUse(
  deps: WebDeps,
  { params: { token }, local, host }: Asked & { params: { token: string } },
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const [policy, { account }] = await Promise.all([deps.policies.inForce(), invited(deps, token)])
  return page(FirstUse({ policy, local, token, account, fault, elsewhere: passkeysElsewhere(deps, host) }), status)
}

/** The picture is shown once; losing it means a new beginning. */
async function showEnrol(
  deps: WebDeps,
  { params: { token }, local }: Asked & { params: { token: string } },
  fault: Fault,
  status: number,
): Promise<Response> {
  const policy = await deps.policies.inForce()
  return page(Enrol({ policy, local, token, enrolment: undefined, fault }), status)
}
