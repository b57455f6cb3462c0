/** An office's own system that asks with its key. */

import { timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { partsOf } from '../../../formats/api-key-token.ts'
import { isGood } from '../../../rules/access/api-key-rules.ts'
import { shanghaiDay } from '../../../rules/deadlines/day-steps.ts'
import type { ApiKey } from '../../../schemas/records/api-key.ts'
import { keyName } from '../../../wording/keys.ts'
import type { WebDeps } from '../deps.ts'
import { addressOf, type Caller } from './caller.ts'
import type { CountCall } from './key-calls.ts'
import { refuse } from './refuse.ts'
import { wrongAt } from './tried.ts'

/** Minutes. Reading states shall cost no write, so a key's last use is written at most this often. */
const NOTED_EVERY = 60
/** Of one key. */
const SENDINGS = { most: 120, minutes: 1 }

/** @throws 401 where it is wrong, revoked or ended: alike, and after the same work; 429 where it asks too often */
export async function callerByKey(deps: WebDeps, c: Context, given: string, countCall: CountCall): Promise<Caller> {
  const address = addressOf(c)
  const { id, hash } = partsOf(given)
  const key = await deps.apiKeys.get(id)
  const now = deps.now()
  const isRight = timingSafeEqual(Buffer.from(hash), Buffer.from(key?.hash ?? ''.padEnd(hash.length, '0')))
  if (!key || !isRight || !isGood(key, shanghaiDay(now.toISOString()))) {
    await wrongAt(deps, { address }, { account: key, kind: 'key-refused' })
    throw refuse('key-unfit')
  }
  await countCall(deps, id)
  if (isNoted(key, now)) await deps.apiKeys.use(id, now.toISOString())
  const { division, office, scopes: duties } = key
  return { address, browser: undefined, session: undefined, key: { id, name: keyName(key), division, office, duties } }
}

const isNoted = ({ usedAt }: ApiKey, now: Date) =>
  usedAt === undefined || now.getTime() - Date.parse(usedAt) > NOTED_EVERY * 60_000

/** @throws 429 for a key that sends too often, as a program does that has lost its way */
export async function countSending({ tries, now }: Pick<WebDeps, 'tries' | 'now'>, { key }: Caller): Promise<void> {
  if (key && !(await tries.countAt(`key ${key.id}`, now().toISOString(), SENDINGS))) throw refuse('key-too-often')
}
