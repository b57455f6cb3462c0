/** Keys of persons: keyed hashes of their ID numbers (ADR 5). */
import * as z from 'zod'

export const PersonKey = z.string().regex(/^[0-9a-f]{30}$/)
export type PersonKey = z.infer<typeof PersonKey>
