/** API keys are made and revoked; the audit knows it before. */

import { randomBytes } from 'node:crypto'
import { tokenOf } from '../../../../formats/api-key-token.ts'
import { unfitKey } from '../../../../rules/access/api-key-rules.ts'
import { shanghaiDay } from '../../../../rules/deadlines/day-steps.ts'
import { officesOf } from '../../../../rules/offices.ts'
import type { Office } from '../../../../schemas/codes.ts'
import type { ApiKey, ApiKeyWish } from '../../../../schemas/records/api-key.ts'
import type { Policy } from '../../../../schemas/records/policy.ts'
import { discardAwaited } from '../../../shared/work/discard-awaited.ts'
import type { WebDeps } from '../../deps.ts'
import { actorOf, type Thing } from '../../http/allow.ts'
import type { Caller } from '../../http/caller.ts'
import { found, refuse } from '../../http/refuse.ts'
import { noteAct } from './note-act.ts'

export const divisionOf = (caller: Caller): string => found(actorOf(caller)).division

/** Offices that send files. */
export function sendersOf({ categories }: Policy, division: string): Office[] {
  const senders = new Set<Office>(['social-insurance', ...categories.map(({ office }) => office)])
  return officesOf(division).filter((office) => senders.has(office))
}

/**
 * @returns the key with what only its holder has from now on
 * @throws 400 for an office or an end that does not fit, 409 where the name is taken or no more fit
 */
export async function makeKey(
  deps: Pick<WebDeps, 'apiKeys' | 'audit' | 'now' | 'policies'>,
  caller: Caller,
  wish: ApiKeyWish,
): Promise<{ key: ApiKey; token: string }> {
  const { id: by, division } = found(actorOf(caller))
  const now = deps.now()
  if (!sendersOf(await deps.policies.inForce(), division).includes(wish.office)) throw refuse('key-incomplete')
  const unfit = unfitKey(await deps.apiKeys.list(division), wish, shanghaiDay(now.toISOString()))
  if (unfit) throw refuse(unfit)
  const id = randomBytes(8).toString('hex')
  const { token, hash } = tokenOf(id, randomBytes(32))
  const key: ApiKey = { ...wish, id, hash, division, by, madeAt: now.toISOString() }
  await noteAct(deps, caller, 'key-made', id, wish.scopes)
  await deps.apiKeys.create(key)
  return { key, token }
}

/** A key that was revoked is no key any more. */
export async function ownKey({ apiKeys }: Pick<WebDeps, 'apiKeys'>, id: string): Promise<Thing | undefined> {
  const key = await apiKeys.get(id)
  return key && key.revokedAt === undefined ? key : undefined
}

export async function revokeKey(
  deps: Pick<WebDeps, 'apiKeys' | 'audit' | 'now' | 'uploads'>,
  caller: Caller,
  id: string,
): Promise<void> {
  await noteAct(deps, caller, 'key-revoked', id)
  const division = divisionOf(caller)
  await deps.apiKeys.revoke({ id, division }, deps.now().toISOString())
  await discardAwaited(deps, division, id)
}
