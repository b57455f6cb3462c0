/** Months of a simulated year: each is closed a few days into the next. */
import { addMonths } from '../../samples/calendar.ts'
import { random } from '../../samples/random.ts'

export interface SimulatedMonth {
  /** Counted from 0. */
  readonly number: number
  /** `YYYY-MM` */
  readonly period: string
  /** `YYYY-MM-DD` */
  readonly today: string
}

/** The first lists were due in May 2018; seeds begin in different months, so that short runs pass a year's end too. */
export function monthsOf(seed: number, length: number): SimulatedMonth[] {
  const draw = random(seed, 'calendar')
  const begin = addMonths('2018-05-01', draw.int(20))
  return Array.from({ length }, (_, number) => {
    const first = addMonths(begin, number + 1)
    const day = 4 + draw.int(6)
    return {
      number,
      period: addMonths(first, -1).slice(0, 7),
      today: `${first.slice(0, 8)}${String(day).padStart(2, '0')}`,
    }
  })
}
