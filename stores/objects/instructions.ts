/**
 * Batches as they were instructed, beside the tables: `instructed/<year>/<number>.json` in the outbox. A table that is
 * restored from a backup forgets batches; objects stay (docs/adr/0047-instructed-twice.md).
 */
import * as z from 'zod'
import { Batch } from '../../schemas/records/batch.ts'
import { Asked } from '../../schemas/records/funding-request.ts'
import type { Folders } from './folders.ts'
import type { Objects } from './objects.ts'
import { DamagedObject } from './sealed-reading.ts'

const Instructed = z.object({ batch: Batch, asked: Asked })
export type Instructed = z.infer<typeof Instructed>

export interface Instructions {
  /** Before bank and finance hear of it; a repeat writes the same. */
  keep(batch: Batch, asked: Asked): Promise<void>
  /** Numbers by county, of a year's batches. */
  ofYear(year: number): Promise<{ county: string; id: string }[]>
  /** @throws DamagedObject */
  get(id: string): Promise<Instructed>
}

const keyOf = (id: string) => `instructed/${id.split('-')[1]}/${id}.json`

export function instructions(outbox: Pick<Objects, 'get' | 'freeze'>, { keys }: Pick<Folders, 'keys'>): Instructions {
  return {
    keep: (batch, asked) =>
      outbox.freeze(keyOf(batch.id), Buffer.from(JSON.stringify(Instructed.parse({ batch, asked })))),
    async ofYear(year) {
      const found = await keys(`instructed/${year}/`)
      return found.flatMap((key) => {
        const [, id, county] = /\/((\d{6})-[^/]+)\.json$/.exec(key) ?? []
        return id && county ? [{ county, id }] : []
      })
    },
    async get(id) {
      const text = (await outbox.get(keyOf(id))).toString()
      try {
        return Instructed.parse(JSON.parse(text))
      } catch {
        throw new DamagedObject(keyOf(id))
      }
    },
  }
}
