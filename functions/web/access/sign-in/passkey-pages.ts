/** Passkeys on pages: two steps each, so that a challenge is made by a POST and asked by the next page. */
import * as z from 'zod'
import { PasskeyStep, type PasskeyStepProps } from '../../../../pages/access/sign-in/passkey-step.tsx'
import type { Fault } from '../../../../pages/parts/fault.tsx'
import { Holder, SixDigits } from '../../../../schemas/records/account.ts'
import { MadeAnswer, PasskeyName, SignedAnswer } from '../../../../schemas/records/passkey.ts'
import { BACK_TO_ACCOUNT, BACK_TO_FIRST_USE, BACK_TO_SIGN_IN } from '../../../../wording/page-names.ts'
import { PASSKEY_ACTS } from '../../../../wording/passkeys.ts'
import type { WebDeps } from '../../deps.ts'
import { page } from '../../http/page.ts'
import { formRoute } from '../../http/page-route.ts'
import type { Asked, Route } from '../../http/route.ts'
import { Path, showFirstUse, showSignIn } from './access-pages.ts'
import { showAccount } from './account-view.ts'
import { fromOf } from './begin-session.ts'
import { askForFirst, choosePasskey, provePasskey } from './first-passkey.ts'
import { going } from './going.ts'
import { onlyHere } from './passkey-answers.ts'
import { addPasskey, askToAdd, askToSign, removePasskey, tryPasskey } from './passkeys.ts'

const portal = { action: 'see', resource: 'portal' } as const
const anybody = { ...portal, open: true } as const
const byLink = { action: 'send', resource: 'portal', of: 'token', open: true } as const
const params = { token: z.string().max(64) }

/** A browser's answer, as the text of a form's field. */
const textOf = <T extends z.ZodType>(answer: T) =>
  z
    .string()
    .max(65_536)
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch {
        context.addIssue('no JSON')
        return z.NEVER
      }
    })
    .pipe(answer)

const BUTTON = 'passkey-start'
const pathIn = ({ next }: Record<string, unknown>) => Path.parse(next)
const named = (fields: Record<string, unknown>) => PasskeyName.catch('').parse(fields.name)

type Here = Pick<Asked, 'local' | 'host'>
type Step = Omit<PasskeyStepProps, 'policy' | 'local' | 'fault'>

async function showStep(deps: WebDeps, { local }: Here, step: Step, fault?: Fault, status = 200): Promise<Response> {
  return page(PasskeyStep({ policy: await deps.policies.inForce(), local, fault, ...step }), status)
}

async function signStep(deps: WebDeps, { caller }: Pick<Asked, 'caller'>, next: string | undefined): Promise<Step> {
  return {
    ...{ title: PASSKEY_ACTS.signIn, act: 'get', action: '/sign-in/passkey/answer' },
    options: await askToSign(deps, caller),
    fields: { next: next ?? '' },
    back: { path: '/sign-in', text: BACK_TO_SIGN_IN },
  }
}

async function addStep(deps: WebDeps, { caller }: Pick<Asked, 'caller'>, name: string): Promise<Step> {
  return {
    ...{ title: PASSKEY_ACTS.add, act: 'create', action: '/account/passkeys' },
    options: await askToAdd(deps, caller),
    fields: { name },
    back: { path: '/account', text: BACK_TO_ACCOUNT },
  }
}

async function firstStep(deps: WebDeps, token: string): Promise<Step> {
  return {
    ...{ title: PASSKEY_ACTS.begin, act: 'create', action: `/invitations/${token}/passkey/answer` },
    options: await askForFirst(deps, token),
    fields: {},
    back: { path: `/invitations/${token}`, text: BACK_TO_FIRST_USE },
  }
}

