/** Payment batches: `BATCH#<county>` / number. */
import { Fault } from '../../schemas/fault.ts'
import { Batch, type BatchResults, type BatchState } from '../../schemas/records/batch.ts'
import { BATCH_STEPS, isStep } from '../../schemas/states.ts'
import type { WorkTable } from '../aws/work.ts'

export interface Batches {
  /** False where another batch has the number; an empty batch is replaced. */
  create(batch: Batch): Promise<boolean>
  get(county: string, id: string): Promise<Batch | undefined>
  list(county: string, year?: number): Promise<Batch[]>
  /** The latest first. */
  latest(county: string, limit: number): Promise<Batch[]>
  /** Of the year and all later ones. */
  since(county: string, year: number): Promise<Batch[]>
  advance(
    batch: Pick<Batch, 'county' | 'id'>,
    from: BatchState,
    to: Partial<Batch> & { state: BatchState },
  ): Promise<boolean>
  /** As it was instructed, where the table knows no rows of that number (any more): its results come anew. */
  putBack(batch: Batch): Promise<void>
  waitFor(batch: Batch, uploads: readonly string[]): Promise<void>
  /** False where the results have another version than the one before. */
  keepResults(batch: Pick<Batch, 'county' | 'id'>, results: BatchResults): Promise<boolean>
}

const key = (county: string, id: string) => ({ pk: `BATCH#${county}`, sk: id })

/** What another batch of the number may have had. */
const NOT_YET = { waitingFor: undefined, returned: undefined, excluded: undefined }

export function batches(work: WorkTable): Batches {
  return {
    async create(batch) {
      const { ok } = await work.update(key(batch.county, batch.id), {
        set: { ...Batch.parse(batch), waitingFor: undefined },
        condition: 'attribute_not_exists(#id) OR (#state = :empty AND attribute_not_exists(#approvedBy))',
        names: ['approvedBy'],
        values: { empty: 'empty' },
      })
      return ok
    },
    async get(county, id) {
      const item = await work.get(key(county, id))
      return item && Batch.parse(item)
    },
    async list(county, year) {
      const items = await work.list(`BATCH#${county}`, year === undefined ? {} : { prefix: `${county}-${year}-` })
      return items.map((item) => Batch.parse(item))
    },
    latest: async (county, limit) =>
      (await work.list(`BATCH#${county}`, { latestFirst: true, limit })).map((item) => Batch.parse(item)),
    since: async (county, year) =>
      (await work.list(`BATCH#${county}`, { after: `${county}-${year}` })).map((item) => Batch.parse(item)),
    async advance({ county, id }, from, to) {
      if (from !== to.state && !isStep(BATCH_STEPS, from, to.state))
        throw new Fault('impossible', `a batch does not go from ${from} to ${to.state}`)
      const { ok } = await work.update(key(county, id), {
        set: { waitingFor: undefined, ...to },
        condition: '#state = :from',
        values: { from },
      })
      return ok
    },
    async putBack(batch) {
      await work.update(key(batch.county, batch.id), {
        set: { ...NOT_YET, ...Batch.parse(batch), results: undefined },
        condition: 'attribute_not_exists(#frozen)',
      })
    },
    async waitFor({ county, id, state }, uploads) {
      await work.update(key(county, id), {
        set: { waitingFor: uploads },
        condition: '#state = :state',
        names: ['state'],
        values: { state },
      })
    },
    async keepResults({ county, id }, results) {
      const { ok } = await work.update(key(county, id), {
        set: { results },
        ...(results.version === 1
          ? { condition: 'attribute_exists(#frozen) AND attribute_not_exists(#results)', names: ['frozen'] }
          : {
              condition: '#results.#version = :before',
              names: ['version'],
              values: { before: results.version - 1 },
            }),
      })
      return ok
    },
  }
}
