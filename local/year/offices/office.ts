/** What an office of the simulator has at hand. */
import { dateOf, dayNumber } from '../../../samples/calendar.ts'
import type { SimulatedMonth } from '../calendar.ts'
import type { FaultCounts } from '../fault-counts.ts'
import type { Inbox } from '../office-file.ts'

export interface Office {
  readonly seed: number
  readonly met: FaultCounts
  readonly month: SimulatedMonth
  /** The month before, whose files the office answers. */
  readonly last: { readonly out: string; readonly today: string } | undefined
  readonly inbox: Inbox
}

export const dayBefore = (day: string, days: number): string => dateOf(dayNumber(day) - days)
