/** To snapshot, from everyone who changes facts, and from web about a draft of the policy. */
import * as z from 'zod'
import { County } from '../codes.ts'

const Run = z.object({ run: z.string(), county: County })
export const PreviewPolicy = z.object({ preview: z.string(), county: County })
export type PreviewPolicy = z.infer<typeof PreviewPolicy>

export const ToSnapshot = z.union([Run, PreviewPolicy])
export type ToSnapshot = z.infer<typeof ToSnapshot>
