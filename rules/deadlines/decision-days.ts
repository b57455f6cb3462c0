/** Days on which time alone decides: everyone listed is decided again (docs/rules.md#time-decides-too). */
import type { CategoryPolicy } from '../../schemas/records/policy.ts'
import { addDays } from './day-steps.ts'

export interface DecisionDay {
  /** The determination day, whenever the message is sent. */
  readonly day: string
  readonly reasons: readonly ('month' | 'year' | 'category-begins' | 'category-ended')[]
}

/**
 * The days after `since`, up to and with `day`, on which every county's listed persons are decided again: the 1st of a
 * month, a new year, a category's first day and the day after its last. Deciding for each in turn ends as deciding for
 * the last one does.
 */
export function decisionDays(categories: readonly CategoryPolicy[], day: string, since: string): DecisionDay[] {
  const found: DecisionDay[] = []
  for (let one = addDays(since, 1); one <= day; one = addDays(one, 1)) {
    const reasons: DecisionDay['reasons'][number][] = []
    if (one.endsWith('-01')) reasons.push('month')
    if (one.endsWith('-01-01')) reasons.push('year')
    if (categories.some((c) => c.from === one)) reasons.push('category-begins')
    if (categories.some((c) => c.until !== undefined && addDays(c.until, 1) === one)) reasons.push('category-ended')
    if (reasons.length > 0) found.push({ day: one, reasons })
  }
  return found
}
