/** Produced files: `OUTPUT#<division>` / period, folder and name. Returns: `RETURN#<period>` / county. */
import { Output, StatisticsReturn } from '../schemas/output.ts'
import type { WorkTable } from './work.ts'

export interface Outputs {
  /** A later version of the same file replaces it, an earlier one does not. */
  put(output: Output): Promise<void>
  list(division: string): Promise<Output[]>
}

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
    list: async (division) => (await work.list(`OUTPUT#${division}`)).map((item) => Output.parse(item)),
  }
}

export interface Returns {
  /** The return as submitted; one that was submitted later stands. */
  submit(submitted: StatisticsReturn): Promise<void>
  list(period: string): Promise<StatisticsReturn[]>
}

export function returns(work: WorkTable): Returns {
  return {
    async submit(submitted) {
      await work.update(
        { pk: `RETURN#${submitted.period}`, sk: submitted.county },
        {
          set: StatisticsReturn.parse(submitted),
          condition: 'attribute_not_exists(#submittedAt) OR #submittedAt <= :at',
          values: { at: submitted.submittedAt },
        },
      )
    },
    list: async (period) => (await work.list(`RETURN#${period}`)).map((item) => StatisticsReturn.parse(item)),
  }
}
