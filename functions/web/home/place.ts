import type { Owner } from '../../../rules/access/may.ts'
import type { Resource } from '../../../schemas/access.ts'
import type { Permits } from '../http/allow.ts'

/** A page that a task leads to, and what it shows. */
export interface Place {
  readonly href: string
  readonly shows: Resource
  readonly of: Owner
  /** Masked or whole. */
  readonly persons?: true
}

/** Whoever may not open the page, as a leader, is led to how the office does in time. */
export function openedAt({ href, shows, of, persons }: Place, permits: Permits, year: string): string {
  return permits('see', shows, of, persons ?? false) ? href : `/timeliness?year=${year}`
}
