/** The empty answer. */
import * as z from 'zod'

export const Done = z.object({ ok: z.literal(true) }).meta({ id: 'Done' })
export type Done = z.infer<typeof Done>
