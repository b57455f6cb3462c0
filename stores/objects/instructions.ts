/**
 * Batches as they were instructed, beside the tables: `instructed/<year>/<number>.json` in the outbox. A table that is
 * restored from a backup forgets batches; objects stay (docs/adr/0047-instructed-twice.md).
 */
import { Batch } from '../../schemas/records/batch.ts'
import type { Folders } from './folders.ts'
import type { Objects } from './objects.ts'

export interface Instructions {
  /** Before bank and finance hear of it; a repeat writes the same. */
  keep(batch: Batch): Promise<void>
  /** Numbers by county, of a year's batches. */
  ofYear(year: number): Promise<{ county: string; id: string }[]>
  get(id: string): Promise<Batch>
}

const keyOf = (id: string) => `instructed/${id.split('-')[1]}/${id}.json`

export function instructions(outbox: Pick<Objects, 'get' | 'freeze'>, { keys }: Pick<Folders, 'keys'>): Instructions {
  return {
    keep: (batch) => outbox.freeze(keyOf(batch.id), Buffer.from(JSON.stringify(Batch.parse(batch)))),
    async ofYear(year) {
      const found = await keys(`instructed/${year}/`)
      return found.flatMap((key) => {
        const [, id, county] = /\/((\d{6})-[^/]+)\.json$/.exec(key) ?? []
        return id && county ? [{ county, id }] : []
      })
    },
    get: async (id) => Batch.parse(JSON.parse((await outbox.get(keyOf(id))).toString())),
  }
}
