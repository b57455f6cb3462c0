/** To snapshot, from everyone who changes facts, and from web about a draft of the policy. */
import * as z from 'zod'
import { County } from '../codes.ts'
import { later } from '../later.ts'

const Run = later(() => z.object({ run: z.string(), county: County }))
export const PreviewPolicy = later(() => z.object({ preview: z.string(), county: County }))
export type PreviewPolicy = z.infer<typeof PreviewPolicy>

export const ToSnapshot = later(() => z.union([Run, PreviewPolicy]))
export type ToSnapshot = z.infer<typeof ToSnapshot>
