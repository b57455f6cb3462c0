/** First use by a passkey, without a password (docs/access.md#sign-in). */
import { Holder } from '../../../../schemas/records/account.ts'
import type { MadeAnswer } from '../../../../schemas/records/passkey.ts'
import { FIRST_PASSKEY } from '../../../../wording/passkeys.ts'
import { hashOf } from '../../../shared/stages/invite.ts'
import type { WebDeps } from '../../deps.ts'
import type { From } from '../../http/caller.ts'
import { refuse } from '../../http/refuse.ts'
import { tried } from '../../http/tried.ts'
import { type Chosen, hasLetter, invited, stand } from './first-use.ts'
import { passwordsOf } from './new-secrets.ts'
import { madeBy, optionsToMake, takeChallenge } from './passkey-answers.ts'

/** @throws 400 for a wrong code, 410 after five */
export async function choosePasskey(
  deps: WebDeps,
  token: string,
  { code, ...given }: Omit<Chosen, 'password' | 'again'>,
  from: From,
): Promise<void> {
  const { account, invitation } = await invited(deps, token)
  const { data: holder } = Holder.safeParse({ ...given, ...account })
  if (!holder) throw refuse('first-passkey-incomplete')
  await hasLetter(deps, token, { account, invitation, holder, code }, from)
  await deps.invitations.choose(hashOf(token), { holder })
}

/** @throws 410 where nobody has said whose the account is */
export async function askForFirst(deps: WebDeps, token: string): Promise<object> {
  const { account, invitation } = await invited(deps, token)
  if (!invitation.chosen) throw refuse('invitation-over')
  return optionsToMake(deps, { id: account.id, ...invitation.chosen.holder }, 'first-use', [])
}

/**
 * @returns the cookie of the first session
 * @throws 400 where the answer is late or does not hold, 410 where nobody has said whose the account is
 */
export async function provePasskey(deps: WebDeps, token: string, answer: MadeAnswer, from: From): Promise<string> {
  const { account, invitation } = await invited(deps, token)
  if (!invitation.chosen) throw refuse('invitation-over')
  const { holder } = invitation.chosen
  const challenge = await takeChallenge(deps, answer, { purpose: 'first-use', account: account.id })
  const code = challenge === undefined ? 'passkey-lapsed' : 'passkey-unfit'
  const what = { whose: hashOf(token), what: 'link' } as const
  const made = await tried(deps, from, what, { account, kind: 'second-factor-refused', code }, async () =>
    challenge === undefined ? undefined : madeBy(deps, answer, challenge),
  )
  const earlier = passwordsOf(await deps.accounts.factors(account.id)).slice(0, 5)
  const passkeys = [{ ...made, name: FIRST_PASSKEY, madeAt: deps.now().toISOString() }]
  const factors = { earlier, step: 0, recovery: [] }
  return stand(deps, token, { account, holder, factors, passkeys }, from)
}
