/** 督办单: `ORDER#<division that issues>` / number. */
import { SupervisionOrder } from '../../schemas/records/supervision.ts'
import type { WorkTable } from '../aws/work.ts'

export interface Orders {
  get(division: string, id: string): Promise<SupervisionOrder | undefined>
  /** The latest first. */
  list(division: string, limit: number): Promise<SupervisionOrder[]>
  /** False where the number is taken. */
  issue(order: SupervisionOrder): Promise<boolean>
  /** False where somebody has acted since. */
  act(before: SupervisionOrder, acts: SupervisionOrder['acts']): Promise<boolean>
}

const key = (division: string, id: string) => ({ pk: `ORDER#${division}`, sk: id })

export function orders(work: WorkTable): Orders {
  return {
    async get(division, id) {
      const item = await work.get(key(division, id))
      return item && SupervisionOrder.parse(item)
    },
    list: async (division, limit) =>
      (await work.list(`ORDER#${division}`, { latestFirst: true, limit })).map((item) => SupervisionOrder.parse(item)),
    issue: (order) =>
      work.putNew(key(order.division, order.id), { ...SupervisionOrder.parse(order), version: order.acts.length }),
    async act({ division, id, acts: before }, acts) {
      const { ok } = await work.update(key(division, id), {
        set: { acts, version: acts.length },
        condition: '#version = :before',
        values: { before: before.length },
      })
      return ok
    },
  }
}
