/** Password, recovery codes and authenticator, changed by their holder (docs/access.md#sign-in). */
import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { isPassword } from '../../../../formats/password.ts'
import { stepOfCode, totpSecret, totpUri } from '../../../../formats/totp.ts'
import { Instant } from '../../../../schemas/codes.ts'
import { PRODUCT } from '../../../../schemas/product.ts'
import { type Account, AccountId, type Factors, type Holder } from '../../../../schemas/records/account.ts'
import type { AuditKind } from '../../../../schemas/records/audit.ts'
import type { SessionKey } from '../../../../stores/access/sessions.ts'
import type { PlainCode } from '../../../../wording/refusals.ts'
import type { WebDeps } from '../../deps.ts'
import type { Caller, From } from '../../http/caller.ts'
import { refuse } from '../../http/refuse.ts'
import { note, tried } from '../../http/tried.ts'
import { endingSessions } from './begin-session.ts'
import { fitPassword, type NewPassword, newToAccount, recoveryCodes, setPassword } from './new-secrets.ts'
import { freshAccount } from './passkeys.ts'
import { isRightCode } from './sign-in.ts'

/** Minutes between the picture of a new authenticator and its code. */
const PENDING = 10

interface Own {
  readonly account: Account & Holder
  readonly factors: Factors & { readonly password: string; readonly totp: string }
  /** The session that stays. */
  readonly here: SessionKey | undefined
}

/** @throws 409 where the session is old, or the account has neither password nor authenticator */
async function own(deps: WebDeps, caller: Caller): Promise<Own> {
  const account = await freshAccount(deps, caller)
  const factors = await deps.accounts.factors(account.id)
  const { password, totp } = factors ?? {}
  if (!factors || password === undefined || totp === undefined) throw refuse('factors-changed')
  return { account, factors: { ...factors, password, totp }, here: caller.session }
}

export interface PasswordChange extends NewPassword {
  readonly present: string
  readonly code: string
}

/**
 * The account's other sessions end.
 * @throws 400 for an unfit password, a wrong present one or a wrong code, 409 where one of them is locked
 */
export async function changePassword(deps: WebDeps, caller: Caller, change: PasswordChange, from: From): Promise<void> {
  const { account, factors, here } = await own(deps, caller)
  await fitPassword(change, account)
  const isPresent = () => isPassword(change.present, factors.password)
  await triedOwn(deps, account, from, { what: 'password', kind: 'password-refused', code: 'password-wrong' }, isPresent)
  await newToAccount(change.password, factors)
  const isCode = () => isRightCode(deps, account, factors, change.code)
  await triedOwn(deps, account, from, { what: 'code', kind: 'password-refused', code: 'code-wrong' }, isCode)
  await setPassword(deps, account, factors, change.password, from, here)
}

/**
 * The codes from before end.
 * @throws 409 where the session is old, or the codes were changed meanwhile
 */
export async function renewRecovery(deps: WebDeps, caller: Caller): Promise<string[]> {
  const { account, factors } = await own(deps, caller)
  const { codes, digests } = recoveryCodes(await deps.accountSecrets())
  await note(deps, account, 'recovery-renewed', caller)
  const isKept = await deps.accounts.changeFactors(account.id, 'recovery', factors, { recovery: digests })
  if (!isKept) throw refuse('factors-changed')
  return codes
}

/** An authenticator that waits for its first code; the browser carries it, sealed. */
const Pending = z.object({ account: AccountId, secret: z.string(), instead: z.string(), until: Instant })
type Pending = z.infer<typeof Pending>

export interface PendingAuthenticator {
  readonly sealed: string
  readonly uri: string
  readonly secret: string
}

/** @throws 409 where the session is old */
export async function newAuthenticator(deps: WebDeps, caller: Caller): Promise<PendingAuthenticator> {
  const { account, factors } = await own(deps, caller)
  const until = new Date(deps.now().getTime() + PENDING * 60_000).toISOString()
  const secrets = await deps.accountSecrets()
  const secret = totpSecret(randomBytes(20))
  const pending: Pending = { account: account.id, secret, instead: secrets.digest(factors.totp), until }
  const sealed = secrets.seal(JSON.stringify(pending), randomBytes(12))
  return { sealed, secret, uri: totpUri(secret, { issuer: PRODUCT, account: account.signInName }) }
}

/** @throws 409 where it is late, another account's, or no longer to be exchanged */
export async function pendingAuthenticator(
  deps: WebDeps,
  caller: Caller,
  sealed: string,
): Promise<Own & PendingAuthenticator> {
  const mine = await own(deps, caller)
  const secrets = await deps.accountSecrets()
  const pending = opened(() => secrets.open(sealed))
  const isOpen = pending?.account === mine.account.id && pending.until > deps.now().toISOString()
  if (!isOpen || !secrets.isDigest(mine.factors.totp, pending.instead)) throw refuse('authenticator-lapsed')
  const { secret } = pending
  return { ...mine, sealed, secret, uri: totpUri(secret, { issuer: PRODUCT, account: mine.account.signInName }) }
}

function opened(open: () => string): Pending | undefined {
  try {
    return Pending.parse(JSON.parse(open()))
  } catch {
    return undefined
  }
}

/**
 * The authenticator from before ends, and the account's other sessions.
 * @throws 400 for a wrong code, 409 where it is late, locked, or the authenticator was exchanged meanwhile
 */
export async function exchangeAuthenticator(
  deps: WebDeps,
  caller: Caller,
  { sealed, code }: { sealed: string; code: string },
  from: From,
): Promise<void> {
  const { account, factors, here, secret } = await pendingAuthenticator(deps, caller, sealed)
  const wrong = { what: 'code', kind: 'authenticator-refused', code: 'code-wrong' } as const
  const step = await triedOwn(deps, account, from, wrong, async () => stepOfCode(secret, code, deps.now().getTime(), 0))
  const totp = (await deps.accountSecrets()).seal(secret, randomBytes(12))
  await note(deps, account, 'authenticator-changed', from)
  const put = () => deps.accounts.changeFactors(account.id, 'totp', factors, { totp, step })
  if (!(await endingSessions(deps, account.id, put, here))) throw refuse('factors-changed')
}

interface OwnWrong {
  readonly what: 'password' | 'code'
  readonly kind: AuditKind
  readonly code: PlainCode
}

async function triedOwn<T>(
  deps: WebDeps,
  account: Account & Holder,
  from: From,
  { what, ...wrong }: OwnWrong,
  check: () => Promise<T | false | undefined>,
): Promise<T> {
  const whose = (await deps.accountSecrets()).keyOf('name', account.signInName)
  return tried(deps, from, { whose, what }, { account, ...wrong }, async () => (await check()) || undefined)
}
