/** To batch: from web, match and the sweep. */
import * as z from 'zod'
import { County } from '../codes.ts'

export const ToBatch = z.object({ type: z.enum(['prepare', 'approve']), county: County, batch: z.string() })
export type ToBatch = z.infer<typeof ToBatch>
