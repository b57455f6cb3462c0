/** Uploads: `UPLOAD#<division>` / id. */
import { SentUnits } from '../schemas/messages.ts'
import { Upload } from '../schemas/upload.ts'
import type { WorkTable } from './work.ts'

export type Settlement = Pick<
  Upload,
  'wouldEnd' | 'heldFor' | 'effect' | 'sameAs' | 'overtaken' | 'refusal' | 'compared'
> & {
  state: Exclude<Upload['state'], 'requested'>
}

export interface Uploads {
  create(upload: Upload): Promise<void>
  get(division: string, id: string): Promise<Upload | undefined>
  /** Of one division, the latest first. */
  list(division: string, limit?: number): Promise<Upload[]>
  /** What reading found, before anything is settled. */
  recordReading(upload: Upload, reading: Pick<Upload, 'reading' | 'returnedKey' | 'rejectionsKey'>): Promise<void>
  /** Settles it, or mends how it was settled; `units` are added to what it has given the shards to do. The upload then. */
  settle(division: string, id: string, settlement: Settlement, at: string, units?: SentUnits): Promise<Upload>
  confirm(division: string, id: string, by: string): Promise<boolean>
  /** Notes that it was given up. */
  fail(division: string, id: string, at: string): Promise<void>
  /** The upload then. @throws where it is not there */
  unitDone(division: string, id: string, unit: string): Promise<Upload>
  /** Notes who waits for it to be matched, in the item that the last of its units is noted in. The upload then. */
  noteWaiter(division: string, id: string, waiter: string): Promise<Upload>
}

const key = (division: string, id: string) => ({ pk: `UPLOAD#${division}`, sk: id })

export function uploads(work: WorkTable): Uploads {
  const addTo = async (division: string, id: string, add: Record<string, Set<string>>): Promise<Upload> => {
    const { ok, after } = await work.update(key(division, id), {
      add,
      condition: 'attribute_exists(#state)',
      names: ['state'],
    })
    if (!ok) throw new Error('an upload that is not there')
    return Upload.parse(after)
  }
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
    async settle(division, id, settlement, at, units) {
      const { after } = await work.update(key(division, id), {
        set: { ...settlement, settledAt: at },
        ...(units && {
          add: {
            units: new Set(units.ranges.map(({ shard }) => `${units.rev}.${shard}`)),
            unitObjects: new Set([JSON.stringify(SentUnits.parse(units))]),
          },
        }),
      })
      return Upload.parse(after)
    },
    async confirm(division, id, by) {
      const { ok } = await work.update(key(division, id), {
        set: { confirmedBy: by, failedAt: undefined },
        condition: '#state = :held',
        names: ['state'],
        values: { held: 'held' },
      })
      return ok
    },
    async fail(division, id, at) {
      await work.update(key(division, id), { set: { failedAt: at } })
    },
    unitDone: (division, id, unit) => addTo(division, id, { unitsDone: new Set([unit]) }),
    noteWaiter: (division, id, waiter) => addTo(division, id, { awaitedBy: new Set([waiter]) }),
  }
}
