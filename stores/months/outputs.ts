/** Produced files: `OUTPUT#<division>` / period, folder and name. */
import { Output } from '../../schemas/records/output.ts'
import type { WorkTable } from '../aws/work.ts'

export interface Outputs {
  /** An earlier version never replaces a later one. */
  put(output: Output): Promise<void>
  list(division: string, period?: string): Promise<Output[]>
}

const OF_A_CLOSE: ReadonlySet<Output['folder']> = new Set(['township', 'review'])

export function outputs(work: WorkTable): Outputs {
  return {
    async put(output) {
      const { division, period, folder, name, version } = output
      await work.update(
        { pk: `OUTPUT#${division}`, sk: `${period}#${folder}/${name}` },
        {
          set: Output.parse(output),
          condition: 'attribute_not_exists(#version) OR #version <= :version',
          values: { version },
        },
      )
    },
    async list(division, period) {
      const items = await work.list(`OUTPUT#${division}`, period === undefined ? {} : { prefix: `${period}#` })
      const all = items.map((item) => Output.parse(item))
      const reported = new Map<string, string>()
      for (const { folder, period, version } of all)
        if (folder === 'ledger' && version > (reported.get(period) ?? '')) reported.set(period, version)
      // A later close may produce no file for a township, or no review list; the earlier file is excluded.
      return all.filter((o) => !OF_A_CLOSE.has(o.folder) || o.version >= (reported.get(o.period) ?? ''))
    },
  }
}
