/** A file that was asked for and may be fetched once (docs/records.md#download). */
import * as z from 'zod'
import { Instant } from '../codes.ts'
import { later } from '../later.ts'

export const LINK_MINUTES = 5

export const Download = later(() =>
  z.object({
    /** Of the session or key that asked. */
    holder: z.string(),
    /** The object, and what its copy is saved as. */
    key: z.string(),
    fileName: z.string(),
    until: Instant,
    usedAt: Instant.optional(),
  }),
)
export type Download = z.infer<typeof Download>
