/** Passkeys of an account, and signing in by one: both factors at once (docs/access.md#sign-in). */
import { hash } from 'node:crypto'
import { added, removed, used } from '../../../../rules/access/passkey-rules.ts'
import { type Account, Holder } from '../../../../schemas/records/account.ts'
import type { AuditKind } from '../../../../schemas/records/audit.ts'
import type { MadeAnswer, Passkey, SignedAnswer } from '../../../../schemas/records/passkey.ts'
import type { PlainCode } from '../../../../wording/refusals.ts'
import type { WebDeps } from '../../deps.ts'
import type { Caller, From } from '../../http/caller.ts'
import { refuse } from '../../http/refuse.ts'
import { note, opened } from '../../http/tried.ts'
import { beginSignedIn } from './begin-session.ts'
import { madeBy, optionsToMake, optionsToSign, signedBy, takeChallenge } from './passkey-answers.ts'

/** Whoever finds an open session must not keep the account by it. */
const FRESH_MINUTES = 15
/** An address may be a whole city's. */
const ASKED_LIMIT = { most: 1000, minutes: 15 }

/** What a form and the audit call a passkey. */
export const refOf = ({ id }: Pick<Passkey, 'id'>): string => hash('sha256', id, 'hex').slice(0, 16)
const objectOf = (passkey: Pick<Passkey, 'id'>) => `passkey/${refOf(passkey)}`

/** @throws 409 where this address has asked too often */
export async function askToSign(deps: WebDeps, { address }: Pick<From, 'address'>): Promise<object> {
  const place = (await deps.accountSecrets()).keyOf('address', `challenges ${address}`)
  if (!(await deps.tries.countAt(place, deps.now().toISOString(), ASKED_LIMIT))) throw refuse('address-locked')
  return optionsToSign(deps)
}

/**
 * @returns the cookie of a session
 * @throws 400 where the answer is late or does not hold, 409 where passkeys of the account are locked
 */
export async function tryPasskey(deps: WebDeps, answer: SignedAnswer, from: From): Promise<string> {
  const handle = Buffer.from(answer.response.userHandle, 'base64url').toString('utf8')
  const account = await deps.accounts.get(handle)
  const whose = (await deps.accountSecrets()).keyOf('name', account?.signInName ?? handle)
  const challenge = await takeChallenge(deps, answer, { purpose: 'sign-in' })
  const code = challenge === undefined ? 'passkey-lapsed' : 'passkey-wrong'
  const by = { ...from, object: objectOf(answer) }
  const wrong = { account, kind: 'sign-in-refused', code } as const
  return opened(deps, by, { whose, what: 'passkey' }, wrong, {
    check: async () =>
      challenge !== undefined && account && (await isOf(deps, account, answer, challenge)) ? account : undefined,
    async opens(known) {
      await note(deps, known, 'sign-in', by)
      return beginSignedIn(deps, known, from)
    },
  })
}

async function isOf(deps: WebDeps, account: Account, answer: SignedAnswer, challenge: string): Promise<boolean> {
  const passkey = (await deps.passkeys.list(account.id)).find(({ id }) => id === answer.id)
  if (!passkey || account.lockedAt) return false
  const counter = await signedBy(deps, answer, challenge, passkey)
  if (counter === undefined) return false
  const time = deps.now().toISOString()
  return deps.passkeys.change(account.id, (kept) => used(kept, passkey.id, { counter, time }))
}

/** A signed-in person's sign-in is fresh for a quarter of an hour. */
export function isFresh({ now }: Pick<WebDeps, 'now'>, { session }: Caller): boolean {
  return session !== undefined && now().getTime() - Date.parse(session.startedAt) < FRESH_MINUTES * 60_000
}

/** @throws 409 where the session is old, or stands for no account that is kept */
export async function freshAccount(deps: WebDeps, caller: Caller) {
  const account = caller.session && (await deps.accounts.get(caller.session.account))
  const holder = Holder.safeParse(account).data
  if (!account || !holder || account.lockedAt || !isFresh(deps, caller)) throw refuse('sign-in-old')
  return { ...account, ...holder }
}

/** @throws 409 where the account has as many as it may */
export async function askToAdd(deps: WebDeps, caller: Caller): Promise<object> {
  const account = await freshAccount(deps, caller)
  return optionsToMake(deps, account, 'add', await deps.passkeys.list(account.id))
}

/** @throws 400 where the answer is late or does not hold, 409 where it cannot be added */
export async function addPasskey(
  deps: WebDeps,
  caller: Caller,
  { name, answer }: { name: string; answer: MadeAnswer },
): Promise<void> {
  const account = await freshAccount(deps, caller)
  const refused = refusing(deps, account, caller, 'passkey-added')
  const challenge = await takeChallenge(deps, answer, { purpose: 'add', account: account.id })
  if (challenge === undefined) throw await refused('passkey-lapsed')
  const made = await madeBy(deps, answer, challenge)
  if (!made) throw await refused('passkey-unfit')
  const passkey = { ...made, name, madeAt: deps.now().toISOString() }
  await changed(deps, account, caller, { kind: 'passkey-added', passkey, decide: (kept) => added(kept, passkey) })
}

/** @throws 409 where it is gone, or the account's only way to sign in */
export async function removePasskey(deps: WebDeps, caller: Caller, ref: string): Promise<void> {
  const account = await freshAccount(deps, caller)
  const [factors, kept] = await Promise.all([deps.accounts.factors(account.id), deps.passkeys.list(account.id)])
  const passkey = kept.find((one) => refOf(one) === ref)
  if (!passkey) throw await refusing(deps, account, caller, 'passkey-removed')('passkey-gone')
  const hasPassword = factors?.password !== undefined
  const decide = (now: readonly Passkey[]) => removed(now, passkey.id, hasPassword)
  await changed(deps, account, caller, { kind: 'passkey-removed', passkey, decide })
}

const refusing =
  (deps: WebDeps, account: Account, { address }: Caller, kind: Kind) =>
  async (code: PlainCode) => {
    await note(deps, account, kind, { address }, 'refused')
    return refuse(code)
  }

type Kind = Extract<AuditKind, 'passkey-added' | 'passkey-removed'>

interface Change {
  readonly kind: Kind
  readonly passkey: Pick<Passkey, 'id'>
  readonly decide: (kept: readonly Passkey[]) => readonly Passkey[] | PlainCode
}

/** The entry comes first; of two changes at once the later is decided anew. */
async function changed(deps: WebDeps, account: Account, caller: Caller, { kind, passkey, decide }: Change) {
  const first = decide(await deps.passkeys.list(account.id))
  if (typeof first === 'string') throw await refusing(deps, account, caller, kind)(first)
  await note(deps, account, kind, { address: caller.address, object: objectOf(passkey) })
  await deps.passkeys.change(account.id, (kept) => {
    const after = decide(kept)
    if (typeof after === 'string') throw refuse(after)
    return after
  })
}
