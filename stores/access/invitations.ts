/** Invitations and resets: `INVITATION#<hash of the link's token>`. */
import { Invitation } from '../../schemas/records/account.ts'
import type { WorkTable } from '../aws/work.ts'

type Chosen = NonNullable<Invitation['chosen']>

export interface Invitations {
  put(hash: string, invitation: Invitation): Promise<void>
  get(hash: string): Promise<Invitation | undefined>
  /** Every try counts before its code is checked. */
  countTry(hash: string, most: number): Promise<boolean>
  choose(hash: string, chosen: Chosen): Promise<void>
  use(hash: string, usedAt: string): Promise<boolean>
}

const keyOf = (hash: string) => ({ pk: `INVITATION#${hash}`, sk: 'INVITATION' })
const UNUSED = 'attribute_exists(#until) AND attribute_not_exists(#usedAt)'

export function invitations(work: WorkTable): Invitations {
  return {
    async put(hash, invitation) {
      const expires = Math.ceil(Date.parse(invitation.until) / 1000)
      await work.putNew(keyOf(hash), { ...Invitation.parse(invitation), expires })
    },
    async get(hash) {
      const item = await work.get(keyOf(hash))
      return item && Invitation.parse(item)
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
