/** Password, authenticator and recovery codes on pages of their holder. */
import * as z from 'zod'
import {
  ChangePassword,
  ExchangeAuthenticator,
  NewRecoveryCodes,
  RenewPassword,
} from '../../../../pages/access/sign-in/own-factors.tsx'
import type { Fault } from '../../../../pages/parts/fault.tsx'
import { SecondFactor, SixDigits } from '../../../../schemas/records/account.ts'
import type { WebDeps } from '../../deps.ts'
import { page } from '../../http/page.ts'
import { formRoute, pageRoute } from '../../http/page-route.ts'
import type { Asked, Route } from '../../http/route.ts'
import { showAccount } from './account-view.ts'
import { fromOf } from './begin-session.ts'
import { going } from './going.ts'
import {
  changePassword,
  exchangeAuthenticator,
  newAuthenticator,
  pendingAuthenticator,
  renewRecovery,
} from './own-factors.ts'
import { isFresh } from './passkeys.ts'
import { renewPassword } from './renew-password.ts'

const portal = { action: 'see', resource: 'portal' } as const
const anybody = { ...portal, open: true } as const
const Typed = z.string().min(1).max(512)
const Sealed = z.string().max(1000)

type Here = Pick<Asked, 'local' | 'caller'>

const due = ({ caller: { session } }: Here) => (session?.stage === 'renewal' ? session : undefined)

async function showPassword(deps: WebDeps, { local, caller }: Here, fault?: Fault, status = 200): Promise<Response> {
  const policy = await deps.policies.inForce()
  return page(ChangePassword({ policy, local, fault, isFresh: isFresh(deps, caller) }), status)
}

async function showRenewal(deps: WebDeps, { local }: Here, fault?: Fault, status = 200): Promise<Response> {
  const policy = await deps.policies.inForce()
  return page(RenewPassword({ policy, local, fault, days: policy.signIn.passwordDays }), status)
}

async function showPending(deps: WebDeps, asked: Here, fault: Fault, status: number, sealed: unknown) {
  const [policy, pending] = await Promise.all([
    deps.policies.inForce(),
    pendingAuthenticator(deps, asked.caller, Sealed.catch('').parse(sealed)),
  ])
  return page(ExchangeAuthenticator({ policy, local: asked.local, fault, pending }), status)
}

export const ownFactorPages: readonly Route[] = [
  pageRoute({
    path: '/account/password',
    summary: 'Where one’s own password is changed',
    does: portal,
    run: async (deps, asked) => showPassword(deps, asked),
  }),
  formRoute({
    path: '/account/password',
    opens: '/account/password',
    summary: 'Changes one’s own password: the present one and a code are asked for, other sessions end',
    does: portal,
    refuses: [409],
    form: z.object({ present: Typed, password: Typed, again: Typed, code: SecondFactor }),
    incomplete: 'password-incomplete',
    again: { field: 'present-password', show: showPassword },
    async run(deps, asked) {
      await changePassword(deps, asked.caller, asked.body, fromOf(asked))
      return '/account'
    },
  }),
  formRoute({
    path: '/account/recovery-codes',
    opens: '/account',
    summary: 'Makes one’s recovery codes anew: those from before end, and these are shown once',
    does: portal,
    refuses: [409],
    again: { field: 'factors', show: showAccount },
    async run(deps, { caller, local }) {
      const [policy, codes] = await Promise.all([deps.policies.inForce(), renewRecovery(deps, caller)])
      return page(NewRecoveryCodes({ policy, local, codes }))
    },
  }),
  formRoute({
    path: '/account/authenticator/new',
    opens: '/account',
    summary: 'Shows the secret of a next authenticator: the present one stays until a code proves it',
    does: portal,
    refuses: [409],
    again: { field: 'factors', show: showAccount },
    async run(deps, { caller, local }) {
      const [policy, pending] = await Promise.all([deps.policies.inForce(), newAuthenticator(deps, caller)])
      return page(ExchangeAuthenticator({ policy, local, pending }))
    },
  }),
  formRoute({
    path: '/account/authenticator',
    opens: '/account',
    summary: 'Proves the next authenticator by a code: the one from before ends, and other sessions',
    does: portal,
    refuses: [409],
    form: z.object({ sealed: Sealed, code: SixDigits }),
    incomplete: 'authenticator-code-missing',
    again: {
      field: 'authenticator-code',
      show: (deps, asked, fault, status, { sealed }) => showPending(deps, asked, fault, status, sealed),
    },
    async run(deps, asked) {
      await exchangeAuthenticator(deps, asked.caller, asked.body, fromOf(asked))
      return '/account'
    },
  }),
  pageRoute({
    path: '/sign-in/password',
    summary: 'Where a password that is too old is renewed, before anything else',
    does: anybody,
    run: async (deps, asked) => (due(asked) ? showRenewal(deps, asked) : going('/sign-in')),
  }),
  formRoute({
    path: '/sign-in/password',
    opens: '/sign-in/password',
    summary: 'Renews a password that is too old, and is signed in',
    does: anybody,
    refuses: [409],
    form: z.object({ password: Typed, again: Typed }),
    incomplete: 'password-incomplete',
    again: { field: 'renewed-password', show: showRenewal },
    async run(deps, asked) {
      const session = due(asked)
      if (!session) return going('/sign-in')
      return going(session.next ?? '/', await renewPassword(deps, asked.body, session, fromOf(asked)))
    },
  }),
]
