/** Whom a department’s list has now, compared with the month before. */
import type { Outcome } from '../../../schemas/codes.ts'
import type { Listing } from '../../../schemas/records/person.ts'

export type Change = 'began' | 'ended' | 'changed'

export interface RosterPerson extends Pick<Listing, 'name' | 'township' | 'village'> {
  readonly key: string
  readonly id: string
  /** Of the month closed last. */
  readonly outcome?: Outcome | undefined
  readonly change?: Change
  /** Another county is responsible: the listing stands, and counts in no outcome (docs/cases.md#settlements). */
  readonly isElsewhere?: true
  /** The city’s list lacked this person when it was compared. */
  readonly notInCity?: true
}

export interface Roster {
  /** The month closed last. */
  readonly period: string | undefined
  /** The month before it, whose close is compared with; the same where there is none. */
  readonly since: string | undefined
  /** By township and number; who is listed no more stands among them as `ended`. */
  readonly persons: readonly RosterPerson[]
  /** More has changed since than is read. */
  readonly isPartial: boolean
  /** The comparison with the city’s list could be read, or there is none. */
  readonly isCompared: boolean
}
