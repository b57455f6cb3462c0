/** Heads of rosters: `HEAD#<division>#<category or register>` / `HEAD`. */
import { Head, type PendingChange } from '../schemas/records/head.ts'
import type { WorkTable } from './work.ts'

export interface Heads {
  /** A head that nobody has asked for yet is an empty one. */
  get(head: string): Promise<Head>
  /** The next place in the order of the lists: drawn when an upload is asked for. */
  issue(head: string): Promise<number>
  /** Moves the head on by one revision; false where somebody else has moved it or left something pending. */
  advance(
    from: Head,
    to: Pick<Head, 'lists' | 'forgotten' | 'left'> & { roster: string; pending: PendingChange },
  ): Promise<boolean>
  /** Keeps what the shards are told of a pending change, unless somebody has before; answers what is kept. */
  keepSent(head: string, rev: number, sent: NonNullable<PendingChange['sent']>): Promise<PendingChange['sent']>
  /** Takes back what is pending, once it is carried out. */
  clear(head: string, rev: number): Promise<void>
}

const key = (head: string) => ({ pk: `HEAD#${head}`, sk: 'HEAD' })

export function heads(work: WorkTable): Heads {
  return {
    async get(head) {
      const item = await work.get(key(head))
      return Head.parse({ issued: 0, rev: 0, lists: [], ...item, head })
    },
    async issue(head) {
      const { after } = await work.update(key(head), { add: { issued: 1 } })
      return Head.shape.issued.parse(after.issued)
    },
    async advance(from, { roster, lists, forgotten, left, pending }) {
      const { ok } = await work.update(key(from.head), {
        set: { rev: pending.rev, roster, lists, forgotten, left, pending },
        condition: from.rev === 0 ? 'attribute_not_exists(#rev)' : '#rev = :from AND attribute_not_exists(#pending)',
        ...(from.rev > 0 && { values: { from: from.rev } }),
      })
      return ok
    },
    async keepSent(head, rev, sent) {
      const { pending } = Head.parse({ lists: [], ...(await work.get(key(head))), head })
      if (pending?.rev !== rev || pending.sent) return pending?.sent
      const { ok } = await work.update(key(head), {
        set: { pending: { ...pending, sent } },
        condition: '#rev = :rev AND #pending.#rev = :rev AND attribute_not_exists(#pending.#sent)',
        names: ['rev', 'pending', 'sent'],
        values: { rev },
      })
      if (ok) return sent
      return Head.parse({ lists: [], ...(await work.get(key(head))), head }).pending?.sent
    },
    async clear(head, rev) {
      await work.update(key(head), {
        set: { pending: undefined },
        condition: '#rev = :rev',
        names: ['rev'],
        values: { rev },
      })
    },
  }
}
