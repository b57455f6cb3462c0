/** Environment of every stage whose work a letter may tell of. */
import * as z from 'zod'

/** Days for which nobody can delete what is frozen; 0 where the bucket has no lock. */
export const FROZEN_DAYS = z.coerce.number().int().min(0)

export const stageEnv = z.object({
  DEADLINES_QUEUE_URL: z.string(),
  /** `off` on a hub whose mail nobody would read, and of which no office's system hears. */
  LETTERS: z.literal('off').optional(),
})
