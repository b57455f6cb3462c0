/** Answers about closing a month. */
import * as z from 'zod'
import { DeterminationRun } from '../records/determination-run.ts'

export const RunShown = DeterminationRun.pick({
  id: true,
  county: true,
  day: true,
  at: true,
  period: true,
  state: true,
})
  .extend({
    frozen: z.object({ persons: z.int(), at: DeterminationRun.shape.at }).optional(),
  })
  .meta({ id: 'DeterminationRun' })
export type RunShown = z.infer<typeof RunShown>

export function runShown({ snapshot, frozenAt, at, ...rest }: DeterminationRun): RunShown {
  return { ...rest, at, ...(snapshot && { frozen: { persons: snapshot.rows, at: frozenAt ?? at } }) }
}
