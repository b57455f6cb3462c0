/** A person's own account, as its page shows it. */
import { MyAccount } from '../../../../pages/access/sign-in/my-account.tsx'
import type { Fault } from '../../../../pages/parts/fault.tsx'
import { Holder } from '../../../../schemas/records/account.ts'
import type { WebDeps } from '../../deps.ts'
import { isOver } from '../../http/caller.ts'
import { page } from '../../http/page.ts'
import type { Asked } from '../../http/route.ts'
import { going } from './going.ts'
import { passkeysElsewhere } from './passkey-answers.ts'
import { isFresh, refOf } from './passkeys.ts'

export async function showAccount(
  deps: WebDeps,
  { caller, local, host }: Pick<Asked, 'caller' | 'local' | 'host'>,
  fault?: Fault,
  status = 200,
): Promise<Response> {
  const { session } = caller
  if (session?.stage !== 'signed-in') return going('/sign-in')
  const provider = deps.identityProvider
  const [policy, { account, factors }, kept, passkeys, bound] = await Promise.all([
    deps.policies.inForce(),
    deps.accounts.withFactors(session.account),
    deps.sessions.list(session.account),
    deps.passkeys.list(session.account),
    provider && deps.identityBindings.of(session.account),
  ])
  const sessions = kept.filter((one) => !isOver(one, deps.now()))
  // The demo's persons and those of commands have no name to sign in by, and no ways to sign in.
  const own = Holder.safeParse(account).success && {
    passkeys: passkeys.map((passkey) => ({ ...passkey, ref: refOf(passkey) })),
    hasPassword: factors?.password !== undefined,
    elsewhere: passkeysElsewhere(deps, host),
    isFresh: isFresh(deps, caller),
  }
  const factor = factors?.password !== undefined && {
    passwordSetAt: factors.passwordSetAt ?? account?.activeAt,
    recovery: factors.recovery.length,
    isFresh: isFresh(deps, caller),
  }
  const isUsable = provider?.isTwoFactors || factors?.totp !== undefined
  const identity = provider && { boundAt: bound?.boundAt, isUsable }
  return page(
    MyAccount({
      policy,
      local,
      actor: session.actor,
      sessions,
      here: session.hash,
      own: own || undefined,
      factors: factor || undefined,
      identity,
      fault,
    }),
    status,
  )
}
