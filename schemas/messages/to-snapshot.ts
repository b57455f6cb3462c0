/** To snapshot, from everyone who changes facts. */
import * as z from 'zod'
import { County } from '../codes.ts'

export const ToSnapshot = z.object({ run: z.string(), county: County })
export type ToSnapshot = z.infer<typeof ToSnapshot>
