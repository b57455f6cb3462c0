/** First use, and a reset: a link used once, with the letter's code (docs/access.md#sign-in). */
import { randomBytes } from 'node:crypto'
import { hashPassword } from '../../../../formats/password.ts'
import { stepOfCode, totpSecret, totpUri } from '../../../../formats/totp.ts'
import { PRODUCT } from '../../../../schemas/product.ts'
import { type Account, type Factors, Holder, type Invitation } from '../../../../schemas/records/account.ts'
import type { Passkey } from '../../../../schemas/records/passkey.ts'
import { hashOf } from '../../../shared/stages/invite.ts'
import type { WebDeps } from '../../deps.ts'
import type { From } from '../../http/caller.ts'
import { refuse } from '../../http/refuse.ts'
import { note, tried } from '../../http/tried.ts'
import { beginSignedIn, endingSessions } from './begin-session.ts'
import { fitPassword, type NewPassword, newToAccount, passwordsOf, recoveryCodes } from './new-secrets.ts'

const MOST_TRIES = 5

/** @throws 410 for a link that was used, is over, was tried too often, or never was */
export async function invited(deps: WebDeps, token: string): Promise<{ account: Account; invitation: Invitation }> {
  const invitation = await deps.invitations.get(hashOf(token))
  const isOpen =
    invitation && !invitation.usedAt && invitation.tries < MOST_TRIES && invitation.until > deps.now().toISOString()
  const account = isOpen ? await deps.accounts.get(invitation.account) : undefined
  if (!isOpen || !account || account.lockedAt) throw refuse('invitation-over')
  return { account, invitation }
}

export interface Enrolment {
  readonly uri: string
  readonly secret: string
  readonly recovery: readonly string[]
}

export interface Chosen extends NewPassword {
  readonly code: string
  /** The account's holder is unknown until now. */
  readonly name?: string | undefined
  readonly signInName?: string | undefined
}

/**
 * The password waits until the second factor is proven.
 * @throws 400 for a wrong code or an unfit password, 410 after five wrong codes
 */
export async function choosePassword(
  deps: WebDeps,
  token: string,
  { code, password, again, ...given }: Chosen,
  from: From,
): Promise<Enrolment> {
  const { account, invitation } = await invited(deps, token)
  const holder = Holder.safeParse({ ...given, ...account }).data
  if (!holder) throw refuse('first-use-incomplete')
  const [secrets, before] = await Promise.all([deps.accountSecrets(), deps.accounts.factors(account.id)])
  await fitPassword({ password, again }, holder)
  await hasLetter(deps, token, { account, invitation, holder, code }, from)
  await newToAccount(password, before)
  const secret = totpSecret(randomBytes(20))
  const { codes, digests } = recoveryCodes(secrets)
  const factors = {
    password: await hashPassword(password, randomBytes(16)),
    passwordSetAt: deps.now().toISOString(),
    earlier: passwordsOf(before).slice(0, 4),
    totp: secrets.seal(secret, randomBytes(12)),
    step: 0,
    recovery: digests,
  }
  await deps.invitations.choose(hashOf(token), { factors, holder })
  return { uri: totpUri(secret, { issuer: PRODUCT, account: holder.signInName }), secret, recovery: codes }
}

interface ByLetter {
  readonly account: Account
  readonly invitation: Invitation
  readonly holder: Holder
  readonly code: string
}

/** @throws 400 for a wrong code of the letter, 409 where somebody else has the name, 410 after five wrong codes */
export async function hasLetter(
  deps: WebDeps,
  token: string,
  { account, invitation, holder, code }: ByLetter,
  from: From,
): Promise<void> {
  const secrets = await deps.accountSecrets()
  if (!(await deps.invitations.countTry(hashOf(token), MOST_TRIES))) throw refuse('invitation-over')
  if (!secrets.isDigest(code, invitation.code)) {
    await note(deps, account, 'first-use', from, 'refused')
    throw refuse('letter-code-wrong')
  }
  await deps.invitations.forgive(hashOf(token))
  const owner = await deps.accounts.idOf(secrets.keyOf('name', holder.signInName))
  if (owner !== undefined && owner !== account.id) throw refuse('sign-in-name-taken')
}

/**
 * @returns the cookie of the first session
 * @throws 400 for a wrong code, 410 where no password was chosen by this link
 */
export async function proveFactor(deps: WebDeps, token: string, code: string, from: From): Promise<string> {
  const { account, invitation } = await invited(deps, token)
  const { factors, holder } = invitation.chosen ?? {}
  if (factors?.totp === undefined || !holder) throw refuse('invitation-over')
  const secret = (await deps.accountSecrets()).open(factors.totp)
  const time = deps.now()
  // The link's own count: a name that was typed in is nobody's yet, and must not lock out its owner.
  const what = { whose: hashOf(token), what: 'link' } as const
  const step = await tried(deps, from, what, { account, kind: 'second-factor-refused', code: 'code-wrong' }, async () =>
    stepOfCode(secret, code, time.getTime(), 0),
  )
  return stand(deps, token, { account, holder, factors: { ...factors, step }, passkeys: [] }, from)
}

interface Standing {
  readonly account: Account
  readonly holder: Holder
  readonly factors: Factors
  readonly passkeys: readonly Passkey[]
}

/**
 * First use gives an account all of its ways to sign in: none from before is left.
 * @returns the cookie of the first session
 * @throws 409 where somebody else has the name, 410 where the link was used meanwhile
 */
export async function stand(
  deps: WebDeps,
  token: string,
  { account, holder, factors, passkeys }: Standing,
  from: From,
): Promise<string> {
  const time = deps.now().toISOString()
  const secrets = await deps.accountSecrets()
  await note(deps, account, 'first-use', from)
  if (!(await deps.accounts.name(account.id, holder, secrets.keyOf('name', holder.signInName))))
    throw refuse('sign-in-name-taken')
  // Of two at once one goes on: the other would bring back what the first has used up since.
  if (!(await deps.invitations.use(hashOf(token), time))) throw refuse('invitation-over')
  await endingSessions(deps, account.id, async () => {
    await deps.passkeys.change(account.id, () => passkeys)
    await deps.identityBindings.unbind(account.id)
    await deps.accounts.putFactors(account.id, factors, time)
  })
  return beginSignedIn(deps, { ...account, ...holder }, from)
}
