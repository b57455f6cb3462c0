/** Sign-in: a password, then a code (docs/access.md#sign-in). */
import { isPassword } from '../../../../formats/password.ts'
import { stepOfCode } from '../../../../formats/totp.ts'
import { isPasswordOver } from '../../../../rules/access/password-rules.ts'
import type { Account, Factors, Session } from '../../../../schemas/records/account.ts'
import type { SessionKey } from '../../../../stores/access/sessions.ts'
import type { WebDeps } from '../../deps.ts'
import type { From } from '../../http/caller.ts'
import { refuse } from '../../http/refuse.ts'
import { note, opened } from '../../http/tried.ts'
import { beginSession, beginSignedIn } from './begin-session.ts'

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
  const holder = holderOf(deps, whose)
  // Where its address is locked nobody waits for it.
  holder.catch(() => {})
  const account = holder.then((found) => found.account)
  account.catch(() => {})
  const wrong = { account, kind: 'sign-in-refused', code: 'sign-in-wrong' } as const
  return opened(deps, from, { whose, what: 'password' }, wrong, {
    async check() {
      const { account, factors } = await holder
      const isRight = await isPassword(password, factors?.password)
      return isRight && !account?.lockedAt ? account : undefined
    },
    opens: (known) => beginSession(deps, known, 'code', from),
  })
}

async function holderOf({ accounts }: WebDeps, whose: string) {
  return accounts.withFactors((await accounts.idOf(whose)) ?? '0')
}

/**
 * @returns the cookie of a session, and where it leads
 * @throws 400 for a wrong code or one that was used, 409 where it is locked
 */
export async function tryCode(
  deps: WebDeps,
  code: string,
  session: SessionKey & Session,
  from: From,
): Promise<{ cookie: string; to: string }> {
  const holder = holderOfHalf(deps, session, from)
  const read = {
    account: holder.then(({ account }) => account),
    about: holder.then(({ whose }) => ({ whose, what: 'code' }) as const),
    // For what follows a right code.
    policy: deps.policies.inForce(),
  }
  // Where its address is locked nobody waits for them.
  for (const one of Object.values(read)) one.catch(() => {})
  const { account, about } = read
  return opened(
    deps,
    from,
    about,
    { account, kind: 'second-factor-refused', code: 'code-wrong' },
    {
      async check() {
        const { account, factors } = await holder
        return (await isRightCode(deps, account, factors, code)) ? { account, factors } : undefined
      },
      opens: ({ account, factors }) => signIn(deps, account, factors, session, from),
    },
  )
}

/** @throws 409 where the account was locked, or its factors ended, since the password */
async function holderOfHalf(deps: WebDeps, session: SessionKey & Session, from: From) {
  const [{ account, factors }, secrets] = await Promise.all([
    deps.accounts.withFactors(session.account),
    deps.accountSecrets(),
  ])
  if (!account?.signInName || !factors || account.lockedAt) {
    await note(deps, account, 'second-factor-refused', from)
    throw refuse('sign-in-lapsed')
  }
  return { account, factors, whose: secrets.keyOf('name', account.signInName) }
}

async function signIn(
  deps: WebDeps,
  account: Account,
  factors: Factors,
  { byProvider, next }: Session,
  from: From,
): Promise<{ cookie: string; to: string }> {
  if (!byProvider && (await isPasswordDue(deps, account, factors)))
    return { cookie: await beginSession(deps, account, 'renewal', { ...from, next }), to: '/sign-in/password' }
  await note(deps, account, 'sign-in', { ...from, ...(byProvider && { object: 'identity' }) })
  return { cookie: await beginSignedIn(deps, account, { ...from, byProvider }), to: next ?? '/' }
}

/** Whoever began before passwords had a day counts from first use. */
async function isPasswordDue(deps: WebDeps, { activeAt }: Account, { passwordSetAt }: Factors): Promise<boolean> {
  const { signIn } = await deps.policies.inForce()
  return isPasswordOver(passwordSetAt ?? activeAt, signIn.passwordDays, deps.now().toISOString())
}

export async function isRightCode(deps: WebDeps, { id }: Account, factors: Factors, code: string): Promise<boolean> {
  const secrets = await deps.accountSecrets()
  if (factors.totp !== undefined && /^\d{6}$/.test(code)) {
    const step = stepOfCode(secrets.open(factors.totp), code, deps.now().getTime(), factors.step)
    return step !== undefined && deps.accounts.useStep(id, step)
  }
  const kept = factors.recovery.find((digest) => secrets.isDigest(code, digest))
  return kept !== undefined && deps.accounts.useRecovery(id, factors, kept)
}
