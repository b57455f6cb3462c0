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
  const attempt = async () => {
    const count = await deps.tries.count(what, deps.now().toISOString(), LIMIT)
    const right = count === 'locked' ? undefined : await check()
    if (right === undefined) {
      await note(deps, await wrong.account, wrong.kind, from)
      throw refuse(count === 'open' ? wrong.code : 'factor-locked')
    }
    return right
  }
  return countedAt(deps, from, attempt, () => deps.tries.forget(what))
}

/**
 * A try of whatever kind, which its address has back where it is right.
 * @param forget what else is then forgotten
 * @throws 409 where the address has had too many wrong ones
 */
export async function countedAt<T>(
  deps: WebDeps,
  from: Pick<From, 'address'>,
  attempt: () => Promise<T>,
  forget: () => Promise<void> = async () => {},
): Promise<T> {
  const address = await addressKey(deps, from)
  await countAt(deps, address)
  const right = await attempt()
  await Promise.all([deps.tries.giveBack(address), forget()])
  return right
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
