/** What a month of a seed is played with. */
import type { HubClient } from '../hub/hub-client.ts'
import type { SentList } from '../play-month.ts'
import type { SimulatedMonth } from './calendar.ts'
import type { FaultCounts } from './fault-counts.ts'

/** Lists of earlier months that are held still, by roster; the latest alone can be confirmed. */
export type HeldLists = Map<string, SentList & { readonly period: string }>

/** Knows the returns of the months before. */
interface ActsOnReturns {
  act(played: PlayedMonth, client: HubClient): Promise<void>
}

export interface PlayedMonth {
  readonly seed: number
  readonly met: FaultCounts
  readonly month: SimulatedMonth
  /** The month's folder, and in it the two of `npm run month`. */
  readonly path: string
  readonly inbox: string
  readonly out: string
  readonly held: HeldLists
  readonly returns: ActsOnReturns
}

/** Runs the hub's month on folders. */
export type PlayMonth = (played: PlayedMonth) => Promise<void>
