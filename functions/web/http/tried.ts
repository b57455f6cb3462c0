/** Tries at a secret are counted, and noted where they are refused (docs/access.md#sign-in). */
import type { Account } from '../../../schemas/records/account.ts'
import type { AuditEvent, AuditKind } from '../../../schemas/records/audit.ts'
import type { Tried } from '../../../stores/access/tries.ts'
import type { PlainCode } from '../../../wording/refusals.ts'
import type { WebDeps } from '../deps.ts'
import type { From } from './caller.ts'
import { refuse } from './refuse.ts'

/** A factor of an account is locked by the fifth wrong try in a quarter of an hour. */
const LIMIT = { most: 5, minutes: 15 }
/** Of wrong tries: an office has one address, and so may all offices of a city. */
const ADDRESS_LIMIT = { most: 100, minutes: 15 }

/** Whom a try is about; a letter's link knows an office without an account. */
type Known = (Pick<Account, 'division' | 'office'> & { readonly id?: string }) | undefined

export interface Wrong {
  /** Read while the try is counted. */
  readonly account: Known | Promise<Known>
  readonly kind: AuditKind
  readonly code: PlainCode
}

interface Attempt<T, R> {
  check(): Promise<T | undefined>
  /** Begins while the tries are forgotten. */
  opens(right: T): Promise<R>
}

/**
 * A try at a factor: counted before it is checked, noted where it is refused, forgotten where it is right.
 * @returns what the check found
 * @throws 400 for a wrong one, 409 where it begins a lock or meets one
 */
export function tried<T>(
  deps: WebDeps,
  from: From & { readonly object?: string },
  what: Tried,
  wrong: Wrong,
  check: () => Promise<T | undefined>,
): Promise<T> {
  return opened(deps, from, what, wrong, { check, opens: async (right) => right })
}

/**
 * A try, and what a right one opens.
 * @param about read while its address is counted
 * @throws as `tried` does, and as the opening does
 */
export function opened<T, R>(
  deps: WebDeps,
  from: From & { readonly object?: string },
  about: Tried | Promise<Tried>,
  wrong: Wrong,
  { check, opens }: Attempt<T, R>,
): Promise<R> {
  const attempt = async () => {
    const what = await about
    const count = await deps.tries.count(what, deps.now().toISOString(), LIMIT)
    const right = count === 'locked' ? undefined : await check()
    if (right === undefined) {
      await note(deps, await wrong.account, wrong.kind, from)
      throw refuse(count === 'open' ? wrong.code : 'factor-locked')
    }
    return { right, what }
  }
  return counted(deps, from, attempt, async ({ right, what }) => {
    const [open] = await Promise.all([opens(right), deps.tries.forget(what)])
    return open
  })
}

/**
 * A try of whatever kind, which its address has back where it is right.
 * @throws 409 where the address has had too many wrong ones
 */
export const countedAt = <T>(deps: WebDeps, from: Pick<From, 'address'>, attempt: () => Promise<T>): Promise<T> =>
  counted(deps, from, attempt, async (right) => right)

async function counted<T, R>(
  deps: WebDeps,
  from: Pick<From, 'address'>,
  attempt: () => Promise<T>,
  opens: (right: T) => Promise<R>,
): Promise<R> {
  const address = await addressKey(deps, from)
  await countAt(deps, address)
  const right = await attempt()
  const [open] = await Promise.all([opens(right), deps.tries.giveBack(address)])
  return open
}

/**
 * A wrong key: its address is counted and the audit told, after which it is refused. Right keys are not counted, so that
 * reading costs no write; and nobody guesses 256 bits.
 * @throws 409 where the address has had too many wrong ones
 */
export async function wrongAt(
  deps: WebDeps,
  from: Pick<From, 'address'>,
  { account, kind }: Pick<Wrong, 'account' | 'kind'>,
): Promise<void> {
  await countAt(deps, await addressKey(deps, from))
  await note(deps, await account, kind, from)
}

async function addressKey(deps: WebDeps, { address }: Pick<From, 'address'>): Promise<string> {
  return (await deps.accountSecrets()).keyOf('address', address)
}

/** Nothing is tried where it throws, so nothing is noted: a flood from one address would fill the audit. */
async function countAt(deps: WebDeps, address: string): Promise<void> {
  if (!(await deps.tries.countAt(address, deps.now().toISOString(), ADDRESS_LIMIT))) throw refuse('address-locked')
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
