/** Of a thing's page, that its 催办 was just sent. */
import * as z from 'zod'

export const urgedQuery = { urged: z.literal('1').optional().catch(undefined) }

export interface Urged {
  readonly urged?: '1' | undefined
}

export const isUrged = (query: Urged | undefined): boolean => query?.urged !== undefined
