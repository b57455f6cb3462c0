/** Answers about produced files. */
import type * as z from 'zod'
import { Output } from '../records/output.ts'

export const OutputShown = Output.pick({ division: true, folder: true, name: true, period: true, version: true }).meta({
  id: 'ProducedFile',
})
export type OutputShown = z.infer<typeof OutputShown>
