/** A key of an office's own system (docs/records.md#api-key). */
import * as z from 'zod'
import { County, Day, Instant, Office, visible } from '../codes.ts'
import { Scope } from '../duties.ts'
import { Numberless } from '../free-text.ts'
import { later } from '../later.ts'
import { AccountId } from './account.ts'

/** Of one division. */
export const MOST_KEYS = 20
export const LONGEST_KEY_NAME = 40

export const ApiKeyWish = later(() =>
  z.object({
    name: z.string().transform(visible).pipe(z.string().min(1).max(LONGEST_KEY_NAME)).pipe(Numberless),
    office: Office,
    scopes: z
      .array(Scope)
      .min(1)
      .max(Scope.options.length)
      .transform((scopes) => [...new Set(scopes)]),
    /** The last day. */
    until: Day,
  }),
)
export type ApiKeyWish = z.infer<typeof ApiKeyWish>

export const ApiKey = later(() =>
  ApiKeyWish.extend({
    id: AccountId,
    /** SHA-256 of what only its holder has. */
    hash: z.string().regex(/^[0-9a-f]{64}$/),
    division: County,
    /** The account that made it. */
    by: AccountId,
    madeAt: Instant,
    /** To the hour. */
    usedAt: Instant.optional(),
    revokedAt: Instant.optional(),
  }),
)
export type ApiKey = z.infer<typeof ApiKey>
