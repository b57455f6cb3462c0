/** Which API keys may be made, and which are good (docs/access.md#sign-in). */
import { type ApiKey, type ApiKeyWish, MOST_KEYS } from '../../schemas/records/api-key.ts'
import { addDays } from '../deadlines/day-steps.ts'

/** The day a year on: no key lasts longer. */
export const lastEnd = (day: string): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`

export function isGood({ revokedAt, until }: Pick<ApiKey, 'revokedAt' | 'until'>, day: string): boolean {
  return revokedAt === undefined && day <= until
}

/** An office's own system has to be given another key in time. */
const ENDING_DAYS = 30

export const isEnding = ({ until }: Pick<ApiKey, 'until'>, day: string): boolean => until <= addDays(day, ENDING_DAYS)

type Unfit = 'keys-full' | 'key-known' | 'key-end-unfit'

/** @returns why the division, which has these keys, gets no such key */
export function unfitKey(
  keys: readonly Pick<ApiKey, 'name'>[],
  { name, until }: ApiKeyWish,
  day: string,
): Unfit | undefined {
  if (until < day || until > lastEnd(day)) return 'key-end-unfit'
  // A form that is sent twice makes one key.
  if (keys.some((key) => key.name === name)) return 'key-known'
  return keys.length >= MOST_KEYS ? 'keys-full' : undefined
}
