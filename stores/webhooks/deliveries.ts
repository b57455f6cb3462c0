/**
 * What is sent to webhooks: `WEBHOOK-SENT#<webhook>` / id; what is to be tried again also by `WEBHOOKS-DUE` / webhook and
 * id, what was given up by `WEBHOOK-DEAD#<webhook>` / id.
 */
import { Delivery } from '../../schemas/records/webhook.ts'
import type { WorkTable } from '../aws/work.ts'

type Named = Pick<Delivery, 'webhook' | 'id'>

export interface Deliveries {
  /** @returns the one that stands, where it is a repeat */
  begin(delivery: Delivery): Promise<Delivery>
  get(named: Named): Promise<Delivery | undefined>
  /** Of two who try at once one; false for the other. */
  claim(delivery: Delivery, until: string): Promise<boolean>
  /** Its record and lists as they are after a try. */
  note(delivery: Delivery): Promise<void>
  /** False where it was not given up. */
  replay(named: Named, now: string): Promise<boolean>
  due(now: string): Promise<Named[]>
  waiting(webhook: string): Promise<Delivery[]>
  dead(webhook: string): Promise<Delivery[]>
  forgetDue(named: Named): Promise<void>
}

const KEPT_DAYS = 90
/** Looked through at once. */
const DUE_MOST = 2000
/** Shown of one webhook. */
const DEAD_SHOWN = 100

const keyOf = ({ webhook, id }: Named) => ({ pk: `WEBHOOK-SENT#${webhook}`, sk: id })
const deadKey = ({ webhook, id }: Named) => ({ pk: `WEBHOOK-DEAD#${webhook}`, sk: id })
const dueKey = ({ webhook, id }: Named) => ({ pk: 'WEBHOOKS-DUE', sk: `${webhook}#${id}` })
const expiresOf = ({ at }: Pick<Delivery, 'at'>) => Math.ceil(Date.parse(at) / 1000) + KEPT_DAYS * 86_400

export function deliveries(work: WorkTable): Deliveries {
  const get: Deliveries['get'] = async (named) => {
    const item = await work.get(keyOf(named))
    return item && Delivery.parse(item)
  }
  /** The lists are written after the record, which says what is so. */
  const all = async (named: readonly Named[], state: Delivery['state']): Promise<Delivery[]> => {
    const found = (await work.getAll(named.map(keyOf))).flatMap((item) => (item ? [Delivery.parse(item)] : []))
    return found.filter((one) => one.state === state)
  }
  const list = async (one: Delivery): Promise<void> => {
    const { state, nextAt } = one
    if (state === 'dead') await work.update(deadKey(one), { set: { expires: expiresOf(one) } })
    else await work.remove(deadKey(one))
    if (state === 'waiting') await work.update(dueKey(one), { set: { nextAt } })
    else await work.remove(dueKey(one))
  }
  const namedBy = (sk: unknown): Named => {
    const [webhook = '', id = ''] = String(sk).split('#')
    return { webhook, id }
  }
  return {
    async begin(delivery) {
      const isFirst = await work.putNew(keyOf(delivery), { ...Delivery.parse(delivery), expires: expiresOf(delivery) })
      const standing = isFirst ? delivery : ((await get(delivery)) ?? delivery)
      if (standing.state === 'waiting') await list(standing)
      return standing
    },
    get,
    async claim({ nextAt, ...one }, until) {
      const { ok } = await work.update(keyOf(one), {
        set: { nextAt: until },
        condition: '#state = :waiting AND #nextAt = :before',
        names: ['state'],
        values: { waiting: 'waiting', before: nextAt },
      })
      return ok
    },
    async note(delivery) {
      const { state, tries, nextAt, last } = delivery
      const condition = { condition: 'attribute_exists(#pk)', names: ['pk'] }
      const { ok } = await work.update(keyOf(delivery), { set: { state, tries, nextAt, last }, ...condition })
      if (ok) await list(delivery)
    },
    async replay(named, now) {
      const { ok, after } = await work.update(keyOf(named), {
        set: { state: 'waiting', tries: 0, nextAt: now },
        condition: '#state = :dead',
        values: { dead: 'dead' },
      })
      if (ok) await list(Delivery.parse(after))
      return ok
    },
    async due(now) {
      const items = await work.list('WEBHOOKS-DUE', { limit: DUE_MOST })
      return items.filter(({ nextAt }) => String(nextAt) <= now).map(({ sk }) => namedBy(sk))
    },
    async waiting(webhook) {
      const items = await work.list('WEBHOOKS-DUE', { prefix: `${webhook}#`, limit: DEAD_SHOWN })
      return all(
        items.map(({ sk }) => namedBy(sk)),
        'waiting',
      )
    },
    async dead(webhook) {
      const items = await work.list(deadKey({ webhook, id: '' }).pk, { limit: DEAD_SHOWN })
      return all(
        items.map(({ sk }) => ({ webhook, id: String(sk) })),
        'dead',
      )
    },
    forgetDue: (named) => work.remove(dueKey(named)),
  }
}