export const passkeyPages: readonly Route[] = [
  formRoute({
    path: '/sign-in/passkey',
    opens: '/sign-in',
    summary: 'Asks for a passkey: the browser is asked next',
    does: anybody,
    refuses: [409],
    form: z.object({ next: Path }),
    again: {
      field: '',
      show: (deps, { local, host }, fault, status, fields) =>
        showSignIn(deps, { local, host, query: { next: pathIn(fields) } }, fault, status),
    },
    async run(deps, asked) {
      onlyHere(deps, asked.host)
      return showStep(deps, asked, await signStep(deps, asked, asked.body.next))
    },
  }),
  formRoute({
    path: '/sign-in/passkey/answer',
    opens: '/sign-in',
    summary: 'Signs in by a passkey, which is both factors',
    does: anybody,
    refuses: [409],
    form: z.object({ next: Path, answer: textOf(SignedAnswer) }),
    incomplete: 'passkey-incomplete',
    again: {
      field: BUTTON,
      show: async (deps, asked, fault, status, fields) =>
        showStep(deps, asked, await signStep(deps, asked, pathIn(fields)), fault, status),
    },
    async run(deps, { body: { next, answer }, caller, local, host }) {
      onlyHere(deps, host)
      return going(next ?? '/', await tryPasskey(deps, answer, fromOf({ caller, local })))
    },
  }),
  formRoute({
    path: '/account/passkeys/new',
    opens: '/account',
    summary: 'Names a passkey for one’s own account: the browser is asked next',
    does: portal,
    refuses: [409],
    form: z.object({ name: PasskeyName }),
    incomplete: 'passkey-name-missing',
    again: { field: 'passkey-name', show: showAccount },
    async run(deps, asked) {
      onlyHere(deps, asked.host)
      return showStep(deps, asked, await addStep(deps, asked, asked.body.name))
    },
  }),
  formRoute({
    path: '/account/passkeys',
    opens: '/account',
    summary: 'Adds a passkey to one’s own account',
    does: portal,
    refuses: [409],
    form: z.object({ name: PasskeyName, answer: textOf(MadeAnswer) }),
    incomplete: 'passkey-incomplete',
    again: {
      field: BUTTON,
      show: async (deps, asked, fault, status, fields) =>
        showStep(deps, asked, await addStep(deps, asked, named(fields)), fault, status),
    },
    async run(deps, { body, caller, host }) {
      onlyHere(deps, host)
      await addPasskey(deps, caller, body)
      return '/account'
    },
  }),
  formRoute({
    path: '/account/passkeys/remove',
    opens: '/account',
    summary: 'Removes a passkey of one’s own account, but not its only way to sign in',
    does: portal,
    refuses: [409],
    form: z.object({ ref: z.string().regex(/^[0-9a-f]{16}$/) }),
    incomplete: 'passkey-gone',
    again: { field: 'passkeys', show: showAccount },
    async run(deps, { body: { ref }, caller }) {
      await removePasskey(deps, caller, ref)
      return '/account'
    },
  }),
  formRoute({
    path: '/invitations/:token/passkey',
    opens: '/invitations/:token',
    summary: 'Says the letter’s code and chooses a passkey for a password: the browser is asked next',
    does: byLink,
    params,
    refuses: [409, 410],
    form: z.object({ code: SixDigits, ...Holder.partial().shape }),
    incomplete: 'first-passkey-incomplete',
    again: { field: 'first-use-code', show: showFirstUse },
    async run(deps, { params: { token }, body, caller, local, host }) {
      onlyHere(deps, host)
      await choosePasskey(deps, token, body, fromOf({ caller, local }))
      return showStep(deps, { local, host }, await firstStep(deps, token))
    },
  }),
  formRoute({
    path: '/invitations/:token/passkey/answer',
    opens: '/invitations/:token',
    summary: 'Makes the first passkey: the account stands, and its holder is signed in',
    does: byLink,
    params,
    refuses: [409, 410],
    form: z.object({ answer: textOf(MadeAnswer) }),
    incomplete: 'passkey-incomplete',
    again: {
      field: BUTTON,
      show: async (deps, asked, fault, status) =>
        showStep(deps, asked, await firstStep(deps, asked.params.token), fault, status),
    },
    async run(deps, { params: { token }, body: { answer }, caller, local, host }) {
      onlyHere(deps, host)
      return going('/', await provePasskey(deps, token, answer, fromOf({ caller, local })))
    },
  }),
]
