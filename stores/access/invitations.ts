/**
 * Invitations and resets: `INVITATION#<hash of the link's token>`.
 * `ACCOUNT#<id>` / `LINK` is the account's latest: whoever finds an earlier letter opens nothing.
 */
import { Invitation } from '../../schemas/records/account.ts'
import type { WorkTable } from '../aws/work.ts'

type Chosen = NonNullable<Invitation['chosen']>

export interface Invitations {
  put(hash: string, invitation: Invitation): Promise<void>
  /** Undefined too where the account has a later one. */
  get(hash: string): Promise<Invitation | undefined>
  /** Every try counts before its code is checked. */
  countTry(hash: string, most: number): Promise<boolean>
  /** After a right code. */
  forgive(hash: string): Promise<void>
  choose(hash: string, chosen: Chosen): Promise<void>
  use(hash: string, usedAt: string): Promise<boolean>
}

const keyOf = (hash: string) => ({ pk: `INVITATION#${hash}`, sk: 'INVITATION' })
const latestKey = (account: string) => ({ pk: `ACCOUNT#${account}`, sk: 'LINK' })
const UNUSED = 'attribute_exists(#until) AND attribute_not_exists(#usedAt)'

export function invitations(work: WorkTable): Invitations {
  return {
    async put(hash, invitation) {
      const expires = Math.ceil(Date.parse(invitation.until) / 1000)
      await work.putNew(keyOf(hash), { ...Invitation.parse(invitation), expires })
      await work.update(latestKey(invitation.account), { set: { link: hash } })
    },
    async get(hash) {
      const item = await work.get(keyOf(hash))
      const invitation = item && Invitation.parse(item)
      const latest = invitation && (await work.get(latestKey(invitation.account)))
      return latest?.link === hash ? invitation : undefined
    },
    async countTry(hash, most) {
      const { ok } = await work.update(keyOf(hash), {
        add: { tries: 1 },
        condition: `${UNUSED} AND #tries < :most`,
        names: ['until', 'usedAt'],
        values: { most },
      })
      return ok
    },
    async forgive(hash) {
      await work.update(keyOf(hash), { set: { tries: 0 }, condition: UNUSED, names: ['until', 'usedAt'] })
    },
    async choose(hash, chosen) {
      await work.update(keyOf(hash), { set: { chosen }, condition: UNUSED, names: ['until', 'usedAt'] })
    },
    async use(hash, usedAt) {
      const { ok } = await work.update(keyOf(hash), {
        set: { usedAt, chosen: undefined },
        condition: UNUSED,
        names: ['until'],
      })
      return ok
    },
  }
}
