/** Sessions: `SESSIONS#<account>` / `SESSION#<hash>`. */
import { Session } from '../../schemas/records/account.ts'
import type { WorkTable } from '../aws/work.ts'

export interface SessionKey {
  readonly account: string
  /** SHA-256 of the cookie's random number. */
  readonly hash: string
}

export interface Sessions {
  begin(key: SessionKey, session: Session, endsAt: string): Promise<void>
  /** Readers check the expiry. */
  get(key: SessionKey): Promise<Session | undefined>
  /** A session that ended meanwhile stays ended. */
  use(key: SessionKey, usedAt: string): Promise<void>
  /** Remembered as long as the session lasts. */
  say(key: SessionKey, purposes: Session['purposes']): Promise<void>
  list(account: string): Promise<(Session & { hash: string })[]>
  end(key: SessionKey): Promise<void>
}

const PREFIX = 'SESSION#'
const keyOf = ({ account, hash }: SessionKey) => ({ pk: `SESSIONS#${account}`, sk: `${PREFIX}${hash}` })

export function sessions(work: WorkTable): Sessions {
  return {
    async begin(key, session, endsAt) {
      await work.putNew(keyOf(key), { ...Session.parse(session), expires: Math.ceil(Date.parse(endsAt) / 1000) })
    },
    async get(key) {
      const item = await work.get(keyOf(key))
      return item && Session.parse(item)
    },
    async use(key, usedAt) {
      await work.update(keyOf(key), { set: { usedAt }, condition: 'attribute_exists(#usedAt)' })
    },
    async say(key, purposes) {
      await work.update(keyOf(key), { set: { purposes }, condition: 'attribute_exists(#usedAt)', names: ['usedAt'] })
    },
    list: async (account) =>
      (await work.list(`SESSIONS#${account}`, { prefix: PREFIX })).map((item) => ({
        ...Session.parse(item),
        hash: String(item.sk).slice(PREFIX.length),
      })),
    end: (key) => work.remove(keyOf(key)),
  }
}
