/** Days of docs/rules.md#time-decides-too. */
import type { CategoryPolicy } from '../../schemas/records/policy.ts'
import { addDays } from './day-steps.ts'

export interface DecisionDay {
  readonly day: string
  readonly reasons: readonly ('month' | 'year' | 'category-begins' | 'category-ended')[]
}

/** Deciding for the last day alone gives the same result. */
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
