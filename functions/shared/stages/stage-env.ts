/** Environment of every stage whose work a letter may tell of. */
import * as z from 'zod'

export const stageEnv = z.object({
  DEADLINES_QUEUE_URL: z.string(),
  /** `off` on a hub whose mail nobody would read, and of which no office's system hears. */
  LETTERS: z.literal('off').optional(),
})
