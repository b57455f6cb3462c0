/** Sign-in: a password, then a code (docs/access.md#sign-in). */
import { isPassword } from '../../../formats/password.ts'
import { stepOfCode } from '../../../formats/totp.ts'
import type { Account, Factors, Session } from '../../../schemas/records/account.ts'
import type { AuditEvent, AuditKind } from '../../../schemas/records/audit.ts'
import type { SessionKey } from '../../../stores/access/sessions.ts'
import type { Tried } from '../../../stores/access/tries.ts'
import type { PlainCode } from '../../../wording/refusals.ts'
import type { WebDeps } from '../deps.ts'
import { refuse } from '../http/refuse.ts'
import { beginSession, beginSignedIn, type From } from './begin-session.ts'

/** A factor of an account is locked by the fifth wrong try in a quarter of an hour. */
const LIMIT = { most: 5, minutes: 15 }
/** Of wrong tries: an office has one address, and so may all offices of a city. */
const ADDRESS_LIMIT = { most: 100, minutes: 15 }

/** Whom a try is about; a letter's link knows an office without an account. */
type Known = (Pick<Account, 'division' | 'office'> & { readonly id?: string }) | undefined

/**
 * Known and unknown names get the same answer after the same work.
 * @returns the cookie of a session that waits for its code
 * @throws 400 for a wrong name or password, 409 where it is locked
 */
export async function tryPassword(
  deps: WebDeps,
  { name, password }: { name: string; password: string },
  from: From & { readonly next?: string | undefined },
): Promise<string> {
  const whose = (await deps.accountSecrets()).keyOf('name', name)
  const id = await deps.accounts.idOf(whose)
  const [account, factors] = await Promise.all([deps.accounts.get(id ?? '0'), deps.accounts.factors(id ?? '0')])
  const wrong = { account, kind: 'sign-in-refused', code: 'sign-in-wrong' } as const
  const known = await tried(deps, from, { whose, what: 'password' }, wrong, async () => {
    const isRight = await isPassword(password, factors?.password)
    return isRight && !account?.lockedAt ? account : undefined
  })
  return beginSession(deps, known, 'code', from)
}

/**
 * @returns the cookie of a session
 * @throws 400 for a wrong code or one that was used, 409 where it is locked
 */
export async function tryCode(deps: WebDeps, code: string, session: SessionKey & Session, from: From): Promise<string> {
  const [account, factors] = await Promise.all([
    deps.accounts.get(session.account),
    deps.accounts.factors(session.account),
  ])
  if (!account?.signInName || !factors || account.lockedAt) {
    await note(deps, account, 'second-factor-refused', from)
    throw refuse('sign-in-lapsed')
  }
  const whose = (await deps.accountSecrets()).keyOf('name', account.signInName)
  const wrong = { account, kind: 'second-factor-refused', code: 'code-wrong' } as const
  await tried(
    deps,
    from,
    { whose, what: 'code' },
    wrong,
    async () => (await isRightCode(deps, account, factors, code)) || undefined,
  )
  const { byProvider } = session
  await note(deps, account, 'sign-in', { ...from, ...(byProvider && { object: 'identity' }) })
  return beginSignedIn(deps, account, { ...from, byProvider })
}

export interface Wrong {
  readonly account: Known
  readonly kind: AuditKind
  readonly code: PlainCode
}

/**
 * A try at a factor: counted before it is checked, noted where it is refused, forgotten where it is right.
 * @returns what the check found
 * @throws 400 for a wrong one, 409 where it begins a lock or meets one
 */
export async function tried<T>(
  deps: WebDeps,
  from: From & { readonly object?: string },
  what: Tried,
  wrong: Wrong,
  check: () => Promise<T | undefined>,
): Promise<T> {
  return countedAt(deps, from, async () => {
    const count = await deps.tries.count(what, deps.now().toISOString(), LIMIT)
    const right = count === 'locked' ? undefined : await check()
    if (right === undefined) {
      await note(deps, wrong.account, wrong.kind, from)
      throw refuse(count === 'open' ? wrong.code : 'factor-locked')
    }
    await deps.tries.forget(what)
    return right
  })
}

/**
 * A try of whatever kind, which its address has back where it is right.
 * @throws 409 where the address has had too many wrong ones
 */
export async function countedAt<T>(deps: WebDeps, from: Pick<From, 'address'>, attempt: () => Promise<T>): Promise<T> {
  const address = (await deps.accountSecrets()).keyOf('address', from.address)
  // Nothing is tried here, so nothing is noted: a flood from one address would fill the audit.
  if (!(await deps.tries.countAt(address, deps.now().toISOString(), ADDRESS_LIMIT))) throw refuse('address-locked')
  const right = await attempt()
  await deps.tries.giveBack(address)
  return right
}

async function isRightCode(deps: WebDeps, { id }: Account, factors: Factors, code: string): Promise<boolean> {
  const secrets = await deps.accountSecrets()
  if (factors.totp !== undefined && /^\d{6}$/.test(code)) {
    const step = stepOfCode(secrets.open(factors.totp), code, deps.now().getTime(), factors.step)
    return step !== undefined && deps.accounts.useStep(id, step)
  }
  const kept = factors.recovery.find((digest) => secrets.isDigest(code, digest))
  return kept !== undefined && deps.accounts.useRecovery(id, factors, kept)
}

/** The city's chain keeps tries on unknown names. */
export async function note(
  deps: WebDeps,
  account: Known,
  kind: AuditKind,
  { address, object }: Pick<From, 'address'> & { readonly object?: string },
  outcome: AuditEvent['outcome'] = kind.endsWith('refused') ? 'refused' : 'allowed',
): Promise<void> {
  const { city } = await deps.policies.inForce()
  await deps.audit.write({
    division: account?.division.slice(0, 6) ?? city.code,
    kind,
    time: deps.now().toISOString(),
    account: account?.id,
    office: account?.office,
    object,
    outcome,
    address,
  })
}
