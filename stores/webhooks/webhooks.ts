/** Webhooks: `WEBHOOK#<id>`; those of a division that are not revoked by `WEBHOOKS#<division>` / id. */
import { Webhook } from '../../schemas/records/webhook.ts'
import type { WorkTable } from '../aws/work.ts'

export interface Webhooks {
  create(webhook: Webhook): Promise<void>
  get(id: string): Promise<Webhook | undefined>
  /** Without those that were revoked. */
  list(division: string): Promise<Webhook[]>
  noteTried(id: string, last: NonNullable<Webhook['last']>): Promise<void>
  revoke(webhook: Pick<Webhook, 'id' | 'division'>, revokedAt: string): Promise<void>
}

const keyOf = (id: string) => ({ pk: `WEBHOOK#${id}`, sk: 'WEBHOOK' })
const listed = ({ division, id }: Pick<Webhook, 'id' | 'division'>) => ({ pk: `WEBHOOKS#${division}`, sk: id })
const KNOWN = { condition: 'attribute_exists(#pk)', names: ['pk'] } as const

export function webhooks(work: WorkTable): Webhooks {
  const get: Webhooks['get'] = async (id) => {
    const item = await work.get(keyOf(id))
    return item && Webhook.parse(item)
  }
  return {
    async create(webhook) {
      await work.putNew(keyOf(webhook.id), Webhook.parse(webhook))
      await work.putNew(listed(webhook), {})
    },
    get,
    async list(division) {
      const all = await work.list(`WEBHOOKS#${division}`)
      const found = await work.getAll(all.map(({ sk }) => keyOf(String(sk))))
      return found.flatMap((one) => (one ? [Webhook.parse(one)] : [])).sort((a, b) => (a.madeAt < b.madeAt ? -1 : 1))
    },
    async noteTried(id, last) {
      await work.update(keyOf(id), { set: { last }, ...KNOWN })
    },
    async revoke(webhook, revokedAt) {
      await work.update(keyOf(webhook.id), { set: { revokedAt }, ...KNOWN })
      await work.remove(listed(webhook))
    },
  }
}
