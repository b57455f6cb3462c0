/** The way to the city's identity provider and back (docs/identity-provider.md). */
import { hash, randomBytes } from 'node:crypto'
import { ToProvider } from '../../../../pages/access/sign-in/identity.tsx'
import type { Account } from '../../../../schemas/records/account.ts'
import type { IdentityFlow } from '../../../../schemas/records/identity.ts'
import type { FailedIdentity, IdentityProvider } from '../../../../stores/access/identity-provider.ts'
import type { PlainCode } from '../../../../wording/refusals.ts'
import { errorFields, log } from '../../../shared/stages/log.ts'
import type { WebDeps } from '../../deps.ts'
import { browserCookieName, type Caller } from '../../http/caller.ts'
import { page } from '../../http/page.ts'
import { type Refusal, refuse } from '../../http/refuse.ts'
import type { Asked } from '../../http/route.ts'
import { countedAt, note } from '../../http/tried.ts'
import { beginSession, beginSignedIn, fromOf } from './begin-session.ts'
import { going } from './going.ts'
import { passkeysElsewhere } from './passkey-answers.ts'
import { freshAccount } from './passkeys.ts'

export const BACK = '/sign-in/identity/callback'
const MINUTES = 10

type IdentityCode = Extract<PlainCode, `identity-${string}`>
type Way = Pick<IdentityFlow, 'next' | 'binds'>
type Here = Pick<Asked, 'caller' | 'local' | 'host'>
type Answer = Partial<Record<'state' | 'code' | 'iss' | 'error', string | undefined>>

const hashOf = (text: string) => hash('sha256', text, 'hex')

/**
 * @returns the page that leads to the provider
 * @throws 409 where it does not answer, or answers what it should not
 */
export async function setOut(deps: WebDeps, { caller, local, host }: Here, way: Way): Promise<Response> {
  const provider = providerOf(deps)
  // The provider leads back to one address, which has the browser's cookie.
  const elsewhere = passkeysElsewhere(deps, host)
  if (elsewhere !== undefined) throw refuse('identity-elsewhere', elsewhere)
  const { url, state, nonce, verifier } = await countedAt(deps, caller, async () => {
    const begun = await provider.setOut(deps.portal.origin + BACK, { fresh: way.binds !== undefined })
    if ('fault' in begun) throw await failed(deps, caller, way, begun)
    return begun
  })
  const browser = randomBytes(32).toString('base64url')
  const until = new Date(deps.now().getTime() + MINUTES * 60_000).toISOString()
  await deps.identityFlows.begin(hashOf(state), { browser: hashOf(browser), nonce, verifier, until, ...way })
  const answer = page(ToProvider({ policy: await deps.policies.inForce(), local, url }))
  answer.headers.set('Refresh', `0; url=${url}`)
  answer.headers.set('Set-Cookie', browserCookie(browser, MINUTES * 60, local))
  return answer
}

/**
 * Signs in, or binds the account of the session that set out.
 * @throws 409 with what is wrong
 */
export async function comeBack(deps: WebDeps, { caller, local }: Here, answer: Answer): Promise<Response> {
  const { state = '' } = answer
  const done = await countedAt(deps, caller, async () => {
    const flow = await deps.identityFlows.take(hashOf(state), hashOf(caller.browser ?? ''), deps.now().toISOString())
    if (!flow) throw await refused(deps, caller, {}, 'identity-lapsed')
    const url = new URL(deps.portal.origin + BACK)
    for (const [name, value] of Object.entries(answer)) if (value !== undefined) url.searchParams.set(name, value)
    const identity = await providerOf(deps).comeBack(url, { ...flow, state })
    if ('fault' in identity) throw await failed(deps, caller, flow, identity)
    const key = (await deps.accountSecrets()).keyOf('identity', JSON.stringify([identity.issuer, identity.subject]))
    return flow.binds ? bind(deps, caller, flow, key) : signIn(deps, { caller, local }, flow, key)
  })
  done.headers.append('Set-Cookie', browserCookie('', 0, local))
  return done
}

async function signIn(deps: WebDeps, { caller, local }: Omit<Here, 'host'>, way: Way, key: string): Promise<Response> {
  const { next } = way
  const id = await deps.identityBindings.accountOf(key)
  const { account, factors } = await deps.accounts.withFactors(id ?? '0')
  if (!account) throw await refused(deps, caller, way, 'identity-unbound')
  if (account.lockedAt) throw await refused(deps, caller, way, 'identity-locked', account)
  const isWhole = providerOf(deps).isTwoFactors
  if (!isWhole && factors?.totp === undefined) throw await refused(deps, caller, way, 'identity-no-code', account)
  if (isWhole) await note(deps, account, 'sign-in', { ...caller, object: 'identity' })
  const from = { ...fromOf({ caller, local }), next, byProvider: true } as const
  const cookie = isWhole ? await beginSignedIn(deps, account, from) : await beginSession(deps, account, 'code', from)
  return going(isWhole ? (next ?? '/') : '/sign-in/code', cookie)
}

/** @throws 409 where the sign-in is not of the last minutes */
export async function beginBinding(deps: WebDeps, asked: Here): Promise<Response> {
  const { id } = await freshAccount(deps, asked.caller)
  return setOut(deps, asked, { binds: { account: id, session: asked.caller.session?.hash ?? '' } })
}

async function bind(deps: WebDeps, caller: Caller, way: Way, key: string): Promise<Response> {
  const { session } = caller
  const isSame = session?.account === way.binds?.account && session?.hash === way.binds?.session
  if (session?.stage !== 'signed-in' || !isSame) throw await refused(deps, caller, way, 'identity-lapsed')
  const holder = await deps.identityBindings.accountOf(key)
  if (holder !== undefined && holder !== session.account) throw await refused(deps, caller, way, 'identity-taken')
  await note(deps, session.actor, 'identity-bound', caller)
  const boundAt = deps.now().toISOString()
  if (!(await deps.identityBindings.bind(session.account, { identity: key, boundAt }))) throw refuse('identity-taken')
  return going('/account')
}

/** @throws 409 where the sign-in is not of the last minutes */
export async function endBinding(deps: WebDeps, caller: Caller): Promise<void> {
  const account = await freshAccount(deps, caller)
  await note(deps, account, 'identity-unbound', caller)
  await deps.identityBindings.unbind(account.id)
}

/** Routes that need a provider are mounted where there is one. */
function providerOf({ identityProvider }: WebDeps): IdentityProvider {
  if (!identityProvider) throw refuse('not-found')
  return identityProvider
}

/** What an operator has to mend is in the log. */
function failed(deps: WebDeps, caller: Caller, way: Way, { fault, cause }: FailedIdentity): Promise<Refusal> {
  const code = `identity-${fault}` as const
  log(fault === 'declined' || fault === 'weak' ? 'info' : 'error', {
    ...{ stage: 'web', what: 'identity provider', state: code },
    ...(cause !== undefined && errorFields(cause)),
  })
  return refused(deps, caller, way, code)
}

async function refused(
  deps: WebDeps,
  caller: Caller,
  { binds }: Way,
  code: IdentityCode,
  account?: Pick<Account, 'id' | 'division' | 'office'>,
): Promise<Refusal> {
  const [who, kind] = binds
    ? ([caller.session?.actor, 'identity-bound'] as const)
    : ([account, 'sign-in-refused'] as const)
  await note(deps, who, kind, { address: caller.address, object: code }, 'refused')
  return refuse(code)
}

const browserCookie = (value: string, seconds: number, local: boolean): string =>
  `${browserCookieName(local)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${local ? '' : '; Secure'}`
