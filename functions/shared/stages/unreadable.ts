/** A damaged or missing object of one county keeps no other county's work (ADR 16). */
import type { Heads } from '../../../stores/people/heads.ts'
import { errorFields, log } from './log.ts'

/** @returns the object's key where the error says that it is damaged or gone */
export function unreadableObject(error: unknown): string | undefined {
  const { object, code, name } = error as { object?: unknown; code?: unknown; name?: unknown }
  return typeof object === 'string' && (code === 'object-damaged' || name === 'NoSuchKey') ? object : undefined
}

/** @throws the error itself where it is of another kind */
export function goOnWithout(error: unknown, county: string): void {
  if (unreadableObject(error) === undefined) throw error
  log('error', { what: 'gone on without an object', county, ...errorFields(error) })
}

/**
 * An object that the head no longer names may be gone: the next attempt reads the head as it is then.
 *
 * @throws the error itself then, and where it is of another kind
 */
export async function goOnWithoutRoster(
  heads: Pick<Heads, 'get'>,
  head: string,
  roster: string,
  error: unknown,
): Promise<void> {
  if ((await heads.get(head)).roster !== roster) throw error
  goOnWithout(error, head.slice(0, head.indexOf('#')))
}
