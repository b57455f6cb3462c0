/** Runs that delete what has ended: `RETENTION` / time. Where the next one goes on: `RETENTION#PLACE` / table. */
import * as z from 'zod'
import { EndingKind, RetentionRun } from '../../schemas/records/retention.ts'
import type { Key, WorkTable } from '../aws/work.ts'

export interface RetentionStore {
  last(): Promise<RetentionRun | undefined>
  get(time: string): Promise<RetentionRun | undefined>
  /** Counts add up, so that a run that begins again goes on. */
  note(time: string, kind: EndingKind, count: number): Promise<void>
  finish(time: string, done: Required<Pick<RetentionRun, 'doneAt' | 'isMore'>>): Promise<void>
  place<K>(table: string, key: z.ZodType<K>): Promise<K | undefined>
  keepPlace(table: string, key: object | undefined): Promise<void>
  page: WorkTable['page']
  remove(key: Key): Promise<void>
  /** An item that was renewed meanwhile stays. */
  removeExpired(key: Key, time: string): Promise<void>
}

const RUNS = 'RETENTION'
/** Seconds. */
const KEPT = 400 * 86_400
const Counts = z.partialRecord(EndingKind, z.int().positive())

export function retention(work: WorkTable): RetentionStore {
  const placeKey = (table: string) => ({ pk: 'RETENTION#PLACE', sk: table })
  return {
    async last() {
      const [item] = await work.list(RUNS, { latestFirst: true, limit: 1 })
      return item && runOf(item)
    },
    async get(time) {
      const item = await work.get({ pk: RUNS, sk: time })
      return item && runOf(item)
    },
    async note(time, kind, count) {
      await work.update({ pk: RUNS, sk: time }, { add: { [kind]: count } })
    },
    async finish(time, { doneAt, isMore }) {
      const expires = Math.floor(Date.parse(time) / 1000) + KEPT
      await work.update({ pk: RUNS, sk: time }, { set: { doneAt, isMore, expires } })
    },
    async place(table, key) {
      const item = await work.get(placeKey(table))
      return item && key.parse(item.key)
    },
    async keepPlace(table, key) {
      if (key) await work.update(placeKey(table), { set: { key } })
      else await work.remove(placeKey(table))
    },
    page: (from) => work.page(from),
    remove: (key) => work.remove(key),
    async removeExpired(key, time) {
      const now = Math.floor(Date.parse(time) / 1000)
      await work.removeIf(key, { condition: '#expires < :now', names: ['expires'], values: { now } })
    },
  }
}

function runOf(item: Record<string, unknown>): RetentionRun {
  const counts = Object.entries(item).filter(([name]) => EndingKind.safeParse(name).success)
  return RetentionRun.parse({ ...item, time: item.sk, deleted: Counts.parse(Object.fromEntries(counts)) })
}
