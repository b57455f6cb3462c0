/** Heads of rosters: `HEAD#<division>#<category or register>` / `HEAD`. */
import { Head, type PendingChange } from '../../schemas/records/head.ts'
import type { WorkTable } from '../aws/work.ts'

export interface Heads {
  get(head: string): Promise<Head>
  all(heads: readonly string[]): Promise<Head[]>
  issue(head: string): Promise<number>
  /** False where the head has moved or a change is pending. */
  advance(
    from: Head,
    to: Pick<Head, 'lists' | 'forgotten' | 'left'> & { roster: string; pending: PendingChange },
  ): Promise<boolean>
  /** The first content sent stands. */
  keepSent(head: string, version: number, sent: NonNullable<PendingChange['sent']>): Promise<PendingChange['sent']>
  clear(head: string, version: number): Promise<void>
  /** Marks of registers that a list has not been compared with. */
  note(head: string, what: Uncompared, marks: readonly string[]): Promise<void>
  unnote(head: string, what: Uncompared, marks: readonly string[]): Promise<void>
}

type Uncompared = 'missed' | 'unread'

const key = (head: string) => ({ pk: `HEAD#${head}`, sk: 'HEAD' })

const parsed = (head: string, item: Record<string, unknown> | undefined) =>
  Head.parse({ issued: 0, version: 0, lists: [], ...item, head })

export function heads(work: WorkTable): Heads {
  return {
    async get(head) {
      const item = await work.get(key(head))
      return parsed(head, item)
    },
    async all(names) {
      const items = await work.getAll(names.map(key))
      return names.map((head, i) => parsed(head, items[i]))
    },
    async issue(head) {
      const { after } = await work.update(key(head), { add: { issued: 1 } })
      return Head.shape.issued.parse(after.issued)
    },
    async advance(from, { roster, lists, forgotten, left, pending }) {
      const { ok } = await work.update(key(from.head), {
        set: { version: pending.version, roster, lists, forgotten, left, pending },
        condition:
          from.version === 0 ? 'attribute_not_exists(#version)' : '#version = :from AND attribute_not_exists(#pending)',
        ...(from.version > 0 && { values: { from: from.version } }),
      })
      return ok
    },
    async keepSent(head, version, sent) {
      const { pending } = Head.parse({ lists: [], ...(await work.get(key(head))), head })
      if (pending?.version !== version || pending.sent) return pending?.sent
      const { ok } = await work.update(key(head), {
        set: { pending: { ...pending, sent } },
        condition: '#version = :version AND #pending.#version = :version AND attribute_not_exists(#pending.#sent)',
        names: ['version', 'pending', 'sent'],
        values: { version },
      })
      if (ok) return sent
      return Head.parse({ lists: [], ...(await work.get(key(head))), head }).pending?.sent
    },
    async clear(head, version) {
      await work.update(key(head), {
        set: { pending: undefined },
        condition: '#version = :version',
        names: ['version'],
        values: { version },
      })
    },
    async note(head, what, marks) {
      await work.update(key(head), { add: { [what]: new Set(marks) } })
    },
    async unnote(head, what, marks) {
      await work.update(key(head), { drop: { [what]: new Set(marks) } })
    },
  }
}
