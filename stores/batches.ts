/** Batches: `BATCH#<county>` / number. */
import { Batch, type BatchState } from '../schemas/batch.ts'
import type { WorkTable } from './work.ts'

export interface Batches {
  /** The next number of the county and year: `440222-2018-001`. A number that is not used leaves a gap. */
  number(county: string, year: number): Promise<string>
  create(batch: Batch): Promise<void>
  get(county: string, id: string): Promise<Batch | undefined>
  list(county: string): Promise<Batch[]>
  /** Moves a batch on from one state; false where it is in another. */
  advance(
    batch: Pick<Batch, 'county' | 'id'>,
    from: BatchState,
    to: Partial<Batch> & { state: BatchState },
  ): Promise<boolean>
}

const key = (county: string, id: string) => ({ pk: `BATCH#${county}`, sk: id })

export function batches(work: WorkTable): Batches {
  return {
    async number(county, year) {
      const { after } = await work.update({ pk: `BATCHES#${county}`, sk: String(year) }, { add: { issued: 1 } })
      return `${county}-${year}-${String(after.issued).padStart(3, '0')}`
    },
    async create(batch) {
      await work.putNew(key(batch.county, batch.id), Batch.parse(batch))
    },
    async get(county, id) {
      const item = await work.get(key(county, id))
      return item && Batch.parse(item)
    },
    list: async (county) => (await work.list(`BATCH#${county}`)).map((item) => Batch.parse(item)),
    async advance({ county, id }, from, to) {
      const { ok } = await work.update(key(county, id), { set: to, condition: '#state = :from', values: { from } })
      return ok
    },
  }
}
