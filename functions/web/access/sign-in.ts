/** Sign-in: a password, then a code (docs/access.md#sign-in). */
import { isPassword } from '../../../formats/password.ts'
import { stepOfCode } from '../../../formats/totp.ts'
import type { Account, Factors, Session } from '../../../schemas/records/account.ts'
import type { AuditKind } from '../../../schemas/records/audit.ts'
import type { SessionKey } from '../../../stores/access/sessions.ts'
import type { WebDeps } from '../deps.ts'
import { refuse } from '../http/refuse.ts'
import { beginSession, type From } from './begin-session.ts'

/** A factor of an account is locked after the fifth wrong try in a quarter of an hour. */
const LIMIT = { most: 5, minutes: 15 }
const ADDRESS_LIMIT = { most: 100, minutes: 15 }

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
  const secrets = await deps.accountSecrets()
  const tried = { whose: secrets.keyOf('name', name), what: 'password' } as const
  await countTry(deps, from, tried)
  const id = await deps.accounts.idOf(tried.whose)
  const [account, factors] = await Promise.all([deps.accounts.get(id ?? '0'), deps.accounts.factors(id ?? '0')])
  const isRight = await isPassword(password, factors?.password)
  if (!(isRight && account && !account.lockedAt)) {
    await note(deps, account, 'sign-in-refused', from)
    throw refuse('sign-in-wrong')
  }
  await deps.tries.forget(tried)
  return beginSession(deps, account, 'code', from)
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
  if (!account?.signInName || !factors || account.lockedAt) throw refuse('sign-in-lapsed')
  const secrets = await deps.accountSecrets()
  const tried = { whose: secrets.keyOf('name', account.signInName), what: 'code' } as const
  await countTry(deps, from, tried)
  if (!(await isRightCode(deps, account, factors, code))) {
    await note(deps, account, 'second-factor-refused', from)
    throw refuse('code-wrong')
  }
  await note(deps, account, 'sign-in', from)
  await deps.tries.forget(tried)
  // The half session's number opens nothing any more.
  await deps.sessions.end(session)
  return beginSession(deps, account, 'signed-in', from)
}

async function isRightCode(deps: WebDeps, { id }: Account, factors: Factors, code: string): Promise<boolean> {
  const secrets = await deps.accountSecrets()
  const typed = code.replace(/[\s-]/g, '').toLowerCase()
  if (/^\d{6}$/.test(typed)) {
    const step = stepOfCode(secrets.open(factors.totp), typed, deps.now().getTime(), factors.step)
    return step !== undefined && deps.accounts.useStep(id, step)
  }
  const kept = factors.recovery.find((digest) => secrets.isDigest(typed, digest))
  return kept !== undefined && deps.accounts.useRecovery(id, factors, kept)
}

export async function countTry(
  deps: WebDeps,
  { address }: From,
  tried: { whose: string; what: 'password' | 'code' },
): Promise<void> {
  const time = deps.now().toISOString()
  const secrets = await deps.accountSecrets()
  const place = { whose: secrets.keyOf('address', address), what: 'address' } as const
  if (!(await deps.tries.count(place, time, ADDRESS_LIMIT))) throw refuse('address-locked')
  if (!(await deps.tries.count(tried, time, LIMIT))) throw refuse('factor-locked')
}

/** The city's chain keeps tries on unknown names. */
export async function note(
  deps: WebDeps,
  account: Pick<Account, 'id' | 'division' | 'office'> | undefined,
  kind: AuditKind,
  { address }: Pick<From, 'address'>,
): Promise<void> {
  const { city } = await deps.policies.inForce()
  await deps.audit.write({
    division: account?.division.slice(0, 6) ?? city.code,
    kind,
    time: deps.now().toISOString(),
    account: account?.id,
    office: account?.office,
    outcome: kind.endsWith('refused') ? 'refused' : 'allowed',
    address,
  })
}
