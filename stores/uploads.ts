/** Uploads: `UPLOAD#<division>` / id. */
import { Upload } from '../schemas/upload.ts'
import type { WorkTable } from './work.ts'

export type Settlement = Pick<Upload, 'wouldEnd' | 'overtaken' | 'refusal' | 'units'> & {
  state: Exclude<Upload['state'], 'requested'>
  settledAt: string
}

export interface Uploads {
  create(upload: Upload): Promise<void>
  get(division: string, id: string): Promise<Upload | undefined>
  /** Of one division, the latest first. */
  list(division: string, limit?: number): Promise<Upload[]>
  /** What reading found, before anything is settled. */
  recordReading(upload: Upload, reading: Pick<Upload, 'reading' | 'returnedKey' | 'rejectionsKey'>): Promise<void>
  /** Settles it; a repeat changes nothing that was settled otherwise unless `mend` is said. */
  settle(division: string, id: string, settlement: Settlement): Promise<void>
  /** The state alone: a held list that an earlier one, come late, or a second person's confirmation has changed. */
  changeState(division: string, id: string, state: 'accepted' | 'held'): Promise<void>
  confirm(division: string, id: string, by: string): Promise<boolean>
  unitDone(division: string, id: string, shard: number): Promise<void>
}

const key = (division: string, id: string) => ({ pk: `UPLOAD#${division}`, sk: id })

export function uploads(work: WorkTable): Uploads {
  return {
    async create(upload) {
      await work.putNew(key(upload.division, upload.id), Upload.parse(upload))
    },
    async get(division, id) {
      const item = await work.get(key(division, id))
      return item && Upload.parse(item)
    },
    list: async (division, limit) =>
      (await work.list(`UPLOAD#${division}`, { latestFirst: true, ...(limit && { limit }) })).map((item) =>
        Upload.parse(item),
      ),
    async recordReading({ division, id }, reading) {
      await work.update(key(division, id), { set: reading })
    },
    async settle(division, id, settlement) {
      await work.update(key(division, id), {
        set: settlement,
        condition: '#state = :requested',
        names: ['state'],
        values: { requested: 'requested' },
      })
    },
    async changeState(division, id, state) {
      await work.update(key(division, id), { set: { state } })
    },
    async confirm(division, id, by) {
      const { ok } = await work.update(key(division, id), {
        set: { confirmedBy: by },
        condition: '#state = :held',
        names: ['state'],
        values: { held: 'held' },
      })
      return ok
    },
    async unitDone(division, id, shard) {
      await work.update(key(division, id), { add: { unitsDone: new Set([shard]) } })
    },
  }
}
