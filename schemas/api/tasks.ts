/** Answers about what an office has to do. */
import * as z from 'zod'
import { Day } from '../codes.ts'

export const TaskShown = z
  .object({
    /** Of the account itself, or of somebody else of its office. */
    whose: z.enum(['mine', 'others']),
    /** `民政局 低保对象新增名单`; never a name. */
    what: z.string(),
    /** Whose or which: a month, a batch. */
    of: z.string().optional(),
    notes: z.array(z.string()).readonly(),
    due: Day.optional(),
    /** In words. */
    state: z.string(),
    /** Where it is done, below the hub's address. */
    href: z.string(),
  })
  .meta({ id: 'Task' })
export type TaskShown = z.infer<typeof TaskShown>
